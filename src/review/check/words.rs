//! 用语: words that should not stand in a finished paper: template leavings, mixed numerals, wrong titles.

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::document::DocumentKind;
use crate::standard::check::Wording;

/// A paper full of one slip is told a few times, not a hundred.
const TOLD_PER_PAPER: usize = 3;

pub(super) fn check(desk: Desk<'_>, rules: &[Wording]) -> Vec<Verdict> {
    let mut found = Vec::new();
    for rule in rules {
        for paper in &desk.case.papers {
            let concerned = if rule.of.is_empty() {
                paper.kind() != DocumentKind::CaseCard
            } else {
                rule.of.contains(&paper.kind())
            };
            if !concerned {
                continue;
            }
            for hit in rule.pattern.find_iter(paper.document.plain()).take(TOLD_PER_PAPER) {
                let message = format!("{}：{}“{}”", paper.kind().label(), rule.message, hit.as_str().trim());
                found.push(Verdict::fail(message, vec![paper.document.quote(&hit.range())]));
            }
        }
    }
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}
