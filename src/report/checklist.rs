//! The whole checklist of review points for people: a workbook, or a paper.

use docx_rs::{Docx, PageMargin, PageOrientationType, Paragraph, Run, Table, TableCell, TableRow};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use super::words;
use crate::standard::{Point, Standards, Status};

/// Heading and width of each column of the workbook, in characters.
const COLUMNS: [(&str, f64); 12] = [
    ("编号", 9.0),
    ("评查内容", 20.0),
    ("评查点", 26.0),
    ("严重程度", 9.0),
    ("方式", 9.0),
    ("适用情形", 18.0),
    ("检查什么", 46.0),
    ("依据", 40.0),
    ("例外", 36.0),
    ("误报风险", 36.0),
    ("整改建议", 30.0),
    ("核查情况", 24.0),
];

/// The checklist as the bytes of an .xlsx file: one sheet, headings frozen, filters on.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn xlsx(standards: &Standards) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let heading = Format::new().set_bold().set_border(FormatBorder::Thin).set_align(FormatAlign::Center);
    let cell = Format::new().set_text_wrap().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
    let sheet = book.add_worksheet().set_name("评查点")?;
    for (column, (name, width)) in (0u16..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_with_format(0, column, name, &heading)?;
    }
    let mut rows = 0;
    for point in &standards.points {
        rows += 1;
        for (column, text) in (0u16..).zip(row(point)) {
            sheet.write_with_format(rows, column, text, &cell)?;
        }
    }
    sheet.set_freeze_panes(1, 3)?;
    sheet.autofilter(0, 0, rows, COLUMNS.len() as u16 - 1)?;
    sheet.set_landscape().set_repeat_rows(0, 0)?;
    sheet.set_print_fit_to_pages(1, 0);
    book.save_to_buffer()
}

fn row(point: &Point) -> [String; 12] {
    let prose = |heading| plain(point.section(heading).unwrap_or_default());
    [
        point.code.clone(),
        point.area.clone(),
        point.title.clone(),
        words::severity(&point.severity).to_owned(),
        status(point.status).to_owned(),
        point.when.join("、"),
        prose("检查什么"),
        basis(point),
        prose("例外"),
        prose("误报风险"),
        prose("整改建议"),
        String::new(),
    ]
}

/// The checklist as the bytes of a .docx file: a table for each content area.
///
/// # Errors
/// When the package cannot be put together.
pub fn docx(standards: &Standards) -> Result<Vec<u8>, super::opinion::OpinionError> {
    let margin = PageMargin::new().top(1000).bottom(1000).left(900).right(900);
    // A4 lying down, in twentieths of a point.
    let mut page = Docx::new()
        .page_size(16_838, 11_906)
        .page_orient(PageOrientationType::Landscape)
        .page_margin(margin)
        .add_paragraph(Paragraph::new().add_run(run("案件质量评查点清单", 36, true)));
    for area in areas(standards) {
        page = page.add_paragraph(Paragraph::new().add_run(run(area, 26, true)));
        let mut rows = vec![table_row(
            &["编号", "评查点", "程度", "检查什么", "依据", "核查情况"].map(str::to_owned),
            true,
        )];
        rows.extend(standards.points.iter().filter(|point| point.area == area).map(|point| {
            let severity = words::severity(&point.severity).to_owned();
            let what = plain(point.section("检查什么").unwrap_or_default());
            table_row(
                &[point.code.clone(), point.title.clone(), severity, what, basis(point), String::new()],
                false,
            )
        }));
        page = page.add_table(Table::new(rows).set_grid(WIDTHS.to_vec()));
    }
    super::layout::pack(page)
}

/// Widths of the paper's columns in twentieths of a point.
const WIDTHS: [usize; 6] = [1_100, 2_400, 800, 5_200, 3_600, 1_900];

fn table_row(cells: &[String; 6], is_heading: bool) -> TableRow {
    let cells = cells.iter().zip(WIDTHS).map(|(text, width)| {
        TableCell::new()
            .width(width, docx_rs::WidthType::Dxa)
            .add_paragraph(Paragraph::new().add_run(run(text, 18, is_heading)))
    });
    // A point stays on one page.
    TableRow::new(cells.collect()).cant_split()
}

fn run(text: &str, half_points: usize, is_bold: bool) -> Run {
    let run = Run::new().add_text(text).size(half_points);
    if is_bold { run.bold() } else { run }
}

fn areas(standards: &Standards) -> Vec<&str> {
    let mut areas: Vec<&str> = Vec::new();
    for point in &standards.points {
        if !areas.contains(&point.area.as_str()) {
            areas.push(&point.area);
        }
    }
    areas
}

fn basis(point: &Point) -> String {
    point.basis.iter().map(words::basis).collect::<Vec<_>>().join("；")
}

/// How a point is looked after: by the program, as a hint, or by a person.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Stable => "自动",
        Status::Trial => "提示",
        Status::Manual => "人工",
    }
}

/// Markdown prose without its line breaks and marks.
fn plain(prose: &str) -> String {
    prose
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
        .replace("**", "")
}
