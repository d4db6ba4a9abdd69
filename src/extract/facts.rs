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

/// Fills `alleged` and `found`, and says whether a court adopts the accusation whole.
pub fn read(document: &Document, elements: &mut Elements) {
    let people = people::of(elements, document.plain(), "");
    let told = region::of(document);
    let plain = document.plain();
    let alleged = split::passages(plain, &told.alleged);
    let found = split::passages(plain, &told.found);
    // A victim introduced on one side is known by name on the other.
    let cores = alleged.iter().chain(&found).filter_map(|passage| plain.get(passage.core.clone()));
    let known = victims::known(cores, |name| people.names.iter().any(|accused| accused == name));
    elements.alleged = incidents(document, &alleged, &people, &known);
    elements.found = incidents(document, &found, &people, &known);
    if matches!(document.kind, DocumentKind::Judgment | DocumentKind::Ruling) {
        elements.adopts_accusation = region::adoption(document, elements.found.is_empty());
    }
}

fn incidents(
    document: &Document,
    passages: &[split::Passage],
    people: &People,
    victims: &[String],
) -> Vec<Incident> {
    let mut before = None;
    passages.iter().map(|passage| incident::read(document, passage, people, victims, &mut before)).collect()
}

#[cfg(test)]
mod tests;
