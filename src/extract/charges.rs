//! Charges laid on each person: suspected, alleged, found.

use super::elements::Elements;
use crate::document::Document;

/// Fills `charges`; `parties` are already read.
pub fn read(_document: &Document, _elements: &mut Elements) {}
