//! The columns of the table, and a row a difference.

use super::cell;
use crate::case::CaseFile;
use crate::compare::{Difference, Side};
use crate::document::DocumentKind as Kind;
use crate::papers::CaseWork;
use crate::papers::differences::{meaning, subject};
use crate::papers::line::Piece;
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

/// One row a difference; two neighbours that share the middle paper's words stand in one.
pub(super) fn rows(work: &CaseWork<'_>, columns: &[Column; 3]) -> Vec<Vec<Cell>> {
    let mut merged: Vec<Row<'_>> = Vec::new();
    for difference in &work.review.differences {
        let row = Row::of(difference);
        match merged.iter_mut().find(|known| known.continues(&row)) {
            Some(known) => known.take(row),
            None => merged.push(row),
        }
    }
    merged.iter().map(|row| row.cells(columns)).collect()
}

struct Row<'a> {
    difference: &'a Difference,
    meanings: Vec<String>,
    sides: [Option<&'a Side>; 3],
}

impl<'a> Row<'a> {
    fn of(difference: &'a Difference) -> Self {
        let mut sides = [None; 3];
        for side in &difference.sides {
            if let Some(place) = sides.get_mut(column_of(side)) {
                *place = Some(side);
            }
        }
        Self { difference, meanings: vec![meaning(difference)], sides }
    }

    /// Whether the other row goes on where this one ends: from the same words of the same middle paper.
    fn continues(&self, other: &Self) -> bool {
        let [_, Some(mine), None] = self.sides else { return false };
        let [None, Some(theirs), Some(_)] = other.sides else { return false };
        let same = (&self.difference.aspect, &self.difference.persons)
            == (&other.difference.aspect, &other.difference.persons);
        same && mine.quote.is_some() && mine == theirs
    }

    fn take(&mut self, other: Self) {
        self.sides[2] = other.sides[2];
        self.meanings.extend(other.meanings);
        self.meanings.dedup();
    }

    fn cells(&self, columns: &[Column; 3]) -> Vec<Cell> {
        let mut cells = vec![middle(&subject(self.difference))];
        cells.extend(self.sides.iter().zip(columns).map(|(side, column)| said(*side, column)));
        cells.push(cell(&[format!("不一致；可能的含义：{}", self.meanings.join("；"))]));
        cells
    }
}

fn said(side: Option<&Side>, column: &Column) -> Cell {
    let Some(side) = side else {
        return middle(if column.is_there { "—" } else { "卷内未见" });
    };
    let paper = match side.document.as_str() {
        name if name == column.name => String::new(),
        name => format!("（{name}）"),
    };
    match &side.quote {
        Some(quote) => cell(&[format!("{paper}{}", Piece::quoted(quote).text())]),
        None => cell(&[format!("{paper}未载明")]),
    }
}
