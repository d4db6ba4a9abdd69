//! What stands of a review after the reviewer's word: the program's findings as decided, and those recorded by hand.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::civil::Date;
use serde_json::Map;

use super::{Decision, Verdict, identities};
use crate::review::{Finding, Grade, Outcome, grade, verified_grade};
use crate::standard::{Scheme, Standards};

/// A finding with the last word on it.
#[derive(Debug, Clone)]
pub struct Settled {
    /// Its identity; see [`identities`].
    pub name: String,
    /// The finding, severity and words as decided.
    pub finding: Finding,
    /// What was decided; none while it is open.
    pub verdict: Option<Verdict>,
    /// Why.
    pub reason: String,
    /// Anything else.
    pub note: String,
    /// Recorded by the reviewer, not by the program.
    pub by_hand: bool,
    /// The present version of the dossier does not show it any more; only the decision is left of it.
    pub gone: bool,
}

impl Settled {
    /// Whether it weighs in the grade and belongs in the papers: not where it was excluded or has gone.
    pub fn counts(&self) -> bool {
        self.verdict != Some(Verdict::Excluded) && !self.gone
    }

    /// Whether nobody has decided on it.
    pub fn is_open(&self) -> bool {
        self.verdict.is_none()
    }

    /// Whether another finding is of the same persons and rests on the very same passages: perhaps one fact, which is
    /// to be judged once.
    pub fn is_kin_of(&self, other: &Self) -> bool {
        fn passages(one: &Settled) -> BTreeSet<(&str, u32, u32)> {
            let evidence = one.finding.evidence.iter();
            evidence.map(|quote| (quote.document.as_str(), quote.start, quote.end)).collect()
        }
        self.name != other.name
            && !self.gone
            && !other.gone
            && !self.finding.evidence.is_empty()
            && self.finding.persons == other.finding.persons
            && passages(self) == passages(other)
    }
}

/// Front of the names of findings recorded by hand. No code of a point begins so.
const BY_HAND: &str = "手工-";
/// Severities that a decision may set; the last one informs and weighs nothing.
const SEVERITIES: [&str; 4] = ["E", "S2", "S1", "提示"];

/// Name of a finding recorded by hand: of a point of the checklist (`EVI-06`), or the next free number of the case.
pub fn by_hand_name(subject: &str) -> String {
    format!("{BY_HAND}{subject}")
}

/// Whether a name is that of a finding recorded by hand.
pub(super) fn is_by_hand_name(name: &str) -> bool {
    name.starts_with(BY_HAND)
}

/// Everything a person should look at: open findings in their order with the last decision on each, then the findings
/// recorded by hand, then decided ones that the dossier does not show any more.
///
/// `decisions` may hold earlier decisions before the last one on a finding.
pub fn settle(findings: &[Finding], decisions: &[Decision], standards: &Standards) -> Vec<Settled> {
    let last: HashMap<&str, &Decision> =
        decisions.iter().map(|decision| (decision.finding.as_str(), decision)).collect();
    let names = identities(findings);
    let mut settled: Vec<Settled> = names
        .iter()
        .zip(findings)
        .filter(|(_, finding)| finding.is_open())
        .map(|(name, finding)| found(name, finding, last.get(name.as_str()).copied()))
        .collect();
    let known: HashSet<&str> = names.iter().map(String::as_str).collect();
    let mut others: Vec<&Decision> = last
        .into_values()
        .filter(|decision| {
            !known.contains(decision.finding.as_str()) && decision.verdict != Verdict::Withdrawn
        })
        .collect();
    others.sort_by_key(|decision| (!is_by_hand(decision), &decision.finding));
    settled.extend(others.into_iter().map(|decision| {
        if is_by_hand(decision) { recorded(decision, standards) } else { gone(decision, standards) }
    }));
    settled
}

/// The grade as decisions stand. Findings nobody has decided on weigh as the program sees them.
pub fn settled_grade(settled: &[Settled], schemes: &[Scheme], day: Date) -> Grade {
    let counted: Vec<Finding> =
        settled.iter().filter(|one| one.counts()).map(|one| one.finding.clone()).collect();
    if settled.iter().any(Settled::is_open) {
        grade(&counted, schemes, day)
    } else {
        verified_grade(&counted, schemes, day)
    }
}

fn is_by_hand(decision: &Decision) -> bool {
    is_by_hand_name(&decision.finding)
}

/// A finding of the program with the last word on it.
fn found(name: &str, finding: &Finding, decision: Option<&Decision>) -> Settled {
    let mut settled = Settled {
        name: name.to_owned(),
        finding: finding.clone(),
        verdict: None,
        reason: String::new(),
        note: String::new(),
        by_hand: false,
        gone: false,
    };
    let Some(decision) = decision else { return settled };
    // A note outlives the decision that is taken back.
    settled.note.clone_from(&decision.note);
    if decision.verdict == Verdict::Withdrawn {
        return settled;
    }
    if let Some(severity) = severity(decision) {
        settled.finding.severity = severity;
    }
    if let Some(wording) = &decision.wording {
        settled.finding.message.clone_from(wording);
    }
    settled.verdict = Some(decision.verdict);
    settled.reason.clone_from(&decision.reason);
    settled
}

/// A finding that the reviewer recorded: its reason is what was found.
fn recorded(decision: &Decision, standards: &Standards) -> Settled {
    let mut settled = gone(decision, standards);
    settled.by_hand = true;
    settled.gone = false;
    settled.finding.message = decision.wording.clone().unwrap_or_else(|| decision.reason.clone());
    settled
}

/// A finding of which only the decision is left.
fn gone(decision: &Decision, standards: &Standards) -> Settled {
    let point = standards.point(&decision.point);
    let usual = || point.map_or("S1", |point| point.severity.as_str()).to_owned();
    Settled {
        name: decision.finding.clone(),
        finding: Finding {
            point: decision.point.clone(),
            title: point.map_or("其他问题", |point| point.title.as_str()).to_owned(),
            // Where no point fits, the reviewer names the content area in its place.
            area: point.map_or(decision.point.as_str(), |point| point.area.as_str()).to_owned(),
            outcome: Outcome::Fail,
            severity: severity(decision).unwrap_or_else(usual),
            persons: Vec::new(),
            message: decision.wording.clone().unwrap_or_else(|| "原发现已不再出现".to_owned()),
            computed: Map::new(),
            basis: point.map(|point| point.basis.clone()).unwrap_or_default(),
            evidence: Vec::new(),
            confidence: 1.0,
            suppressed: None,
        },
        verdict: Some(decision.verdict),
        reason: decision.reason.clone(),
        note: decision.note.clone(),
        by_hand: false,
        gone: true,
    }
}

fn severity(decision: &Decision) -> Option<String> {
    decision.severity.clone().filter(|severity| SEVERITIES.contains(&severity.as_str()))
}

#[cfg(test)]
mod tests;
