//! The columns of the table, and a row a difference.

use super::cell;
use crate::case::CaseFile;
use crate::compare::Side;
use crate::document::DocumentKind as Kind;
use crate::papers::CaseWork;
use crate::papers::differences::{meaning, subject};
use crate::papers::line::Piece;
use crate::report::aligned::{Aligned, aligned};
use crate::report::layout::{Cell, middle};

/// A column: the paper it is for, and whether the dossier holds it.
pub(super) struct Column {
    pub name: &'static str,
    pub kind: Kind,
    pub is_there: bool,
}

/// 起诉意见书, 起诉书 (or what stands in its place), 判决书.
pub(super) fn columns(case: &CaseFile) -> [Column; 3] {
    let has = |kind: Kind| case.of_kind(kind).next().is_some();
    let middle = if !has(Kind::Indictment) && has(Kind::NonProsecutionDecision) {
        Kind::NonProsecutionDecision
    } else {
        Kind::Indictment
    };
    [Kind::ProsecutionOpinion, middle, Kind::Judgment].map(|kind| Column {
        name: kind.label(),
        kind,
        is_there: has(kind),
    })
}

/// Which column a side belongs to. Papers of the prosecution stand with the indictment, and so does what a lone judgment
/// reports as its accusation.
fn column_of(side: &Side) -> usize {
    match side.document.as_str() {
        "起诉意见书" => 0,
        "判决书" | "查明事实" => 2,
        _ => 1,
    }
}

/// One row a thing the papers tell differently.
pub(super) fn rows(work: &CaseWork<'_>, columns: &[Column; 3]) -> Vec<Vec<Cell>> {
    aligned(&work.review.differences, column_of).iter().map(|row| cells(row, columns)).collect()
}

fn cells(row: &Aligned<'_>, columns: &[Column; 3]) -> Vec<Cell> {
    let told = row.differences.first().map(|difference| subject(difference)).unwrap_or_default();
    let mut meanings: Vec<String> = row.differences.iter().map(|difference| meaning(difference)).collect();
    meanings.dedup();
    let mut cells = vec![middle(&told)];
    cells.extend(columns.iter().enumerate().map(|(place, column)| {
        let sides: Vec<&Side> = row.sides.iter().copied().filter(|side| column_of(side) == place).collect();
        said(&sides, column)
    }));
    cells.push(cell(&[format!("不一致；可能的含义：{}", meanings.join("；"))]));
    cells
}

fn said(sides: &[&Side], column: &Column) -> Cell {
    if sides.is_empty() {
        return middle(if column.is_there { "—" } else { "卷内未见" });
    }
    let words = |side: &&Side| {
        let paper = match side.document.as_str() {
            name if name == column.name => String::new(),
            name => format!("（{name}）"),
        };
        match &side.quote {
            Some(quote) => format!("{paper}{}", Piece::quoted(quote).text()),
            None => format!("{paper}未载明"),
        }
    };
    cell(&sides.iter().map(words).collect::<Vec<_>>())
}
