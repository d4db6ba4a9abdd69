//! Small PDF files of invented papers, for tests.

use std::fmt::Write;

/// A page to be made: its dictionary's own entries and its operators.
#[derive(Default)]
pub(crate) struct SamplePage {
    /// For example `/MediaBox [0 0 595 842] /Rotate 90`.
    pub entries: &'static str,
    /// Operators; [`line()`] makes those of a line of text.
    pub content: String,
    /// How the picture `/Im` is kept, for example `/Filter /DCTDecode`; empty where there is none.
    pub picture: &'static str,
}

/// The size of an A4 page.
pub(crate) const A4: &str = "/MediaBox [0 0 595 842]";

/// A PDF whose font `/F1` takes UTF-16 and `/F2` a byte a letter, both 1 em and ½ em wide as Chinese fonts are.
pub(crate) fn pdf(pages: &[SamplePage]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /DW 1000 \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
            .to_owned(),
        "<< /Type /Font /Subtype /TrueType /BaseFont /SimSun /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 126 \
         /Widths ["
            .to_owned()
            + &"500 ".repeat(95)
            + "] >>",
    ];
    let mut kids = String::new();
    for page in pages {
        let picture = if page.picture.is_empty() {
            String::new()
        } else {
            objects.push(format!(
                "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 {} /Length 4 >>\nstream\nJPEG\nendstream",
                page.picture
            ));
            format!("/XObject << /Im {} 0 R >>", objects.len())
        };
        let number = objects.len() + 1;
        let _ = write!(kids, "{number} 0 R ");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R {} /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R /F2 5 0 R >> {picture} >> >>",
            page.entries,
            number + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{}\nendstream", page.content.len(), page.content));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    file(&objects)
}

/// An A4 page with lines of text from its top downwards, 12 points large.
pub(crate) fn page(lines: &[&str]) -> SamplePage {
    let lines = lines.iter().zip(0..).map(|(words, number)| line(words, 80, 760 - 24 * number));
    SamplePage { entries: A4, content: lines.collect(), ..SamplePage::default() }
}

/// A line of text at a place, counted from the bottom left.
pub(crate) fn line(words: &str, x: i32, y: i32) -> String {
    format!("BT /F1 12 Tf 1 0 0 1 {x} {y} Tm {} Tj ET\n", shown(words))
}

/// Words as a string of `/F1`.
pub(crate) fn shown(words: &str) -> String {
    let mut digits = String::new();
    for unit in words.encode_utf16() {
        let _ = write!(digits, "{unit:04X}");
    }
    format!("<{digits}>")
}

fn file(objects: &[String]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(text.len());
        let _ = writeln!(text, "{number} 0 obj\n{object}\nendobj");
    }
    let table = text.len();
    let _ = write!(text, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(text, "{place:010} 00000 n ");
    }
    let _ =
        write!(text, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    text.into_bytes()
}
