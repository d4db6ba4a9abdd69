//! The operative part and the recommendation, per person and charge.

use super::elements::Elements;
use crate::document::Document;

/// Fills `sentences` and `recommendations`.
pub fn read(_document: &Document, _elements: &mut Elements) {}
