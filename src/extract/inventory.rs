//! Evidence lists, property lists and the civil part.

use super::elements::Elements;
use crate::document::Document;

/// Fills `evidence`, `property`, `civil`.
pub fn read(_document: &Document, _elements: &mut Elements) {}
