//! Paragraph styles and page of official papers (GB/T 9704-2012).

use docx_rs::{
    AlignmentType, Docx, Footer, LineSpacing, LineSpacingType, PageMargin, PageNum, Paragraph, Run, RunFonts,
    SpecialIndentType,
};

/// Twentieths of a point per millimetre.
const TWIPS_PER_MM: f32 = 56.7;
/// Line pitch that gives 22 lines on the 225 mm type area, in twentieths of a point.
const LINE: i32 = 580;
/// Half points: three-size (三号) is 16 pt, two-size (二号) 22 pt.
const BODY: usize = 32;
const TITLE: usize = 44;

fn mm(millimetres: f32) -> i32 {
    (millimetres * TWIPS_PER_MM).round() as i32
}

/// An A4 page with the margins of an official paper and a page number in the footer.
pub(super) fn page() -> Docx {
    let margin = PageMargin::new().top(mm(37.0)).bottom(mm(35.0)).left(mm(28.0)).right(mm(26.0));
    let number = Paragraph::new()
        .align(AlignmentType::Center)
        .add_run(Run::new().add_text("— "))
        .add_page_num(PageNum::new())
        .add_run(Run::new().add_text(" —"));
    Docx::new()
        .page_size(mm(210.0) as u32, mm(297.0) as u32)
        .page_margin(margin)
        .footer(Footer::new().add_paragraph(number))
}

/// The centred title.
pub(super) fn title(text: &str) -> Paragraph {
    spaced(Paragraph::new().align(AlignmentType::Center).add_run(run(text, "方正小标宋简体", TITLE)), 700)
}

/// A first-level heading.
pub(super) fn heading(text: &str) -> Paragraph {
    indented(Paragraph::new().add_run(run(text, "黑体", BODY)))
}

/// A second-level heading.
pub(super) fn subheading(text: &str) -> Paragraph {
    indented(Paragraph::new().add_run(run(text, "楷体", BODY)))
}

/// A paragraph of the body.
pub(super) fn body(text: &str) -> Paragraph {
    indented(Paragraph::new().align(AlignmentType::Both).add_run(run(text, "仿宋", BODY)))
}

/// A label with its value.
pub(super) fn labelled(label: &str, value: &str) -> Paragraph {
    let label = run(&format!("{label}："), "黑体", BODY);
    indented(Paragraph::new().add_run(label).add_run(run(value, "仿宋", BODY)))
}

/// A line at the right for names and dates.
pub(super) fn signature(text: &str) -> Paragraph {
    spaced(
        Paragraph::new().align(AlignmentType::Right).add_run(run(&format!("{text}　　　　"), "仿宋", BODY)),
        LINE,
    )
}

fn indented(paragraph: Paragraph) -> Paragraph {
    let two_characters = BODY as i32 * 10 * 2;
    spaced(paragraph.indent(None, Some(SpecialIndentType::FirstLine(two_characters)), None, None), LINE)
}

fn spaced(paragraph: Paragraph, line: i32) -> Paragraph {
    paragraph.line_spacing(LineSpacing::new().line_rule(LineSpacingType::Exact).line(line))
}

fn run(text: &str, font: &str, half_points: usize) -> Run {
    // Named East Asian fonts fall back to the reader's own when they are missing.
    let fonts = RunFonts::new().east_asia(font).ascii("Times New Roman").hi_ansi("Times New Roman");
    Run::new().add_text(text).size(half_points).fonts(fonts)
}
