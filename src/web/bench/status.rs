//! What changes with every decision: how far the reviewer is, and the grade that follows.

use super::checklist::{self, Check};
use super::desk::Desk;
use crate::office::Settled;
use crate::review::Grade;

/// Progress and grades.
pub(super) struct Status {
    pub decided: usize,
    pub findings: usize,
    pub checked: usize,
    pub checks: usize,
    /// The program's own suggestion.
    pub program: Grade,
    /// The one that follows from the decisions.
    pub settled: Grade,
    /// 拟定等次
    pub own: Option<String>,
    /// Whether it comes beside something else that changed.
    pub is_aside: bool,
    /// What a screen reader is told.
    pub told: String,
}

impl Status {
    /// As the desk stands.
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        let rows = checklist::rows(desk);
        let counted = || desk.settled.iter().filter(|one| !one.gone);
        Self {
            decided: counted().filter(|one| !one.is_open()).count(),
            findings: counted().count(),
            checked: rows.iter().filter(|row| row.is_done()).count(),
            checks: rows.len(),
            program: desk.review.grade.clone(),
            settled: desk.grade(),
            own: desk.opinion.as_ref().and_then(|said| said.what.grade.clone()),
            is_aside: false,
            told: String::new(),
        }
    }

    /// To stand beside a part that changed, with words for who does not see it.
    pub(super) fn aside(desk: &Desk<'_>, told: impl Into<String>) -> Self {
        Self { is_aside: true, told: told.into(), ..Self::of(desk) }
    }
}

/// What comes after a finding was dealt with, in words.
pub(super) fn then(desk: &Desk<'_>, finding: &str, done: &str) -> String {
    let order = in_order(&desk.settled);
    let at = order.iter().position(|one| one.name == finding).map_or(0, |at| at + 1);
    let (before, after) = order.split_at(at);
    let open = || after.iter().chain(before).filter(|one| one.is_open());
    match open().next() {
        None => format!("{done}，发现已全部处理"),
        Some(next) => format!("{done}，还有 {} 项待处理，下一项：{}", open().count(), next.finding.title),
    }
}

/// Findings as they stand on the page: by area in the order of their first one, then those recorded by hand, then those
/// that are no more.
pub(super) fn in_order(settled: &[Settled]) -> Vec<&Settled> {
    let mut areas: Vec<&str> = Vec::new();
    for one in settled {
        if !areas.contains(&one.finding.area.as_str()) {
            areas.push(&one.finding.area);
        }
    }
    let mut order: Vec<&Settled> = settled.iter().collect();
    order.sort_by_key(|one| {
        let area = areas.iter().position(|area| *area == one.finding.area);
        (one.gone, one.by_hand, if one.by_hand { None } else { area })
    });
    order
}

impl Check {
    /// Whether somebody has looked.
    pub(super) fn is_done(&self) -> bool {
        self.class != "open"
    }
}
