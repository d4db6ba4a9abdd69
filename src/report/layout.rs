//! Page, paragraphs and tables of official papers (GB/T 9704-2012): 22 lines of 28 characters on A4.

mod package;
mod table;

use docx_rs::{
    AlignmentType, DocGrid, DocGridType, Docx, FieldCharType, Footer, InstrPAGE, InstrText, LineSpacing,
    LineSpacingType, PageMargin, PageOrientationType, Paragraph, Run, RunFonts, SpecialIndentType,
};

pub use package::PaperError;
pub(crate) use package::pack;
pub(crate) use table::{Cell, HEADING, label, left, merged, middle, table};

/// Twentieths of a point per millimetre.
const TWIPS_PER_MM: f32 = 1440.0 / 25.4;
/// A line of the grid: the 225 mm of type area hold 22, rounded down so that the last one still fits.
const LINE: i32 = 579;
/// What is taken from a character of 16 pt, in twentieths of a point, so that 28 of them fill 156 mm. Not by the
/// character grid: programs disagree on what a grid narrower than its characters means.
const TIGHTER: i32 = -5;
/// One such character in twentieths of a point.
const CHARACTER: i32 = 315;
/// Half points: 三号 is 16 pt, 二号 22 pt, 四号 14 pt.
const BODY: usize = 32;
const TITLE: usize = 44;
const FOOT: usize = 28;
/// Of tables: 小四, 12 pt.
const TABLE: usize = 24;
/// Of remarks below tables: 五号, 10.5 pt.
const NOTE: usize = 21;

/// 仿宋, and what stands in for it (`package.rs` names the stand-ins).
const BODY_FONT: &str = "仿宋_GB2312";
const HEADING_FONT: &str = "黑体";
const SUBHEADING_FONT: &str = "楷体_GB2312";
const TITLE_FONT: &str = "方正小标宋简体";
const FOOT_FONT: &str = "宋体";

fn mm(millimetres: f32) -> i32 {
    (millimetres * TWIPS_PER_MM).round() as i32
}

/// An A4 page with the margins and the grid of an official paper and its page number in the footer.
pub(crate) fn page() -> Docx {
    let margin = PageMargin::new().top(mm(37.0)).bottom(mm(35.0)).left(mm(28.0)).right(mm(26.0));
    framed(margin).page_size(mm(210.0) as u32, mm(297.0) as u32)
}

/// The same lying down, for wide tables: the upright page turned, its top on the left.
pub(crate) fn lying_page() -> Docx {
    let margin = PageMargin::new().top(mm(28.0)).bottom(mm(26.0)).left(mm(37.0)).right(mm(35.0));
    framed(margin).page_size(mm(297.0) as u32, mm(210.0) as u32).page_orient(PageOrientationType::Landscape)
}

fn framed(margin: PageMargin) -> Docx {
    let grid = DocGrid::new().grid_type(DocGridType::Lines).line_pitch(LINE as usize);
    let fonts = RunFonts::new().east_asia(BODY_FONT).ascii("Times New Roman").hi_ansi("Times New Roman");
    // The page number stands 7 mm below the type area, at the outer edge, one character in.
    let footer = |align| Footer::new().add_paragraph(page_number(align));
    let mut paper = Docx::new()
        .default_size(BODY)
        .default_fonts(fonts)
        .page_margin(margin.footer(mm(23.0)))
        .footer(footer(AlignmentType::Right))
        .even_footer(footer(AlignmentType::Left));
    paper.document = paper.document.doc_grid(grid);
    paper
}

/// — 1 —
fn page_number(align: AlignmentType) -> Paragraph {
    let dash = |text: &str| run(text, FOOT_FONT, FOOT);
    let number = dash("")
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE::new()))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("1")
        .add_field_char(FieldCharType::End, false);
    Paragraph::new()
        .align(align)
        .indent(Some(CHARACTER), None, Some(CHARACTER), None)
        .snap_to_grid(false)
        .add_run(dash("— "))
        .add_run(number)
        .add_run(dash(" —"))
}

/// The centred title; with the space below it takes two lines of the grid.
pub(crate) fn title(text: &str) -> Paragraph {
    let height = 700;
    let spacing = LineSpacing::new()
        .line_rule(LineSpacingType::Exact)
        .line(height)
        .after((2 * LINE - height).unsigned_abs());
    Paragraph::new().align(AlignmentType::Center).add_run(run(text, TITLE_FONT, TITLE)).line_spacing(spacing)
}

/// A first-level heading.
pub(crate) fn heading(text: &str) -> Paragraph {
    indented(Paragraph::new().keep_next(true).add_run(run(text, HEADING_FONT, BODY)))
}

/// A second-level heading.
pub(crate) fn subheading(text: &str) -> Paragraph {
    indented(Paragraph::new().keep_next(true).add_run(run(text, SUBHEADING_FONT, BODY)))
}

/// A paragraph of the body.
pub(crate) fn body(text: &str) -> Paragraph {
    indented(Paragraph::new().align(AlignmentType::Both).add_run(run(text, BODY_FONT, BODY)))
}

/// A label with its value.
pub(crate) fn labelled(label: &str, value: &str) -> Paragraph {
    let label = run(&format!("{label}："), HEADING_FONT, BODY);
    indented(Paragraph::new().add_run(label).add_run(run(value, BODY_FONT, BODY)))
}

/// A centred line in 楷体 below the title.
pub(crate) fn remark(text: &str) -> Paragraph {
    exact(Paragraph::new().align(AlignmentType::Center).add_run(run(text, SUBHEADING_FONT, BODY)))
}

/// A line at the right for names and dates. Blanks at its end leave room for the pen, besides two characters.
pub(crate) fn signature(text: &str) -> Paragraph {
    let written = text.trim_end_matches('　');
    let room = 2 + (text.chars().count() - written.chars().count()) as i32;
    let paragraph = Paragraph::new().align(AlignmentType::Right).keep_lines(true);
    exact(paragraph.indent(None, None, Some(room * CHARACTER), None).add_run(run(written, BODY_FONT, BODY)))
}

/// An empty line of the grid.
pub(crate) fn empty() -> Paragraph {
    exact(Paragraph::new().keep_next(true))
}

/// A remark below a table.
pub(crate) fn note(text: &str) -> Paragraph {
    let spacing = LineSpacing::new().line_rule(LineSpacingType::Exact).line(360).before(60);
    Paragraph::new().snap_to_grid(false).line_spacing(spacing).add_run(run(text, SUBHEADING_FONT, NOTE))
}

fn indented(paragraph: Paragraph) -> Paragraph {
    exact(paragraph.indent(None, Some(SpecialIndentType::FirstLine(2 * CHARACTER)), None, None))
}

/// One line of the grid whatever font stands in for the named one.
fn exact(paragraph: Paragraph) -> Paragraph {
    paragraph
        .widow_control(false)
        .line_spacing(LineSpacing::new().line_rule(LineSpacingType::Exact).line(LINE))
}

fn run(text: &str, font: &str, half_points: usize) -> Run {
    let fonts = RunFonts::new().east_asia(font).ascii("Times New Roman").hi_ansi("Times New Roman");
    // Characters that XML cannot hold would make the whole paper unreadable.
    let text: String = text.chars().filter(|c| !c.is_control() || *c == '\t').collect();
    let run = Run::new().add_text(text).size(half_points).fonts(fonts);
    if half_points == BODY { run.character_spacing(TIGHTER) } else { run }
}
