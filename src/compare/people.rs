//! Who stands in one document and not in the other.

use super::sides::Pair;
use super::{Difference, Side};
use crate::case::PersonIndex;
use crate::document::DocumentKind;

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    for (person, name) in pair.persons() {
        let left = pair.case.party(person, pair.left.at);
        let right = pair.case.party(person, pair.right.at);
        let (sides, meaning, severity) = match (left, right) {
            (Some(party), None) => (
                vec![Side::said(pair.left.label, name, &party.name.quote), Side::silent(pair.right.label)],
                "人员减少",
                "S2",
            ),
            (None, Some(party)) => (
                vec![Side::silent(pair.left.label), Side::said(pair.right.label, name, &party.name.quote)],
                "人员增加（可能为追诉漏犯）",
                "S1",
            ),
            _ => continue,
        };
        // A document whose heading could not be read introduces nobody; that is not a dropped person.
        if pair.left.paper.elements.parties.is_empty() || pair.right.paper.elements.parties.is_empty() {
            continue;
        }
        let silent = if left.is_none() { pair.left } else { pair.right };
        if is_introduced_elsewhere(pair, person, silent.paper.kind()) || pair.case.is_parted(person) {
            continue;
        }
        let mut difference = Difference::new("persons_count", "人员", meaning, severity, sides);
        difference.persons.push(name.to_owned());
        out.push(difference);
    }
}

/// Whether another paper of the silent kind, or a decision not to prosecute or not yet to, introduces the person: each
/// may have a paper of his own.
pub(super) fn is_introduced_elsewhere(pair: &Pair<'_>, person: PersonIndex, kind: DocumentKind) -> bool {
    let case = pair.case;
    let kinds = [kind, DocumentKind::NonProsecutionDecision, DocumentKind::ConditionalNonProsecution];
    // What the police handed over later, the prosecutor charged with the rest.
    let later: &[DocumentKind] = match kind {
        DocumentKind::ProsecutionOpinion => &[DocumentKind::SupplementaryOpinion],
        // Charged in addition, or charged anew.
        DocumentKind::Indictment => &[DocumentKind::SupplementaryIndictment, DocumentKind::AmendedIndictment],
        _ => &[],
    };
    kinds
        .into_iter()
        .chain(later.iter().copied())
        .flat_map(|kind| case.of_kind(kind))
        .any(|(at, _)| case.party(person, at).is_some())
}
