//! PDF files with a text layer, page by page, and where each character stands.

mod align;
mod draw;
mod font;
mod frame;
mod marked;
mod matrix;
mod objects;
mod shapes;
mod state;
mod text;

use std::io::Cursor;

use oxidize_pdf::parser::{ParseError, ParseOptions, PdfDocument, PdfReader};
use oxidize_pdf::text::ExtractionOptions;

use super::content::Content;
use super::limits::MAX_TEXT_BYTES;
use super::quiet;
use super::unreadable::Unreadable;
use crate::document::facsimile::Drawing;
use crate::document::imprint::{Place, Sheet};
use draw::Drawer;
use objects::Pdf;

/// Fewer characters than this on a page is a scan with a stamp or a page number, not a text layer.
const FEW_CHARACTERS: usize = 8;

/// Reads the text layer. Pages are divided by form feeds.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Unreadable> {
    let pages = quiet::contained(|| pages(bytes)).unwrap_or(Err(Unreadable::Damaged))?;
    let blank: Vec<usize> = (1..)
        .zip(&pages)
        .filter(|(_, page)| !has_text(page.text.as_deref()))
        .map(|(number, _)| number)
        .collect();
    let is_cut = is_cut(bytes);
    if blank.len() == pages.len() {
        return Err(if is_cut { Unreadable::Damaged } else { Unreadable::ScannedPdf });
    }
    let mut content = Content::default();
    let mut characters = 0;
    for page in &pages {
        content.page_starts.push(characters);
        let words = page.text.as_deref().unwrap_or_default().trim_end();
        content.text.push_str(words);
        content.text.push_str("\n\u{c}");
        characters += words.chars().count() as u32 + 2;
        content.imprint.sheets.push(page.sheet);
        content.imprint.places.extend(&page.places);
        content.imprint.places.resize(characters as usize, Place::default());
    }
    if !blank.is_empty() {
        content.gap = Some(format!("{}没有读出文字（空白页或扫描页），请核对原文件。", page_list(&blank)));
    }
    if is_cut {
        let sentence = "文件结尾缺失，可能没有复制完整，后面的页面也许没有读到，请核对原文件。";
        content.gap = Some(content.gap.unwrap_or_default() + sentence);
    }
    Ok(content)
}

/// A whole file ends with its end mark; a copy that broke off does not, though much may be readable.
fn is_cut(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or_default();
    memchr::memmem::find(tail, b"%%EOF").is_none()
}

fn has_text(page: Option<&str>) -> bool {
    page.is_some_and(|text| text.chars().filter(|c| !c.is_whitespace()).count() >= FEW_CHARACTERS)
}

/// What was read of a page.
struct Page {
    /// `None` where it cannot be read.
    text: Option<String>,
    sheet: Sheet,
    /// Where the first characters of the text stand; shorter than it where the rest is not known.
    places: Vec<Place>,
}

/// Every page.
fn pages(bytes: &[u8]) -> Result<Vec<Page>, Unreadable> {
    let pdf = open(bytes).map_err(|error| reason(&error))?;
    let count = pdf.page_count().map_err(|error| reason(&error))?;
    if count == 0 {
        return Err(Unreadable::Damaged);
    }
    let mut left = MAX_TEXT_BYTES as usize;
    let mut drawer = Drawer::new(&pdf, false);
    let mut pages = Vec::new();
    for index in 0..count {
        let options = ExtractionOptions { max_extracted_bytes: Some(left), ..ExtractionOptions::default() };
        // One page beyond repair does not cost the others.
        let text = quiet::contained(|| pdf.extract_text_from_page_with_options(index, options));
        let text = text.and_then(Result::ok).map(|page| page.text);
        left = left.saturating_sub(text.as_ref().map_or(0, String::len));
        let known =
            quiet::contained(|| places(&pdf, &mut drawer, index, text.as_deref().unwrap_or_default()));
        let (sheet, places) = known.flatten().unwrap_or_default();
        pages.push(Page { text, sheet, places });
    }
    Ok(pages)
}

fn open(bytes: &[u8]) -> Result<Pdf<'_>, ParseError> {
    let reader = PdfReader::new_with_options(Cursor::new(bytes), ParseOptions::tolerant())?;
    // The parser itself tries whether a file opens without a password, and finds the rest only damaged.
    if reader.is_encrypted() && !reader.is_unlocked() {
        return Err(ParseError::PdfLocked);
    }
    Ok(PdfDocument::new(reader))
}

/// Size of a page and where the characters of its text stand.
fn places(pdf: &Pdf<'_>, drawer: &mut Drawer<'_>, index: u32, text: &str) -> Option<(Sheet, Vec<Place>)> {
    let page = pdf.get_page(index).ok()?;
    let frame = frame::frame(&page);
    let letters = if text.trim().is_empty() { Vec::new() } else { drawer.page(&page, &frame).letters };
    let places = align::places(text.trim_end(), &letters, &frame);
    Some((frame.sheet(), places))
}

/// All that a page shows, with its size; pages count from 1. `None` where the file or the page cannot be read.
pub(in crate::document) fn drawing(bytes: &[u8], page: u32) -> Option<(Sheet, Drawing)> {
    quiet::contained(|| {
        let pdf = open(bytes).ok()?;
        let page = pdf.get_page(page.checked_sub(1)?).ok()?;
        let frame = frame::frame(&page);
        Some((frame.sheet(), Drawer::new(&pdf, true).page(&page, &frame)))
    })
    .flatten()
}

fn reason(error: &ParseError) -> Unreadable {
    match error {
        ParseError::EncryptionNotSupported | ParseError::WrongPassword | ParseError::PdfLocked => {
            Unreadable::Locked
        }
        ParseError::EmptyFile => Unreadable::Empty,
        _ => Unreadable::Damaged,
    }
}

fn page_list(pages: &[usize]) -> String {
    let shown: Vec<String> = pages.iter().take(8).map(ToString::to_string).collect();
    let more = if pages.len() > shown.len() { format!("等 {} 页", pages.len()) } else { "页".to_owned() };
    format!("第 {} {more}", shown.join("、"))
}

#[cfg(test)]
mod tests;
