//! The operative part and the recommendation, per person and charge.

pub(in crate::extract) mod charge;
mod cues;
pub(in crate::extract) mod disposition;
mod earlier;
mod items;
mod recommendation;
mod revocation;
mod sentence;
pub mod terms;
mod tokens;
mod unwrapped;
mod values;

use super::elements::Elements;
use super::people::{self, People};
use super::procedure;
use super::voices::Voices;
use crate::document::{Document, DocumentKind, SectionName};

/// Fills `sentences` and `recommendations`.
pub(super) fn read(document: &Document, voices: &Voices<'_>, elements: &mut Elements) {
    let plain = document.plain();
    let is_court =
        matches!(document.kind, DocumentKind::Judgment | DocumentKind::Ruling | DocumentKind::Unknown);
    let part = is_court.then(|| disposition::find(document)).flatten();
    let operative = part.clone().and_then(|part| plain.get(part)).unwrap_or_default();
    let mut people = people::of(elements, plain, operative);
    // A 量刑建议书 and a 具结书 have no paragraph of parties.
    if people.names.is_empty()
        && matches!(document.kind, DocumentKind::SentencingRecommendation | DocumentKind::PleaAgreement)
    {
        people = People::new(procedure::subjects(plain));
    }
    if recommends(document.kind) {
        let statutes = document.section_ranges(SectionName::Statutes).map(|range| range.start).min();
        let end = part.as_ref().map(|part| part.start).or(statutes).unwrap_or(plain.len());
        elements.recommendations = recommendation::read(document, voices, &people, end);
    }
    if let Some(part) = part {
        elements.sentences = sentence::read(document, &part, &people);
    }
}

/// Papers in which a recommendation is made or reported.
fn recommends(kind: DocumentKind) -> bool {
    use DocumentKind as Kind;
    matches!(
        kind,
        Kind::Indictment
            | Kind::SupplementaryIndictment
            | Kind::AmendedIndictment
            | Kind::Judgment
            | Kind::Ruling
            | Kind::PleaAgreement
            | Kind::SentencingRecommendation
            | Kind::ReviewReport
            | Kind::OpinionHearing
            | Kind::Unknown
    )
}

#[cfg(test)]
mod tests;
