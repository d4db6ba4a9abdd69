//! Dated steps, trial procedure and interview records.

use super::elements::Elements;
use crate::document::Document;

/// Fills `steps`, `trial`, `interview`.
pub fn read(_document: &Document, _elements: &mut Elements) {}
