//! Breath or blood taken before the drive that it is to prove.

use super::super::super::verdict::Verdict;
use crate::case::CaseFile;
use crate::document::DocumentKind as K;
use crate::extract::elements::StepKind as S;
use crate::text::Moment;

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    if case.persons.len() != 1 {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (kind, label) in [(S::BloodDrawn, "提取血样"), (S::BreathTested, "呼气检测")] {
        found.extend(early(case, kind, label));
    }
    found
}

/// The latest time any paper gives for taking it, against the earliest any main paper gives for the deed.
fn early(case: &CaseFile, kind: S, label: &str) -> Option<Verdict> {
    let taken = case.events.iter().filter(|event| event.kind == kind && event.at.value.minutes().is_some());
    let taken = taken.max_by_key(|event| event.at.value)?;
    let main = [K::Indictment, K::ProsecutionOpinion, K::Judgment, K::NonProsecutionDecision];
    let papers = case.papers.iter().filter(|paper| main.contains(&paper.kind()));
    let facts = papers.flat_map(|paper| paper.elements.found.iter().chain(&paper.elements.alleged));
    let deed = facts
        .filter_map(|fact| fact.time.as_ref())
        .filter(|time| time.value.minutes().is_some())
        .min_by_key(|time| time.value)?;
    if !is_before(taken.at.value, deed.value) {
        return None;
    }
    let message = format!("{label}的时间（{}）早于案发、查获时间（{}）", taken.at.value, deed.value);
    Some(Verdict::fail(message, vec![taken.at.quote.clone(), deed.quote.clone()]).confident(0.8))
}

/// On the same day, with room where the deed's hour is about.
fn is_before(taken: Moment, deed: Moment) -> bool {
    let (Some(day), Some(other)) = (taken.date(), deed.date()) else { return false };
    let (Some(taken), Some(minutes)) = (taken.minutes(), deed.minutes()) else { return false };
    let room = if deed.approximate { 20 } else { 0 };
    day < other || day == other && taken + room < minutes
}
