//! The party paragraphs: who, with the twelve items of the heading, priors and custody chain.

use super::elements::Party;
use crate::document::Document;

/// Everybody the heading introduces, in order.
pub fn read(_document: &Document) -> Vec<Party> {
    Vec::new()
}
