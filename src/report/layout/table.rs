//! Tables of official papers: thin black lines, 小四 仿宋, labels in 黑体.

use docx_rs::{
    AlignmentType, HeightRule, LineSpacing, LineSpacingType, Paragraph, Table, TableBorder,
    TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType,
    WidthType,
};

use super::{BODY_FONT, HEADING_FONT, TABLE, run};

/// Line of a table in twentieths of a point.
const TABLE_LINE: i32 = 360;
/// Least height of a row of headings. By it `package.rs` knows such a row: the writer cannot say that one repeats.
pub(crate) const HEADING: u32 = 481;
/// Characters of its longest cell up to which a row is not cut between pages.
const UNCUT: usize = 200;
/// Half a point, in eighths of one.
const RULE: usize = 4;

/// A cell: its paragraphs, how many columns it takes, and how it stands.
pub(crate) struct Cell {
    lines: Vec<String>,
    columns: usize,
    is_label: bool,
    is_middle: bool,
}

/// A label in 黑体, centred.
pub(crate) fn label(text: &str) -> Cell {
    Cell { lines: vec![text.to_owned()], columns: 1, is_label: true, is_middle: true }
}

/// A short value, centred.
pub(crate) fn middle(text: &str) -> Cell {
    Cell { lines: vec![text.to_owned()], columns: 1, is_label: false, is_middle: true }
}

/// Prose, a paragraph a line.
pub(crate) fn left(lines: &[String]) -> Cell {
    Cell { lines: lines.to_vec(), columns: 1, is_label: false, is_middle: false }
}

/// A cell over several columns.
pub(crate) fn merged(columns: usize, cell: Cell) -> Cell {
    Cell { columns, ..cell }
}

/// A table of rows with their least heights, in twentieths of a point. A first row of [`HEADING`] stands on every page.
pub(crate) fn table(widths: &[usize], rows: Vec<(u32, Vec<Cell>)>) -> Table {
    let rows = rows.into_iter().map(|(height, cells)| row(widths, height, cells)).collect();
    let rule = |position| TableBorder::new(position).size(RULE);
    let borders = TableBorders::new()
        .set(rule(TableBorderPosition::Top))
        .set(rule(TableBorderPosition::Bottom))
        .set(rule(TableBorderPosition::Left))
        .set(rule(TableBorderPosition::Right))
        .set(rule(TableBorderPosition::InsideH))
        .set(rule(TableBorderPosition::InsideV));
    Table::new(rows)
        .set_grid(widths.to_vec())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(40, 80, 40, 80))
        .set_borders(borders)
}

fn row(widths: &[usize], height: u32, cells: Vec<Cell>) -> TableRow {
    let longest =
        cells.iter().map(|cell| cell.lines.iter().map(|line| line.chars().count()).sum::<usize>()).max();
    let mut column = 0;
    let mut made = Vec::new();
    for cell in cells {
        let width = widths.iter().skip(column).take(cell.columns).sum();
        column += cell.columns;
        made.push(one(cell, width));
    }
    let row = TableRow::new(made).row_height(height as f32).height_rule(HeightRule::AtLeast);
    // A short row stays on one page; one as long as a page may be cut.
    if longest.unwrap_or_default() < UNCUT { row.cant_split() } else { row }
}

fn one(cell: Cell, width: usize) -> TableCell {
    let mut made = TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center);
    if cell.columns > 1 {
        made = made.grid_span(cell.columns);
    }
    let font = if cell.is_label { HEADING_FONT } else { BODY_FONT };
    let align = if cell.is_middle { AlignmentType::Center } else { AlignmentType::Left };
    // A cell without a paragraph is no valid one.
    let lines = if cell.lines.is_empty() { vec![String::new()] } else { cell.lines };
    for line in lines {
        made = made.add_paragraph(
            Paragraph::new()
                .align(align)
                .snap_to_grid(false)
                .widow_control(false)
                .line_spacing(LineSpacing::new().line_rule(LineSpacingType::AtLeast).line(TABLE_LINE))
                .add_run(run(&line, font, TABLE)),
        );
    }
    made
}
