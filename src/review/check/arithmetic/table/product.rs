//! A row of number, price and sum: 6条, 211, 1266. Only a sum one slip of the pen off the product is told: prices may
//! be rounded, and old things are worth less than their price.

use super::{Cell, decimal, value};
use crate::case::Paper;
use crate::review::verdict::Verdict;
use crate::text::slip;

/// Words of the columns.
const NUMBERS: [&str; 1] = ["数量"];
const PRICES: [&str; 1] = ["单价"];
const SUMS: [&str; 6] = ["金额", "价值", "总价", "小计", "合计", "认定价格"];
/// Columns that take something off the product.
const LESS: [&str; 4] = ["成新", "折旧", "折扣", "折价"];

/// Where number, price and sum stand in the rows below a heading.
struct Columns {
    number: usize,
    price: usize,
    sum: usize,
}

pub(super) fn check(paper: &Paper, rows: &[Vec<Cell>]) -> Vec<Verdict> {
    let plain = paper.document.plain();
    let mut columns: Option<Columns> = None;
    let mut found = Vec::new();
    for row in rows {
        if row.len() < 3 {
            columns = None;
            continue;
        }
        let words: Vec<&str> = row.iter().filter_map(|cell| plain.get(cell.range.clone())).collect();
        match (heading(&words), &columns) {
            (Some(known), _) => columns = Some(known),
            (None, Some(known)) => found.extend(off(paper, known, row, &words)),
            (None, None) => {}
        }
    }
    found
}

fn heading(words: &[&str]) -> Option<Columns> {
    let at = |names: &[&str]| words.iter().position(|word| names.iter().any(|name| word.starts_with(name)));
    if words.iter().any(|word| LESS.iter().any(|less| word.contains(less))) {
        return None;
    }
    Some(Columns { number: at(&NUMBERS)?, price: at(&PRICES)?, sum: at(&SUMS)? })
}

fn off(paper: &Paper, columns: &Columns, row: &[Cell], words: &[&str]) -> Option<Verdict> {
    let (price, sum) = (row.get(columns.price)?, row.get(columns.sum)?);
    let number = counted(words.get(columns.number)?)?;
    let product = price.value?.checked_mul(number)?;
    if is_rounded(product, sum.value?) || !slip::is_digit_slip(product, sum.value?) {
        return None;
    }
    let (expected, stated) = (decimal(product), decimal(sum.value?));
    let message = format!(
        "{}所列数量“{}”与单价“{}”之积为{expected}，与载明的金额{stated}不一致",
        paper.kind().label(),
        words.get(columns.number)?,
        words.get(columns.price)?
    );
    let evidence = [&row[columns.number], price, sum].map(|cell| paper.document.quote(&cell.range)).to_vec();
    Some(Verdict::fail(message, evidence).confident(0.8).computed("sum", expected).computed("stated", stated))
}

/// Whether a sum is the product, or the product without what its zeros leave out: 1254 as 1250.
fn is_rounded(product: i64, sum: i64) -> bool {
    let mut unit = 1;
    while sum != 0 && sum % (unit * 10) == 0 {
        unit *= 10;
    }
    (product - sum).abs() < unit
}

/// 6, 6条; none of 1组（5块）, which counts twice.
fn counted(words: &str) -> Option<i64> {
    let digits = words.find(|c: char| !c.is_ascii_digit()).unwrap_or(words.len());
    let unit = &words[digits..];
    let is_unit = unit.chars().count() <= 1 || unit == "平方" || unit == "公斤";
    value(words.get(..digits)?).filter(|_| is_unit).map(|thousandths| thousandths / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};
    use crate::extract::elements::Elements;

    fn told(rows: &str) -> usize {
        let text = format!(
            "价格认定结论书\n| 序号 | 名称 | 数量 | 单价（元） | 金额（元） |\n|---|---|---|---|---|\n{rows}\n"
        );
        let document = Document::from_text(DocumentKind::PriceAppraisal, &text);
        let rows = super::super::printed(document.plain());
        check(&Paper { document, elements: Elements::default() }, &rows).len()
    }

    #[test]
    fn a_slip_of_a_product_is_told() {
        assert_eq!(told("| 1 | 香烟 | 6条 | 211 | 1366 |\n| 2 | 电瓶 | 2 | 45.50 | 91 |"), 1);
        assert_eq!(told("| 1 | 香烟 | 6条 | 211 | 1266 |\n| 2 | 白酒 | 12瓶 | 104.5 | 1250 |"), 0, "rounded");
        assert_eq!(told("| 1 | 电瓶（旧） | 1组（5块） | 252 | 1260 |"), 0);
    }
}
