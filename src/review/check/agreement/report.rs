//! 审查报告 against the decision made on it.

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use super::super::difference;
use crate::case::Paper;
use crate::compare::report_against_decision;
use crate::document::DocumentKind as K;
use crate::extract::elements::{Amount, AmountRole, Incident};
use crate::text::money;

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let Some((_, report)) = desk.case.of_kind(K::ReviewReport).last() else {
        return vec![Verdict::unknown("卷宗中未见审查报告")];
    };
    let mut found: Vec<Verdict> =
        report_against_decision(desk.case).iter().map(difference::verdict).collect();
    found.extend(desk.case.of_kind(K::Indictment).last().and_then(|(_, paper)| new_sum(report, paper)));
    found
}

/// A sum of the crime in the indictment that stands nowhere in the report, which tells others. The facts of a report
/// are told several times in several forms, so that only its sums can be held against the indictment's.
fn new_sum<'a>(report: &Paper, indictment: &'a Paper) -> Option<Verdict> {
    let known = money::scan(report.document.plain());
    if known.is_empty() {
        return None;
    }
    let is_known = |fen: i64, about: bool| {
        known.iter().any(|sum| {
            let room = if about || sum.value.approximate { sum.value.fen / 10 } else { 0 };
            (sum.value.fen - fen).abs() <= room
        })
    };
    // A report may give an act by its sum alone: then the parts of that sum are not told.
    let crime = |incident: &'a Incident| {
        let of_crime = |sum: &&Amount| matches!(sum.role, AmountRole::Crime | AmountRole::Total);
        let largest = incident.amounts.iter().filter(of_crime).max_by_key(|sum| sum.fen.value)?;
        (!is_known(largest.fen.value, largest.approximate)).then_some(largest)
    };
    let new = indictment.elements.found.iter().find_map(crime)?;
    let message = format!("起诉书认定的数额“{}”在审查报告中未见", new.fen.quote.text);
    Some(Verdict::fail(message, vec![new.fen.quote.clone()]).confident(0.6))
}
