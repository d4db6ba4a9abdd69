//! Dated steps, trial procedure and interview records.

mod apply;
mod dates;
mod details;
mod household;
mod interview;
mod reading;
mod rules;
mod service;
mod subject;
mod trial;

use super::elements::Elements;
use crate::document::{Document, DocumentKind};
use reading::Reading;

/// Names of the accused a paper without paragraphs of parties is about, in order of mention.
pub(super) fn subjects(plain: &str) -> Vec<String> {
    subject::read(plain)
}

/// Fills `steps`, `trial`, `interview`; for a 户籍证明 that names nobody yet, `parties` too. Heading and
/// parties are already read.
pub fn read(document: &Document, elements: &mut Elements) {
    let reading = Reading::new(document, elements);
    if document.kind == DocumentKind::HouseholdCertificate {
        household::read(&reading, elements);
    }
    for rule in rules::rules(document.kind) {
        apply::apply(rule, &reading, elements);
    }
    match document.kind {
        DocumentKind::ServiceReturn => service::read(&reading, elements),
        DocumentKind::Interrogation | DocumentKind::WitnessInterview | DocumentKind::OpinionHearing => {
            interview::read(&reading, elements);
        }
        DocumentKind::Judgment | DocumentKind::Ruling | DocumentKind::Indictment => {
            trial::read(&reading, elements);
        }
        _ => {}
    }
}
