//! 监督: what other points report of the investigation must have been taken up by the office (刑诉 §100, §171).

use super::super::Outcome;
use super::super::condition;
use super::super::engine::Desk;
use super::super::verdict::{Scope, Verdict};
use crate::document::{DocumentKind, ReadState};
use crate::standard::Pattern;

/// What is wanted.
pub(super) struct Wanted<'a> {
    pub points: &'a [String],
    pub papers: &'a [DocumentKind],
    pub words: Option<&'a Pattern>,
    pub label: &'a str,
}

/// Hints are not graded, so nothing need have been done about them.
const HINT: &str = "提示";

pub(super) fn check(desk: Desk<'_>, scope: Scope<'_>, wanted: &Wanted<'_>) -> Verdict {
    let hits: Vec<_> = desk
        .earlier
        .iter()
        .filter(|finding| finding.outcome == Outcome::Fail && finding.severity != HINT)
        .filter(|finding| wanted.points.contains(&finding.point))
        .collect();
    if hits.is_empty() {
        return Verdict::pass();
    }
    let takes_up = desk.case.papers.iter().any(|paper| {
        wanted.papers.contains(&paper.kind())
            || wanted.words.is_some_and(|words| words.is_match(paper.document.plain()))
    });
    if takes_up {
        return Verdict::pass();
    }
    let mut codes: Vec<&str> = hits.iter().map(|finding| finding.point.as_str()).collect();
    codes.dedup();
    let message = format!("已发现侦查活动问题（{}），卷宗中未见{}", codes.join("、"), wanted.label);
    let unread = desk
        .case
        .papers
        .iter()
        .any(|paper| paper.document.read == ReadState::Failed || paper.kind() == DocumentKind::Unknown);
    if unread || !condition::is_full_dossier(scope.case) {
        return Verdict::unknown(message);
    }
    let evidence = hits.iter().filter_map(|finding| finding.evidence.first().cloned()).collect();
    Verdict::fail(message, evidence).computed("points", codes.join("、")).confident(0.7)
}
