//! Incidents with time, place, people, amounts and results.

use super::elements::Elements;
use crate::document::Document;

/// Fills `alleged` and `found`.
pub fn read(_document: &Document, _elements: &mut Elements) {}
