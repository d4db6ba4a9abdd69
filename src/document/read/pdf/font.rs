//! What the codes of a font stand for, and how far each moves the pen.

mod codes;
mod face;
mod letters;
mod widths;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use oxidize_pdf::parser::objects::{PdfDictionary, PdfObject};

use super::objects::{self, Pdf};
use crate::document::facsimile::Face;
use codes::Codes;
use letters::Letters;
use widths::Widths;

/// A font as far as it concerns where characters stand.
pub(super) struct Font {
    codes: Codes,
    letters: Letters,
    widths: Widths,
    pub face: Face,
    pub is_bold: bool,
    /// Whether its glyphs follow each other downwards.
    pub is_vertical: bool,
    known: RefCell<HashMap<u32, Glyph>>,
}

/// What one code shows.
#[derive(Clone)]
pub(super) struct Glyph {
    /// Characters it stands for: one in nearly every case, `U+FFFD` where that is not known.
    pub letters: Rc<[char]>,
    /// How far it moves the pen, in units of the font size.
    pub width: f64,
    /// Whether word spacing counts.
    pub is_space: bool,
}

impl Font {
    pub(super) fn new(pdf: &Pdf<'_>, font: &PdfDictionary) -> Self {
        let descendant = descendant(pdf, font);
        let codes = Codes::of(pdf, font, descendant.is_some());
        let encoding = objects::name(pdf, font, "Encoding").unwrap_or_default();
        let (face, is_bold) = face::of(&name(pdf, font));
        Self {
            face,
            is_bold,
            letters: Letters::of(pdf, font, descendant.as_ref(), &codes),
            widths: Widths::of(pdf, font, descendant.as_ref()),
            is_vertical: descendant.is_some() && encoding.ends_with("-V"),
            codes,
            known: RefCell::default(),
        }
    }

    /// What a shown string shows, in order.
    pub(super) fn glyphs(&self, mut bytes: &[u8]) -> Vec<Glyph> {
        let mut glyphs = Vec::with_capacity(bytes.len() / 2);
        let mut known = self.known.borrow_mut();
        while !bytes.is_empty() {
            let length = self.codes.length(bytes).clamp(1, bytes.len());
            let (code, rest) = bytes.split_at(length);
            bytes = rest;
            // Codes of different lengths are different codes.
            let key = code.iter().fold(length as u32, |key, &byte| key << 8 | u32::from(byte));
            glyphs.push(known.entry(key).or_insert_with(|| self.glyph(code)).clone());
        }
        glyphs
    }

    fn glyph(&self, code: &[u8]) -> Glyph {
        let letters = self.letters.of_code(code, &self.codes);
        let width = self.widths.of_glyph(self.codes.number(code), self.codes.keeps_numbers(), &letters);
        Glyph { letters: letters.into(), width, is_space: code == b" " }
    }
}

/// What it is called; fonts drawn glyph by glyph tell it only where they are described.
fn name(pdf: &Pdf<'_>, font: &PdfDictionary) -> String {
    let described = || {
        let descriptor = objects::dictionary(pdf, font, "FontDescriptor")?;
        objects::name(pdf, &descriptor, "FontName")
    };
    objects::name(pdf, font, "BaseFont").or_else(described).unwrap_or_default()
}

/// The font with the glyphs of a composite font.
fn descendant(pdf: &Pdf<'_>, font: &PdfDictionary) -> Option<PdfDictionary> {
    match objects::list(pdf, font, "DescendantFonts")?.into_iter().next()? {
        PdfObject::Dictionary(dictionary) => Some(dictionary),
        _ => None,
    }
}
