//! The operative part and the recommendation, per person and charge.

pub(in crate::extract) mod charge;
mod cues;
pub(in crate::extract) mod disposition;
mod items;
mod revocation;
mod sentence;
pub mod terms;
mod tokens;
mod unwrapped;
mod values;

use super::elements::Elements;
use super::people;
use crate::document::{Document, DocumentKind};

/// Fills `sentences` and `recommendations`.
pub fn read(document: &Document, elements: &mut Elements) {
    if matches!(document.kind, DocumentKind::Judgment | DocumentKind::Ruling | DocumentKind::Unknown)
        && let Some(part) = disposition::find(document)
    {
        let operative = document.plain().get(part.clone()).unwrap_or_default();
        let people = people::of(elements, document.plain(), operative);
        elements.sentences = sentence::read(document, &part, &people);
    }
}
