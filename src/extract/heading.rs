//! Numbers, offices, signing date and signatures.

use super::elements::Elements;
use crate::document::Document;

/// Fills `number`, `cited_numbers`, `organ`, `procuratorate`, `indictment_number`, `court`, `date`, `signatures`.
pub fn read(_document: &Document, _elements: &mut Elements) {}
