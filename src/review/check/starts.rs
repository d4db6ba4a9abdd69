//! 件数: the case itself and every step that makes it one more in the statistics of 案-件比.

use std::collections::{BTreeMap, BTreeSet};

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use super::count::source;
use crate::case::Event;
use crate::extract::elements::StepKind;

pub(super) fn check(desk: Desk<'_>, steps: &[StepKind], most: usize) -> Verdict {
    let mut total = 1;
    let mut told = Vec::new();
    let mut evidence = Vec::new();
    for &step in steps {
        let events = fullest(desk, step);
        if let Some(first) = events.first() {
            told.push(format!("{}{}次", step.label(), events.len()));
            evidence.push(first.at.quote.clone());
        }
        total += events.len();
    }
    if total <= most {
        return Verdict::pass();
    }
    let message = format!("本案计{total}件（{}）", told.join("、"));
    Verdict::fail(message, evidence).computed("limit", most).computed("actual", total)
}

/// The days of a step by the source that tells most of them; sources repeat one another.
fn fullest(desk: Desk<'_>, step: StepKind) -> Vec<&Event> {
    let mut sources: BTreeMap<usize, (BTreeSet<jiff::civil::Date>, Vec<&Event>)> = BTreeMap::new();
    for event in desk.case.events.iter().filter(|event| event.kind == step) {
        let Some(day) = event.at.value.date() else { continue };
        let (days, events) = sources.entry(source(desk, event)).or_default();
        if days.insert(day) {
            events.push(event);
        }
    }
    sources.into_values().map(|(_, events)| events).max_by_key(Vec::len).unwrap_or_default()
}
