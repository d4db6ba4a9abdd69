use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use jiff::civil::{date, datetime};

use super::*;
use crate::search::query::LIFE_MONTHS;

fn row() -> Row {
    Row {
        case: "赵某某盗窃案".to_owned(),
        paper: "判决书".to_owned(),
        title: "刑事判决书".to_owned(),
        page: Some(3),
        excerpt: vec![
            ("在青城市云岭县".to_owned(), false),
            ("秘密窃取".to_owned(), true),
            ("他人财物。".to_owned(), false),
        ],
        charges: vec!["盗窃罪".to_owned(), "诈骗罪".to_owned()],
        court: "云岭县人民法院".to_owned(),
        procuratorate: "云岭县人民检察院".to_owned(),
        handler: "林小舟".to_owned(),
        date: Some(date(2023, 6, 5)),
        months: Some(42.0),
        circumstances: vec!["自首".to_owned(), "认罪认罚".to_owned()],
        amount_fen: Some(1_234_550),
        grade: "合格".to_owned(),
        findings: Some(2),
    }
}

fn caption() -> Caption<'static> {
    Caption {
        query: "罪名:盗窃 “秘密窃取”", exported: datetime(2023, 7, 1, 9, 5, 0, 0), total: 1
    }
}

fn cells(bytes: Vec<u8>) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range("检索结果").expect("the sheet");
    sheet.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn every_value_stands_in_its_column() {
    let cells = cells(xlsx(&[row()], &caption()).expect("a workbook"));
    insta::assert_debug_snapshot!(cells);
}

#[test]
fn what_is_like_a_formula_stays_text() {
    let texts = ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://a\")"];
    let rows: Vec<Row> = texts
        .iter()
        .map(|text| Row {
            case: (*text).to_owned(),
            excerpt: vec![((*text).to_owned(), true)],
            charges: vec![(*text).to_owned()],
            ..Row::default()
        })
        .collect();
    let bytes = xlsx(&rows, &Caption { query: "=1+1", total: 5, ..caption() }).expect("a workbook");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).expect("a workbook");
    assert!(book.worksheet_formula("检索结果").expect("the sheet").is_empty());
    let cells = cells(bytes);
    for (row, text) in cells.iter().skip(2).zip(texts) {
        for column in [1, 5, 6] {
            assert_eq!(row[column], Data::String(text.to_owned()));
        }
    }
}

#[test]
fn empty_long_and_odd_values_are_written() {
    let odd = Row {
        excerpt: vec![("盗".repeat(40_000), false), (String::new(), true), ("窃\u{1}\n".to_owned(), true)],
        date: Some(date(1890, 1, 1)),
        months: Some(LIFE_MONTHS),
        ..Row::default()
    };
    let query = "手机 ".repeat(20_000);
    let rows = [Row::default(), odd];
    let cells = cells(xlsx(&rows, &Caption { query: &query, total: 9, ..caption() }).expect("a workbook"));
    assert_eq!(cells.len(), 4);
    assert_eq!(cells[3][5].to_string().chars().count(), 32_002);
    assert_eq!((cells[3][10].to_string(), cells[3][11].to_string()), ("1890-01-01".into(), "无期".into()));
}

#[test]
fn the_caption_tells_query_count_and_time() {
    let told = |query, shown, total| caption_text(shown, &Caption { query, total, ..caption() });
    assert_eq!(told("盗窃", 2, 2), "检索式：盗窃　共2份文书　导出时间：2023-07-01 09:05");
    assert_eq!(told(" ", 2, 30), "检索式：（全部）　共30份文书，列出前2份　导出时间：2023-07-01 09:05");
}

#[test]
fn no_hits_make_a_sheet_with_headings() {
    let cells = cells(xlsx(&[], &Caption { total: 0, ..caption() }).expect("a workbook"));
    assert_eq!(cells.len(), 2);
    assert_eq!(cells[1].len(), COLUMNS.len());
}
