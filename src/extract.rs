//! Reads what one document says, each value with its words. Never judges, never compares documents.

pub mod amount;
pub mod applied_law;
pub mod charges;
pub mod circumstances;
pub mod elements;
pub mod facts;
pub mod heading;
pub mod inventory;
pub mod outcome;
pub mod parties;
mod people;
pub mod procedure;
mod sentence;
pub mod signed;
mod surname;
pub mod trial;
mod voices;

use crate::document::Document;
use elements::Elements;
use voices::Voices;

/// Reads one document.
pub fn extract(document: &Document) -> Elements {
    let mut elements = Elements { parties: parties::read(document), ..Elements::default() };
    heading::read(document, &mut elements);
    procedure::read(document, &mut elements);
    let voices = Voices::of(document);
    applied_law::read(document, &voices, &mut elements);
    facts::read(document, &mut elements);
    circumstances::read(document, &voices, &mut elements);
    inventory::read(document, &mut elements);
    outcome::read(document, &voices, &mut elements);
    // The operative part is the surest word on a charge, so it is read first.
    charges::read(document, &voices, &mut elements);
    trial::read(document, &mut elements);
    elements
}
