//! Where in the case to open it.

use serde::Deserialize;

use crate::report::Review;
use crate::report::html::Spot;
use crate::search;

/// A document, a query whose words are lit, the character to look at; or one finding alone, for a page that is open.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    pub doc: String,
    pub q: String,
    pub at: String,
    pub finding: String,
}

impl Asked {
    /// The place in the papers.
    pub(super) fn spot(&self, review: &Review) -> Option<Spot> {
        let paper = review.case.papers.iter().find(|paper| paper.document.id == self.doc)?;
        let query = search::query::parse(&self.q).unwrap_or(search::query::Query::All);
        let lit = search::lit(&query, paper.document.text.original());
        Some(Spot { document: self.doc.clone(), lit, at: self.at.parse().ok() })
    }
}
