//! The three documents side by side.

use super::marks::{Marks, QuoteView};
use crate::compare::Side;
use crate::document::DocumentKind;
use crate::report::{Review, words};

/// Columns and rows of the comparison.
pub(crate) struct Comparison {
    /// Identifiers of the compared documents that exist.
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

/// One difference.
pub(crate) struct Row {
    pub aspect: String,
    pub meaning: String,
    pub message: String,
    pub crosses_tier: bool,
    pub cells: Vec<Cell>,
}

/// What one document says of a row.
pub(crate) struct Cell {
    pub document: String,
    pub value: String,
    pub quote: Option<QuoteView>,
}

/// Differences as rows; columns are the documents that exist.
pub(crate) fn view(review: &Review, marks: &mut Marks) -> Comparison {
    let rows = review
        .differences
        .iter()
        .map(|difference| Row {
            aspect: words::aspect(&difference.aspect).to_owned(),
            meaning: difference.meaning.clone(),
            message: difference.message.clone(),
            crosses_tier: difference.crosses_tier,
            cells: difference.sides.iter().map(|side| cell(side, marks)).collect(),
        })
        .collect();
    Comparison { columns: columns(review), rows }
}

/// Identifiers of the three compared documents that exist, in the order of the procedure.
pub(crate) fn columns(review: &Review) -> Vec<String> {
    [DocumentKind::ProsecutionOpinion, DocumentKind::Indictment, DocumentKind::Judgment]
        .into_iter()
        .filter_map(|kind| review.case.of_kind(kind).last().map(|(_, paper)| paper.document.id.clone()))
        .collect()
}

/// One side of a difference.
pub(crate) fn cell(side: &Side, marks: &mut Marks) -> Cell {
    Cell {
        document: side.document.clone(),
        value: side.value.chars().take(80).collect(),
        quote: side.quote.as_ref().map(|quote| marks.quote(quote)),
    }
}
