//! How much is at stake in a case and still to decide, with the reasons in words.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use super::OpenFinding;
use super::item::{Known, Standing, by_hand};
use super::weights::{WEIGHTS, Weight};
use crate::office::State;
use crate::review::Severity;

/// How people decided on the findings of each point before: confirmed (or modified) and excluded.
pub type PointHistory = HashMap<String, (usize, usize)>;

/// What a case is ranked by.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Risk {
    /// In thousandths of a point, so that equal is equal.
    pub thousandths: i64,
    /// What it comes from, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// One thing that counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// In Chinese.
    pub words: String,
    /// How grave; none for what is no finding.
    pub severity: Option<Severity>,
    /// Points before the limit of its kind.
    pub points: f64,
}

/// Who has to decide something about the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// A reviewer, about the findings nobody has decided on.
    Review,
    /// Handler and approver, about what the reviewer confirmed or left as it was.
    Approval,
    /// Nobody.
    Settled,
}

fn stage(state: State) -> Stage {
    match state {
        State::Unassigned | State::Assigned | State::InReview => Stage::Review,
        State::AwaitingReply | State::Replied | State::Objected | State::AwaitingApproval => Stage::Approval,
        State::Approved | State::ToCorrect | State::Correcting | State::Corrected | State::Archived => {
            Stage::Settled
        }
    }
}

/// Findings of one point and severity, decided or not.
type Group<'a> = (Severity, bool, &'a str);

impl Risk {
    /// Of a case. `standing` says for each finding of the brief what people said to it.
    pub(super) fn of(known: &Known, standing: &[Standing], history: &PointHistory) -> Self {
        let brief = &known.brief;
        let stage = stage(known.object.state);
        if stage == Stage::Settled {
            return Self::default();
        }
        let open: HashSet<&str> = brief
            .findings
            .iter()
            .zip(standing)
            .filter(|(_, stands)| matches!(stands, Standing::Open))
            .map(|(finding, _)| finding.identity.as_str())
            .collect();
        let mut groups: BTreeMap<Group<'_>, Vec<&OpenFinding>> = BTreeMap::new();
        for (finding, stands) in brief.findings.iter().zip(standing) {
            let group = match stands {
                Standing::Open => (finding.severity, false, finding.point.as_str()),
                Standing::Confirmed(severity) if stage == Stage::Approval => {
                    (*severity, true, finding.point.as_str())
                }
                Standing::Confirmed(_) | Standing::Excluded => continue,
            };
            groups.entry(group).or_default().push(finding);
        }
        let mut reasons: Vec<Reason> =
            groups.iter().map(|(&group, findings)| finding_reason(group, findings, &open, history)).collect();
        if stage == Stage::Approval {
            reasons.extend(recorded(known));
        }
        let of_severity = |severity: Severity| {
            let points = reasons.iter().filter(|reason| reason.severity == Some(severity));
            points.map(|reason| reason.points).sum::<f64>().min(WEIGHTS.of(severity).most)
        };
        let mut total: f64 = Severity::ALL.into_iter().map(of_severity).sum();
        for (weight, reason) in [
            (&WEIGHTS.crossing, listed("跨量刑档次的不一致", "处", &brief.crossings, &WEIGHTS.crossing)),
            (&WEIGHTS.trigger, listed("重点评查情形", "项", &brief.triggers, &WEIGHTS.trigger)),
        ] {
            total += reason.as_ref().map_or(0.0, |reason| reason.points.min(weight.most));
            reasons.extend(reason);
        }
        // Sorting is stable: what counts the same keeps the order of severity and point.
        reasons.sort_by(|a, b| b.points.total_cmp(&a.points));
        Self { thousandths: (total * 1_000.0).round() as i64, reasons }
    }
}

/// What the findings of a group weigh. One on the words of another that is still `open` is perhaps the same fact, and adds
/// nothing to it.
fn finding_reason(
    group: Group<'_>,
    findings: &[&OpenFinding],
    open: &HashSet<&str>,
    history: &PointHistory,
) -> Reason {
    let (severity, is_confirmed, point) = group;
    let weight = WEIGHTS.of(severity).points;
    let title = findings.first().map_or("", |finding| finding.title.as_str());
    let head = format!("{}问题 {} 项：{title}", severity.label(), findings.len());
    if is_confirmed {
        let points = weight * findings.len() as f64;
        return Reason { words: format!("{head}（评查员已确认）"), severity: Some(severity), points };
    }
    let (confirmed, excluded) = history.get(point).copied().unwrap_or_default();
    let rate = (confirmed + 1) as f64 / (confirmed + excluded + 2) as f64;
    let is_counted = |finding: &&&OpenFinding| {
        let kin = finding.kin.as_deref();
        !kin.is_some_and(|kin| open.contains(kin))
    };
    let counted = findings.iter().filter(is_counted);
    let points = counted.clone().map(|finding| weight * finding.confidence * rate).sum();
    let before = match confirmed + excluded {
        0 => String::new(),
        all => format!("，此评查点此前 {all} 次中确认 {confirmed} 次"),
    };
    let again = match findings.len() - counted.count() {
        0 => String::new(),
        count => format!("，{count} 项与别的问题出自同一原文，不另计"),
    };
    let words = format!("{head}（把握 {}{before}{again}）", confidence(findings));
    Reason { words, severity: Some(severity), points }
}

/// What the reviewer found beside the program.
fn recorded(known: &Known) -> impl Iterator<Item = Reason> {
    let found: Vec<Severity> = by_hand(known).collect();
    Severity::ALL.into_iter().filter_map(move |severity| {
        let count = found.iter().filter(|one| **one == severity).count();
        let words = format!("{}问题 {count} 项（评查员自行发现）", severity.label());
        let points = WEIGHTS.of(severity).points * count as f64;
        (count > 0).then_some(Reason { words, severity: Some(severity), points })
    })
}

/// `98%`, or `75%—98%` over several findings.
fn confidence(findings: &[&OpenFinding]) -> String {
    let percents = findings.iter().map(|finding| (finding.confidence * 100.0).round() as u32);
    let (least, most) = percents.fold((100, 0), |(least, most), one| (one.min(least), one.max(most)));
    if least >= most { format!("{most}%") } else { format!("{least}%—{most}%") }
}

fn listed(what: &str, measure: &str, names: &[String], weight: &Weight) -> Option<Reason> {
    if names.is_empty() {
        return None;
    }
    let mut told: Vec<&str> = Vec::new();
    for name in names {
        if !told.contains(&name.as_str()) {
            told.push(name);
        }
    }
    let words = format!("{what} {} {measure}：{}", names.len(), told.join("、"));
    Some(Reason { words, severity: None, points: weight.points * names.len() as f64 })
}
