//! The three documents side by side: each thing they tell differently a row, each document a column.

use crate::report::aligned::{Aligned, aligned};
use crate::report::html::comparison::{self, Cell};
use crate::report::html::marks::Marks;
use crate::report::{Review, words};

/// Differences in aligned columns.
pub(super) struct Table {
    /// Names of the documents, in the order of the procedure.
    pub columns: Vec<String>,
    /// Identifiers of those that can be shown side by side.
    pub documents: Vec<String>,
    pub rows: Vec<Line>,
}

/// What the documents tell differently, with a cell for each column.
pub(super) struct Line {
    pub aspect: String,
    /// Whom it concerns; empty where nobody in particular.
    pub persons: String,
    /// What it may mean.
    pub meaning: String,
    pub crosses_tier: bool,
    /// The differences in sentences.
    pub message: String,
    pub cells: Vec<Option<Cell>>,
}

/// The documents of the comparison, in the order of the procedure.
const FIRST: [&str; 3] = ["起诉意见书", "起诉书", "判决书"];

/// Lines the sides of the differences up.
pub(super) fn table(review: &Review, marks: &mut Marks) -> Table {
    let rows = aligned(&review.differences, |side| side.document.clone());
    let mut columns: Vec<String> = Vec::new();
    for side in rows.iter().flat_map(|row| &row.sides) {
        if !columns.contains(&side.document) {
            columns.push(side.document.clone());
        }
    }
    columns.sort_by_key(|name| FIRST.iter().position(|first| first == name).unwrap_or(FIRST.len()));
    let rows = rows.iter().filter_map(|row| line(row, &columns, marks)).collect();
    Table { columns, documents: comparison::columns(review), rows }
}

fn line(row: &Aligned<'_>, columns: &[String], marks: &mut Marks) -> Option<Line> {
    let first = row.differences.first()?;
    let mut meanings: Vec<&str> =
        row.differences.iter().map(|difference| difference.meaning.as_str()).collect();
    meanings.dedup();
    let messages: Vec<&str> = row.differences.iter().map(|difference| difference.message.as_str()).collect();
    // A document that speaks twice of one thing does so in the sentence of the row.
    let said = |column: &String| row.sides.iter().find(|side| side.document == *column);
    Some(Line {
        aspect: words::aspect(&first.aspect).to_owned(),
        persons: first.persons.join("、"),
        meaning: meanings.join("；"),
        crosses_tier: row.differences.iter().any(|difference| difference.crosses_tier),
        message: messages.join("；"),
        cells: columns.iter().map(|column| said(column).map(|side| comparison::cell(side, marks))).collect(),
    })
}
