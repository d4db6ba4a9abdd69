//! The law an author applies, apart from annexed statutes.

use super::elements::Elements;
use crate::document::Document;

/// Fills `citations`.
pub fn read(_document: &Document, _elements: &mut Elements) {}
