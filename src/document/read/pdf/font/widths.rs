//! How far each glyph moves the pen.

use std::collections::HashMap;

use oxidize_pdf::parser::objects::{PdfDictionary, PdfObject};

use crate::document::read::pdf::objects::{self, Pdf};

/// Widths of a font, in units of the font size.
pub(super) struct Widths {
    by_number: HashMap<u32, f64>,
    /// First and last number of glyphs alike, and their width.
    ranges: Vec<(u32, u32, f64)>,
    usual: f64,
}

/// Widths are given in thousandths unless a font says otherwise.
const THOUSANDTH: f64 = 0.001;
/// Latin letters of fonts that every reader has, whose widths a file need not tell.
const LATIN: f64 = 0.53;
/// Width of a half-width character.
const HALF: f64 = 0.5;

impl Widths {
    pub(super) fn of(pdf: &Pdf<'_>, font: &PdfDictionary, descendant: Option<&PdfDictionary>) -> Self {
        descendant.map_or_else(|| simple(pdf, font), |descendant| composite(pdf, descendant))
    }

    fn of_number(&self, number: u32) -> f64 {
        if let Some(&width) = self.by_number.get(&number) {
            return width;
        }
        let range = self.ranges.iter().find(|(first, last, _)| (*first..=*last).contains(&number));
        range.map_or(self.usual, |&(_, _, width)| width)
    }

    /// Width of a glyph. Where its number in the font is not known, its characters decide.
    pub(super) fn of_glyph(&self, number: u32, is_number: bool, letters: &[char]) -> f64 {
        match letters {
            _ if is_number => self.of_number(number),
            [letter] if letter.is_ascii() => HALF,
            _ => self.usual,
        }
    }
}

fn simple(pdf: &Pdf<'_>, font: &PdfDictionary) -> Widths {
    let unit = objects::numbers(pdf, font, "FontMatrix")
        .and_then(|matrix| matrix.first().copied())
        .filter(|unit| unit.abs() > f64::EPSILON)
        .map_or(THOUSANDTH, f64::abs);
    let first = objects::number_of(pdf, font, "FirstChar").unwrap_or(0.0).max(0.0) as u32;
    let listed = objects::numbers(pdf, font, "Widths");
    let usual = objects::dictionary(pdf, font, "FontDescriptor")
        .and_then(|descriptor| objects::number_of(pdf, &descriptor, "MissingWidth"))
        .map_or(if listed.is_some() { 0.0 } else { LATIN }, |width| width * unit);
    let widths = listed.unwrap_or_default();
    let by_number = (first..).zip(widths.into_iter().take(256)).map(|(code, width)| (code, width * unit));
    Widths { by_number: by_number.collect(), ranges: Vec::new(), usual }
}

fn composite(pdf: &Pdf<'_>, descendant: &PdfDictionary) -> Widths {
    let usual = objects::number_of(pdf, descendant, "DW").unwrap_or(1000.0) * THOUSANDTH;
    let mut widths = Widths { by_number: HashMap::new(), ranges: Vec::new(), usual };
    let items = objects::list(pdf, descendant, "W").unwrap_or_default();
    let mut rest = items.as_slice();
    loop {
        rest = match rest {
            [first, PdfObject::Array(list), rest @ ..] => {
                let first = whole(first);
                let listed = list.0.iter().filter_map(objects::number);
                widths.by_number.extend((first..).zip(listed.map(|width| width * THOUSANDTH)));
                rest
            }
            [first, last, width, rest @ ..] => {
                let width = objects::number(width).unwrap_or(0.0) * THOUSANDTH;
                widths.ranges.push((whole(first), whole(last), width));
                rest
            }
            _ => return widths,
        };
    }
}

fn whole(object: &PdfObject) -> u32 {
    objects::number(object).unwrap_or(0.0).clamp(0.0, f64::from(u16::MAX)) as u32
}
