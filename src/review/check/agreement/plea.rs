//! 具结书 = 量刑建议书 = 起诉书: the recommendation must be one (规则 §272, §274–275).

use super::super::super::condition::recommendations;
use super::super::super::engine::Desk;
use super::super::super::verdict::{Scope, Verdict};
use crate::extract::elements::Recommendation;
use crate::text::Quote;

pub(super) fn recommendation(desk: Desk<'_>) -> Vec<Verdict> {
    let mut found = Vec::new();
    for (person, entry) in desk.case.persons.iter().enumerate() {
        let mut told = recommendations(Scope { case: desk.case, person: Some(person) });
        told.retain(|(_, wanted)| !wanted.adjusted && !is_adjusted(desk, &wanted.words.quote));
        for (at, (kind, a)) in told.iter().enumerate() {
            let Some((other, b)) = told[at + 1..].iter().find(|(other, b)| other != kind && differs(a, b))
            else {
                continue;
            };
            let message = format!("{}的量刑建议不一致：{}与{}", entry.name, kind.label(), other.label());
            let evidence = vec![a.words.quote.clone(), b.words.quote.clone()];
            found.push(Verdict::fail(message, evidence).of(entry.name.clone()));
            break;
        }
    }
    found
}

/// What the prosecution changed later, as it may, differs from what was agreed before.
fn is_adjusted(desk: Desk<'_>, words: &Quote) -> bool {
    let adjusting = desk.case.papers.iter().filter(|paper| paper.adjusts_recommendation());
    adjusting.map(|paper| &paper.document.id).any(|id| *id == words.document)
}

/// Different where both say it.
fn differs(a: &Recommendation, b: &Recommendation) -> bool {
    let both = |x: Option<i64>, y: Option<i64>| x.is_some() && y.is_some() && x != y;
    let kind = a.kind.is_some() && b.kind.is_some() && a.kind != b.kind;
    let term = a.low.is_some() && b.low.is_some() && (a.low != b.low || a.high != b.high);
    let probation = a.suspended.is_some() && b.suspended.is_some() && a.suspended != b.suspended;
    kind || term || probation || a.suspension != b.suspension || both(a.fine, b.fine)
}
