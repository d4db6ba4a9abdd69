//! The suggested grade. A person decides.

use jiff::civil::Date;
use serde::Serialize;

use super::{Finding, Outcome};
use crate::standard::Scheme;

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
/// Only slips leave a case 合格; a flaw, or many slips, makes it 瑕疵 (2026: 基本合格); something that may
/// touch fact, law or handling makes it 不合格. Hints and undecided points do not count.
pub fn grade(findings: &[Finding], schemes: &[Scheme], day: Date) -> Grade {
    let scheme = schemes.iter().filter(|scheme| scheme.from <= day).max_by_key(|scheme| scheme.from);
    let Some(scheme) = scheme.or(schemes.first()) else { return Grade::default() };
    let codes = |severity: &str| -> Vec<&str> {
        let counted = |finding: &&Finding| finding.outcome == Outcome::Fail && finding.severity == severity;
        findings.iter().filter(counted).map(|finding| finding.point.as_str()).collect()
    };
    let (grave, serious, slight) = (codes("E"), codes("S2"), codes("S1"));
    let value = if !grave.is_empty() {
        &scheme.unqualified
    } else if !serious.is_empty() || slight.len() >= scheme.slips_for_flaw {
        &scheme.flawed
    } else {
        &scheme.qualified
    };
    let taken = scheme.deduct.grave * grave.len() as f64
        + scheme.deduct.serious * serious.len() as f64
        + scheme.deduct.slight * slight.len() as f64;
    let mut reasons = Vec::new();
    for (label, codes) in [("严重", &grave), ("较重", &serious), ("一般", &slight)] {
        if !codes.is_empty() {
            let mut unique = codes.clone();
            unique.dedup();
            reasons.push(format!("{label}问题{}项待核实：{}", codes.len(), unique.join("、")));
        }
    }
    reasons.push(if reasons.is_empty() {
        "未发现计入等次的问题".to_owned()
    } else {
        "建议等次以上列问题经核实成立为前提".to_owned()
    });
    Grade {
        scheme: scheme.name.clone(),
        value: value.clone(),
        score: (scheme.full - taken).max(0.0),
        reasons,
    }
}
