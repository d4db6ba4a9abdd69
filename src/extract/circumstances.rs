//! Circumstances with the scope each carries.

use super::elements::Elements;
use crate::document::Document;

/// Fills `circumstances`.
pub fn read(_document: &Document, _elements: &mut Elements) {}
