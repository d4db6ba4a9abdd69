//! The row 合计 of a printed table against the rows above it: weights of samples, prices, payments.
//!
//! Columns of a table typed with blanks do not always stand under each other, and some totals leave rows out. So
//! only a total is told that no column gives and that is one slip of the pen off the sum of its own.

mod product;

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::text::{Range, SourceText, rows, slip};

/// A number alone in its cell, with or without its unit.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?P<n>[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]{1,3})?|[0-9]+(?:\\.[0-9]{1,3})?)(?:元|克|g|吨|千克|公斤|立方米)?$")
        .expect("the pattern is fixed")
});
const TOTALS: [&str; 4] = ["合计", "总计", "共计", SUBTOTAL];
/// The total of a part of a table; the one below the last part adds up the parts.
const SUBTOTAL: &str = "小计";
/// Rows beyond which a long ledger is no list that somebody added up by hand.
const MOST_ROWS: usize = 40;

/// A cell with a number in thousandths, or none.
struct Cell {
    range: Range,
    value: Option<i64>,
}

/// Totals of the tables of a paper that their rows do not give, and sums that number and price of a row do not.
pub(super) fn check(paper: &Paper) -> Vec<Verdict> {
    let rows = printed(paper.document.plain());
    let products = product::check(paper, &rows);
    let printed = totals(paper, rows);
    let totals = if printed.is_empty() { totals(paper, typed(&paper.document.text)) } else { printed };
    totals.into_iter().chain(products).collect()
}

/// Rows set off by bars or tabulators.
fn printed(plain: &str) -> Vec<Vec<Cell>> {
    let mut start = 0;
    let lines = plain.split_inclusive('\n').map(|line| {
        start += line.len();
        cells(line, start - line.len())
    });
    lines.collect()
}

/// Rows of words and one number, parted by blanks alone. Of more columns nobody knows which number stands in which.
fn typed(text: &SourceText) -> Vec<Vec<Cell>> {
    let plain = text.plain();
    let pair = |row: rows::Row| {
        let cells = row.cells.into_iter().map(|range| Cell { value: value(&plain[range.clone()]), range });
        let cells: Vec<Cell> = cells.collect();
        let is_pair =
            matches!(cells.as_slice(), [head, number] if head.value.is_none() && number.value.is_some());
        if is_pair && !plain[row.whole].contains(['|', '\t']) { cells } else { Vec::new() }
    };
    rows::of(text).into_iter().map(pair).collect()
}

fn totals(paper: &Paper, lines: Vec<Vec<Cell>>) -> Vec<Verdict> {
    let plain = paper.document.plain();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut parts: Vec<Vec<Cell>> = Vec::new();
    let mut found = Vec::new();
    for cells in lines {
        if cells.len() < 2 {
            rows.clear();
            parts.clear();
            continue;
        }
        let head = plain.get(cells[0].range.clone()).unwrap_or_default();
        if !TOTALS.contains(&head) {
            rows.push(cells);
            continue;
        }
        let is_subtotal = head == SUBTOTAL;
        // Rows beside parts that have totals of their own belong to nobody knows which.
        if !is_subtotal && !parts.is_empty() {
            rows = if rows.is_empty() { std::mem::take(&mut parts) } else { Vec::new() };
        }
        found.extend(off(&rows, &cells).map(|(total, parts)| {
            let sum: i64 = parts.iter().filter_map(|part| part.value).sum();
            let (sum, stated) = (decimal(sum), decimal(total.value.unwrap_or_default()));
            let message = format!("{}列表各行之和为{sum}，与载明的合计{stated}不一致", paper.kind().label());
            let evidence = parts.iter().chain([&total]).map(|cell| paper.document.quote(&cell.range));
            let verdict = Verdict::fail(message, evidence.collect()).confident(0.8);
            verdict.computed("sum", sum).computed("stated", stated)
        }));
        rows.clear();
        if is_subtotal {
            parts.push(cells);
        }
    }
    found
}

/// Cells of a row that is set off by bars or tabulators.
fn cells(line: &str, start: usize) -> Vec<Cell> {
    let mut found = Vec::new();
    let mut at = start;
    for part in line.split_inclusive(['|', '\t', '\n']) {
        let words = part.trim_matches(['|', '\t', '\n', ' ']);
        let from = at + part.find(words).unwrap_or_default();
        let is_edge = words.is_empty() && (found.is_empty() || part.ends_with('\n'));
        if !is_edge {
            found.push(Cell { range: from..from + words.len(), value: value(words) });
        }
        at += part.len();
    }
    found
}

fn value(words: &str) -> Option<i64> {
    if !words.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits = NUMBER.captures(words)?.name("n")?.as_str().replace(',', "");
    let (whole, places) = digits.split_once('.').unwrap_or((&digits, ""));
    format!("{whole}{places:0<3}").parse().ok()
}

fn decimal(thousandths: i64) -> String {
    format!("{}", thousandths as f64 / 1000.0)
}

/// The first total that is a slip off the sum of its column, with the cells of that column.
fn off<'r>(rows: &'r [Vec<Cell>], totals: &'r [Cell]) -> Option<(&'r Cell, Vec<&'r Cell>)> {
    if rows.len() < 2 || rows.len() > MOST_ROWS {
        return None;
    }
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let column = |at: usize| -> Vec<&Cell> {
        rows.iter().filter_map(|row| row.get(at)).filter(|cell| cell.value.is_some()).collect()
    };
    let sum = |cells: &[&Cell]| -> i64 { cells.iter().filter_map(|cell| cell.value).sum() };
    let sums: Vec<i64> = (0..columns).map(|at| sum(&column(at))).collect();
    totals.iter().enumerate().skip(1).find_map(|(at, total)| {
        let stated = total.value?;
        let parts = column(at);
        let is_slip = || {
            let rest = |part: i64| stated - (sums[at] - part);
            slip::is_digit_slip(stated, sums[at])
                || parts
                    .iter()
                    .filter_map(|cell| cell.value)
                    .any(|part| slip::is_digit_slip(part, rest(part)))
        };
        let is_told = at < columns && parts.len() >= 2 && !sums.contains(&stated) && is_slip();
        is_told.then_some((total, parts))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};
    use crate::extract::elements::Elements;

    fn told(text: &str) -> Vec<String> {
        let document = Document::from_text(DocumentKind::WeighingRecord, text);
        let paper = Paper { document, elements: Elements::default() };
        check(&paper).into_iter().map(|verdict| verdict.message).collect()
    }

    #[test]
    fn a_slip_in_a_row_or_in_the_total_is_told() {
        let table = |one: &str, total: &str| {
            told(&format!(
                "称量取样笔录\n| 检材 | 毛重（克） | 净重（克） |\n|---|---|---|\n| 1号 | 10.42 | {one} |\n\
                 | 2号 | 19.11 | 18.43 |\n| 合计 | | {total} |\n在场人签名。"
            ))
        };
        assert!(table("9.86", "28.29").is_empty());
        assert_eq!(table("9.68", "28.29"), ["称量取样笔录列表各行之和为28.11，与载明的合计28.29不一致"]);
        assert_eq!(table("9.86", "28.92"), ["称量取样笔录列表各行之和为28.29，与载明的合计28.92不一致"]);
    }

    #[test]
    fn parts_have_totals_of_their_own_and_one_of_all() {
        let table = |one: &str, all: &str| {
            told(&format!(
                "| 序号 | 日期 | 金额 |\n|---|---|---|\n| 1 | 3月2日 | {one} |\n| 2 | 3月5日 | 22,000 |\n| 小计 | 2笔 | 40,600 |\n\
                 | 3 | 4月1日 | 15,800 |\n| 4 | 4月9日 | 19,200 |\n| 小计 | 2笔 | 35,000 |\n| 合计 | 4笔 | {all} |\n以上属实。"
            ))
        };
        assert!(table("18,600", "75,600").is_empty());
        assert_eq!(table("16,800", "75,600").len(), 1);
        assert_eq!(table("18,600", "76,500").len(), 1);
    }

    #[test]
    fn rows_typed_with_blanks_are_added_up_too() {
        let list = |rent: &str| {
            told(&format!(
                "资金去向\n返还本息       3,185,000.00\n房屋租赁及装修   {rent}\n工资      1,905,000.00\n合    计    7,730,000.00\n以上情况属实。"
            ))
        };
        assert!(list("2,640,000.00").is_empty());
        assert_eq!(list("2,460,000.00").len(), 1);
    }

    #[test]
    fn a_total_of_something_else_says_nothing() {
        let table = "序号\t品名\t数量\t价格\n1\t钢管\t5\t20800\n2\t扣件\t7\t27200\n合计\t\t\t50000\n";
        assert!(told(table).is_empty());
        let blanks = "序号\t品名\t价格\n1\t钢管\t20800\n2\t扣件\t27200\n合计\t48000\n";
        assert!(told(blanks).is_empty());
    }
}
