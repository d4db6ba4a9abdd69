//! The suggested grade. A person decides.

use jiff::civil::Date;
use serde::Serialize;

use super::{Finding, Outcome};
use crate::standard::{Effect, Mode, Scheme};

/// A suggestion with the reasons that led to it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Grade {
    /// Scheme by the year it came into force: 2018, 2026.
    pub scheme: String,
    /// Grade name of the scheme.
    pub value: String,
    /// Points left of the scheme's full score.
    pub score: f64,
    /// Chinese sentences naming the points that decided.
    pub reasons: Vec<String>,
}

impl Grade {
    /// No suggestion: the dossier holds no paper that says who is accused, so nothing could be reviewed.
    #[must_use]
    pub fn undecided(self) -> Self {
        let reason = "卷宗中未读到载明被追诉人的文书，无法评定等次".to_owned();
        Self { value: "无法评定".to_owned(), score: 0.0, reasons: vec![reason], ..self }
    }
}

/// Suggests a grade by the scheme in force on `day`. Without any scheme the
/// suggestion is empty.
///
/// 分类: only slips leave a case 合格; a flaw, or many slips, makes it 瑕疵 (2026: 基本合格); something that may
/// touch fact, law or handling makes it 不合格. 计分: the score decides. Hints, findings set aside and undecided
/// points do not count.
pub fn grade(findings: &[Finding], schemes: &[Scheme], day: Date) -> Grade {
    suggest(findings, schemes, day, &UNVERIFIED)
}

/// The same once a person has looked at every finding and said which ones stand.
pub fn verified_grade(findings: &[Finding], schemes: &[Scheme], day: Date) -> Grade {
    suggest(findings, schemes, day, &VERIFIED)
}

/// How far the findings are known to be true, in words.
struct Standing {
    count: &'static str,
    premise: Option<&'static str>,
}

const UNVERIFIED: Standing =
    Standing { count: "项待核实", premise: Some("建议等次以上列问题经核实成立为前提") };
const VERIFIED: Standing = Standing { count: "项", premise: None };

fn suggest(findings: &[Finding], schemes: &[Scheme], day: Date, standing: &Standing) -> Grade {
    let scheme = schemes.iter().filter(|scheme| scheme.from <= day).max_by_key(|scheme| scheme.from);
    let Some(scheme) = scheme.or(schemes.first()) else { return Grade::default() };
    let counted: Vec<Counted<'_>> = findings.iter().filter_map(|finding| count(finding, scheme)).collect();
    let score = (scheme.full + counted.iter().map(|one| one.points).sum::<f64>()).max(0.0);
    let (value, mut reasons) = match scheme.mode {
        Mode::Classification => (classify(scheme, &counted), by_severity(&counted, standing)),
        Mode::Scoring => (by_score(scheme, score), by_points(&counted)),
    };
    match standing.premise {
        _ if reasons.is_empty() => reasons.push("未发现计入等次的问题".to_owned()),
        Some(premise) => reasons.push(premise.to_owned()),
        None => {}
    }
    Grade { scheme: scheme.name.clone(), value: value.to_owned(), score, reasons }
}

/// A finding that counts, with the points it takes or gives.
struct Counted<'a> {
    finding: &'a Finding,
    points: f64,
}

fn count<'a>(finding: &'a Finding, scheme: &Scheme) -> Option<Counted<'a>> {
    if finding.outcome != Outcome::Fail || finding.suppressed.is_some() {
        return None;
    }
    let usual = match finding.severity.as_str() {
        "E" => scheme.deduct.grave,
        "S2" => scheme.deduct.serious,
        "S1" => scheme.deduct.slight,
        _ => return None,
    };
    let points = match scheme.effects.get(&finding.point) {
        None => -usual,
        Some(Effect::Deduct { points }) => -points,
        Some(Effect::Add { points }) => *points,
        Some(Effect::Record {}) => return None,
    };
    Some(Counted { finding, points })
}

fn of_severity<'a>(counted: &[Counted<'a>], severity: &str) -> Vec<&'a str> {
    let against = counted.iter().filter(|one| one.points <= 0.0 && one.finding.severity == severity);
    against.map(|one| one.finding.point.as_str()).collect()
}

fn classify<'a>(scheme: &'a Scheme, counted: &[Counted<'_>]) -> &'a str {
    if !of_severity(counted, "E").is_empty() {
        return &scheme.unqualified;
    }
    let slips = of_severity(counted, "S1").len();
    if !of_severity(counted, "S2").is_empty() || slips >= scheme.slips_for_flaw {
        return &scheme.flawed;
    }
    &scheme.qualified
}

fn by_severity(counted: &[Counted<'_>], standing: &Standing) -> Vec<String> {
    let mut reasons = Vec::new();
    for (label, severity) in [("严重", "E"), ("较重", "S2"), ("一般", "S1")] {
        let mut codes = of_severity(counted, severity);
        let count = codes.len();
        codes.dedup();
        if count > 0 {
            reasons.push(format!("{label}问题{count}{}：{}", standing.count, codes.join("、")));
        }
    }
    reasons
}

fn by_score(scheme: &Scheme, score: f64) -> &str {
    if score >= scheme.bounds.qualified {
        &scheme.qualified
    } else if score >= scheme.bounds.flawed {
        &scheme.flawed
    } else {
        &scheme.unqualified
    }
}

/// What each point took or gave, together where it reports several times.
fn by_points(counted: &[Counted<'_>]) -> Vec<String> {
    let mut sums: Vec<(&str, f64)> = Vec::new();
    for one in counted {
        match sums.iter_mut().find(|(code, _)| *code == one.finding.point) {
            Some((_, sum)) => *sum += one.points,
            None => sums.push((&one.finding.point, one.points)),
        }
    }
    let told = |label: &str, wanted: fn(f64) -> bool| {
        let parts: Vec<String> = sums
            .iter()
            .filter(|(_, points)| wanted(*points))
            .map(|(code, points)| format!("{code}（{}分）", points.abs()))
            .collect();
        (!parts.is_empty()).then(|| format!("{label}：{}", parts.join("、")))
    };
    [told("扣分", |points| points < 0.0), told("加分", |points| points > 0.0)].into_iter().flatten().collect()
}
