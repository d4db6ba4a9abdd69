//! The three documents side by side: each difference a row, each document a column.

use crate::report::html::comparison::{Cell, Comparison, Row};

/// Differences in aligned columns.
pub(super) struct Table {
    /// Names of the documents, in the order of the procedure.
    pub columns: Vec<String>,
    /// Identifiers of those that can be shown side by side.
    pub documents: Vec<String>,
    pub rows: Vec<Line>,
}

/// One difference with a cell for each column.
pub(super) struct Line {
    pub row: Row,
    pub cells: Vec<Option<Cell>>,
}

/// The documents of the comparison, in the order of the procedure.
const FIRST: [&str; 3] = ["起诉意见书", "起诉书", "判决书"];

/// Lines the sides of each difference up.
pub(super) fn table(comparison: Comparison) -> Table {
    let told = comparison.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.document.as_str()));
    let mut columns: Vec<String> = Vec::new();
    for name in told {
        if !columns.iter().any(|column| column == name) {
            columns.push(name.to_owned());
        }
    }
    columns.sort_by_key(|name| FIRST.iter().position(|first| first == name).unwrap_or(FIRST.len()));
    let rows = comparison.rows.into_iter().map(|row| line(row, &columns)).collect();
    Table { columns, documents: comparison.columns, rows }
}

fn line(mut row: Row, columns: &[String]) -> Line {
    let mut sides = std::mem::take(&mut row.cells);
    let cells = columns
        .iter()
        .map(|column| {
            let at = sides.iter().position(|side| side.document == *column)?;
            Some(sides.remove(at))
        })
        .collect();
    // A document that speaks twice of one thing does so in the sentence of the row.
    Line { row, cells }
}
