//! Cells of workbooks: texts that stay texts, days that are days, headings that stay in sight.

use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// What a cell of a workbook holds at most, in UTF-16 units; a little less, for the mark of the cut.
pub(crate) const LONGEST_CELL: usize = 32_000;
/// A sheet has 1,048,576 rows.
pub(crate) const MOST_ROWS: usize = 1_000_000;

/// Line of the first row, below the caption and the headings.
const FIRST_ROW: u32 = 2;

/// How cells look.
pub(crate) struct Formats {
    /// The line above the headings.
    pub caption: Format,
    /// Headings of columns.
    pub heading: Format,
    /// Texts.
    pub text: Format,
    /// Text that a spreadsheet would take for a formula when someone edits the cell.
    literal: Format,
    /// Whole numbers.
    pub number: Format,
    /// Sums in yuan.
    pub money: Format,
    /// Days.
    pub date: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        let text = cell.clone().set_text_wrap();
        Self {
            caption: Format::new().set_align(FormatAlign::Left).set_align(FormatAlign::VerticalCenter),
            heading: Format::new().set_bold().set_border(FormatBorder::Thin).set_align(FormatAlign::Center),
            literal: text.clone().set_quote_prefix(),
            text,
            number: cell.clone(),
            money: cell.clone().set_num_format("#,##0.00"),
            date: cell.set_num_format("yyyy-mm-dd"),
        }
    }
}

/// How a sheet of rows looks: its name, the line above the headings, and the columns with their widths in characters.
pub(crate) struct Layout<'a> {
    pub name: &'a str,
    pub caption: &'a str,
    pub columns: &'a [(&'a str, f64)],
    /// Columns at the left that stay in sight.
    pub left: u16,
}

/// The bytes of an .xlsx file of one sheet: headings frozen, filters on, and below them a line a row, its number in the
/// first column and the rest as `write` puts it there. Rows beyond [`MOST_ROWS`] are left out.
///
/// # Errors
/// When the workbook cannot be put together.
pub(crate) fn book<R>(
    layout: &Layout<'_>,
    rows: &[R],
    write: impl Fn(&mut Worksheet, u32, &R, &Formats) -> Result<(), XlsxError>,
) -> Result<Vec<u8>, XlsxError> {
    let rows = rows.get(..MOST_ROWS).unwrap_or(rows);
    let mut book = Workbook::new();
    let formats = Formats::new();
    let sheet = book.add_worksheet().set_name(layout.name)?;
    head(sheet, layout.caption, layout.columns, &formats)?;
    for (line, row) in (FIRST_ROW..).zip(rows) {
        number(sheet, line, 0, Some(f64::from(line - FIRST_ROW + 1)), &formats.number)?;
        write(sheet, line, row, &formats)?;
    }
    foot(sheet, rows.len(), layout.columns, layout.left)?;
    book.save_to_buffer()
}

/// A line over all columns, then the headings with their widths in characters.
fn head(
    sheet: &mut Worksheet,
    caption: &str,
    columns: &[(&str, f64)],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let last = columns.len().saturating_sub(1) as u16;
    sheet.merge_range(0, 0, 0, last, &shortened(caption), &formats.caption)?;
    for (column, (name, width)) in (0u16..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(1, column, *name, &formats.heading)?;
    }
    Ok(())
}

/// What a sheet needs when its `rows` stand below the two lines of [`head`]: headings and the first `left` columns stay
/// in sight, filters are on, it prints one page wide with its headings on each.
fn foot(sheet: &mut Worksheet, rows: usize, columns: &[(&str, f64)], left: u16) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(2, left)?;
    sheet.autofilter(1, 0, 1 + rows as u32, columns.len().saturating_sub(1) as u16)?;
    sheet.set_landscape().set_repeat_rows(1, 1)?;
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Always a text, also where it begins like a formula.
pub(crate) fn text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    formats: &Formats,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return sheet.write_blank(row, column, &formats.text).map(drop);
    }
    let is_like_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let format = if is_like_formula { &formats.literal } else { &formats.text };
    sheet.write_string_with_format(row, column, shortened(text), format).map(drop)
}

/// A number, or an empty cell.
pub(crate) fn number(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: Option<f64>,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        Some(value) => sheet.write_number_with_format(row, column, value, format).map(drop),
        None => sheet.write_blank(row, column, format).map(drop),
    }
}

/// A day, or an empty cell.
pub(crate) fn date(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    day: Option<Date>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let Some(day) = day else { return sheet.write_blank(row, column, &formats.date).map(drop) };
    // Spreadsheets know no day before 1900.
    match ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month() as u8, day.day() as u8) {
        Ok(value) if day.year() > 0 => {
            sheet.write_datetime_with_format(row, column, value, &formats.date).map(drop)
        }
        _ => text(sheet, row, column, &day.to_string(), formats),
    }
}

/// As much of a text as a cell holds.
pub(crate) fn shortened(text: &str) -> String {
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, character)| {
        units += character.len_utf16();
        (units > LONGEST_CELL).then_some(at)
    });
    match end {
        Some(end) => format!("{}……", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
