//! Items that an appraisal prices in a table: bare numbers in the column whose head tells that it is in yuan.

use std::sync::LazyLock;

use regex::Regex;

use crate::case::Paper;
use crate::text::{Found, Money, Range, numeral, rows};

static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:价格|金额|价值|总价|小计)(?:（(?:人民币)?元）|（单位：元）)$").expect("a constant pattern")
});

/// Prices of a table's items, in order.
pub(super) fn of(paper: &Paper) -> Vec<Found<Money>> {
    let plain = paper.document.plain();
    let mut column: Option<usize> = None;
    let mut found = Vec::new();
    for row in rows::of(&paper.document.text) {
        // Counted from the end: the number of the row may stand beside its first cell.
        if let Some(place) = row.cells.iter().rev().position(|cell| HEAD.is_match(&plain[cell.clone()])) {
            column = Some(place);
        } else if row.cells.len() > 1 {
            let cell = column.and_then(|place| row.cells.iter().rev().nth(place));
            found.extend(cell.and_then(|cell| price(plain, cell)));
        }
    }
    found
}

fn price(plain: &str, cell: &Range) -> Option<Found<Money>> {
    let fen = numeral::decimal(&plain[cell.clone()].replace(',', ""))?.scaled(100)?;
    Some(Found::new(Money { fen, approximate: false }, cell.clone()))
}
