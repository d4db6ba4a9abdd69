//! Incidents with time, place, people, amounts and results.
//!
//! The same code reads what is alleged and what is found, so that a difference between the two is one of the text.

mod incident;
mod injury;
mod marks;
mod place;
mod region;
mod split;
mod victims;
mod words;

use super::elements::{Elements, Incident};
use super::people::{self, People};
use crate::document::{Document, DocumentKind};
use crate::text::Range;

/// Fills `alleged` and `found`, and says whether a court adopts the accusation whole.
pub fn read(document: &Document, elements: &mut Elements) {
    let people = people::of(elements, document.plain(), "");
    let told = region::of(document);
    elements.alleged = incidents(document, &told.alleged, &people);
    elements.found = incidents(document, &told.found, &people);
    if matches!(document.kind, DocumentKind::Judgment | DocumentKind::Ruling) {
        elements.adopts_accusation = region::adoption(document, elements.found.is_empty());
    }
}

fn incidents(document: &Document, pieces: &[Range], people: &People) -> Vec<Incident> {
    let plain = document.plain();
    let mut before = None;
    let passages = split::passages(plain, pieces);
    passages.iter().map(|passage| incident::read(document, passage, people, &mut before)).collect()
}

#[cfg(test)]
mod tests;
