//! `/audit.xlsx`: the log as a workbook, the latest entry first.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::Asked;
use super::words::{Line, line};
use crate::web::error::PageError;
use crate::web::names::Names;
use crate::web::outputs::{XLSX, saved};
use crate::web::site::{Site, aside};

/// Entries of one workbook; older ones are taken away by asking for those before the last one.
const MOST: usize = 100_000;
const COLUMNS: [(&str, f64); 8] = [
    ("条目", 8.0),
    ("时间", 20.0),
    ("账号", 24.0),
    ("角色", 12.0),
    ("动作", 24.0),
    ("案件编号", 9.0),
    ("内容", 40.0),
    ("理由", 30.0),
];

pub(in crate::web) async fn xlsx(
    State(site): State<Arc<Site>>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let Query(asked) = asked?;
    aside(move || {
        let names = Names::of(site.store())?;
        let entries = site.store().audit(&asked.query()?, MOST)?;
        let bytes = book(entries.iter().map(|entry| line(entry, &names)))?;
        Ok(saved(XLSX, "日志.xlsx", bytes))
    })
    .await
}

fn book(lines: impl Iterator<Item = Line>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("日志")?;
    let head = Format::new().set_bold();
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, name, &head)?.set_column_width(column, width)?;
    }
    for (row, line) in (1..).zip(lines) {
        sheet.write_number(row, 0, line.seq as f64)?;
        let texts = [
            (1, &line.at),
            (2, &line.who),
            (3, &line.role),
            (4, &line.action),
            (6, &line.detail),
            (7, &line.why),
        ];
        for (column, text) in texts {
            // Written as text: nothing in a cell is ever computed.
            sheet.write_string(row, column, text)?;
        }
        if let Some(case) = line.case {
            sheet.write_number(row, 5, case as f64)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}
