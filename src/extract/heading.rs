//! Numbers, offices, signing date and signatures.

mod closing;
mod indictment;
mod number;
mod office;
mod signature;
mod signing;

use super::elements::Elements;
use crate::document::Document;

/// Fills `number`, `cited_numbers`, `organ`, `procuratorate`, `indictment_number`, `court`, `date`, `signatures`.
pub fn read(document: &Document, elements: &mut Elements) {
    let closing = closing::range(document);
    office::read(document, &closing, elements);
    number::read(document, elements);
    elements.indictment_number = indictment::read(document);
    elements.date = signing::read(document, &closing);
    elements.signatures = signature::read(document, &closing);
}
