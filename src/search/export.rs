//! Hits as a workbook: the query and the time on top, one row a paper, words looked for in red.

mod row;

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{Color, Format, Worksheet, XlsxError};

use crate::report::sheet::{self, Formats, LONGEST_CELL, Layout, MOST_ROWS, date, number, text};
pub use row::row;

/// A paper that was found, as the workbook shows it. Empty texts and lists leave their cells empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Name of the case.
    pub case: String,
    /// Kind of paper.
    pub paper: String,
    /// Title of the paper.
    pub title: String,
    /// Page of the file, from 1.
    pub page: Option<u32>,
    /// The passage in pieces, and whether each is what was looked for.
    pub excerpt: Vec<(String, bool)>,
    /// Charges.
    pub charges: Vec<String>,
    /// Court.
    pub court: String,
    /// Procuratorate.
    pub procuratorate: String,
    /// Prosecutor in charge.
    pub handler: String,
    /// Day of the judgment.
    pub date: Option<Date>,
    /// Main punishment in months, on the scale of the field 刑期.
    pub months: Option<f64>,
    /// Circumstances.
    pub circumstances: Vec<String>,
    /// Amount of the crime in fen.
    pub amount_fen: Option<i64>,
    /// Grade.
    pub grade: String,
    /// How many findings; none where the case was not reviewed.
    pub findings: Option<u32>,
}

/// What stands above the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caption<'a> {
    /// The query as typed.
    pub query: &'a str,
    /// When the workbook was made, by the clock of the office.
    pub exported: DateTime,
    /// How many papers were found, of which the rows may be the first.
    pub total: usize,
}

/// Heading and width of each column, in characters.
const COLUMNS: [(&str, f64); 16] = [
    ("序号", 6.0),
    ("案件", 24.0),
    ("文书种类", 12.0),
    ("标题", 24.0),
    ("页", 6.0),
    ("摘录", 60.0),
    ("罪名", 18.0),
    ("法院", 20.0),
    ("检察院", 20.0),
    ("承办人", 10.0),
    ("日期", 12.0),
    ("刑期", 12.0),
    ("情节", 20.0),
    ("金额（元）", 14.0),
    ("等次", 10.0),
    ("问题数", 8.0),
];

/// The hits as the bytes of an .xlsx file: one sheet, headings frozen, filters on. Rows beyond a million are left out,
/// as the caption then says.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn xlsx(rows: &[Row], caption: &Caption<'_>) -> Result<Vec<u8>, XlsxError> {
    let caption = caption_text(rows.len().min(MOST_ROWS), caption);
    let layout = Layout { name: "检索结果", caption: &caption, columns: &COLUMNS, left: 2 };
    sheet::book(&layout, rows, write_row)
}

fn caption_text(shown: usize, caption: &Caption<'_>) -> String {
    let query = if caption.query.trim().is_empty() { "（全部）" } else { caption.query };
    let time = caption.exported.strftime("%Y-%m-%d %H:%M");
    let listed = if shown < caption.total { format!("，列出前{shown}份") } else { String::new() };
    format!("检索式：{query}　共{}份文书{listed}　导出时间：{time}", caption.total)
}

fn write_row(sheet: &mut Worksheet, line: u32, row: &Row, formats: &Formats) -> Result<(), XlsxError> {
    text(sheet, line, 1, &row.case, formats)?;
    text(sheet, line, 2, &row.paper, formats)?;
    text(sheet, line, 3, &row.title, formats)?;
    number(sheet, line, 4, row.page.map(f64::from), &formats.number)?;
    excerpt(sheet, line, 5, &row.excerpt, formats)?;
    text(sheet, line, 6, &row.charges.join("\n"), formats)?;
    text(sheet, line, 7, &row.court, formats)?;
    text(sheet, line, 8, &row.procuratorate, formats)?;
    text(sheet, line, 9, &row.handler, formats)?;
    date(sheet, line, 10, row.date, formats)?;
    text(sheet, line, 11, &row.months.map(super::query::months_in_words).unwrap_or_default(), formats)?;
    text(sheet, line, 12, &row.circumstances.join("、"), formats)?;
    number(sheet, line, 13, row.amount_fen.map(|fen| fen as f64 / 100.0), &formats.money)?;
    text(sheet, line, 14, &row.grade, formats)?;
    number(sheet, line, 15, row.findings.map(f64::from), &formats.number)
}

/// What was looked for in red; as plain text where nothing or everything is.
fn excerpt(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    pieces: &[(String, bool)],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let lit = Format::new().set_bold().set_font_color(Color::Red);
    let plain = Format::new();
    let whole: String = pieces.iter().map(|(words, _)| words.as_str()).collect();
    let pieces: Vec<(&Format, &str)> = pieces
        .iter()
        .filter(|(words, _)| !words.is_empty())
        .map(|(words, is_lit)| (if *is_lit { &lit } else { &plain }, words.as_str()))
        .collect();
    let is_short = whole.encode_utf16().count() <= LONGEST_CELL;
    if pieces.len() < 2 || !is_short {
        return text(sheet, row, column, &whole, formats);
    }
    sheet.write_rich_string_with_format(row, column, &pieces, &formats.text).map(drop)
}

#[cfg(test)]
mod tests;
