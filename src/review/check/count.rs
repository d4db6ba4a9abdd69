//! 次数: how often a step happened. Sources repeat one another, so each source is counted by itself; all papers that
//! perform the step together are one source.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::case::{Event, Origin};
use crate::document::DocumentKind;
use crate::extract::elements::StepKind;

pub(super) fn check(desk: Desk<'_>, step: StepKind, most: usize, label: &str) -> Verdict {
    let mut sources: BTreeMap<usize, BTreeMap<Date, &Event>> = BTreeMap::new();
    for event in desk.case.events.iter().filter(|event| event.kind == step) {
        let Some(day) = event.at.value.date() else { continue };
        sources.entry(source(desk, event)).or_default().entry(day).or_insert(event);
    }
    let Some(fullest) = sources.into_values().max_by_key(BTreeMap::len) else {
        return Verdict::unknown(format!("卷宗中未见{label}的日期"));
    };
    if fullest.len() <= most {
        return Verdict::pass();
    }
    let days: Vec<String> = fullest.keys().map(ToString::to_string).collect();
    let message = format!("{label}{}次（{}），超过{most}次", days.len(), days.join("、"));
    let evidence = fullest.into_values().map(|event| event.at.quote.clone()).collect();
    Verdict::fail(message, evidence).computed("limit", most).computed("actual", days.len())
}

/// The card, the decisions taken together, or one other paper.
pub(super) fn source(desk: Desk<'_>, event: &Event) -> usize {
    match event.origin {
        Origin::Card => usize::MAX,
        Origin::Paper(at) => match desk.case.papers[at].kind() {
            DocumentKind::SupplementaryInvestigationDecision
            | DocumentKind::PostponementProposal
            | DocumentKind::ReviewExtension => usize::MAX - 1,
            _ => at,
        },
    }
}
