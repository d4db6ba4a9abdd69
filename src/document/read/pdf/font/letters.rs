//! Which characters a code stands for.

use std::collections::HashMap;

use oxidize_pdf::parser::objects::{PdfDictionary, PdfObject};
use oxidize_pdf::text::cid_to_unicode::AdobeCidCollection;
use oxidize_pdf::text::cmap::CMap;
use oxidize_pdf::text::{TextEncoding, glyph_name_to_unicode_sequence};

use super::codes::Codes;
use crate::document::read::pdf::objects::{self, Pdf};

/// Where the characters of a font's codes are told.
pub(super) struct Letters {
    /// The file's own map.
    map: Option<CMap>,
    /// Codes of a simple font that its encoding names otherwise.
    differences: HashMap<u8, Vec<char>>,
    base: TextEncoding,
    /// The public list its glyphs are numbered by.
    collection: Option<AdobeCidCollection>,
}

impl Letters {
    pub(super) fn of(
        pdf: &Pdf<'_>,
        font: &PdfDictionary,
        descendant: Option<&PdfDictionary>,
        codes: &Codes,
    ) -> Self {
        let map = objects::stream(pdf, font, "ToUnicode").and_then(|stream| objects::bytes(pdf, &stream));
        let encoding = objects::dictionary(pdf, font, "Encoding").unwrap_or_default();
        let base =
            objects::name(pdf, font, "Encoding").or_else(|| objects::name(pdf, &encoding, "BaseEncoding"));
        Self {
            map: map.and_then(|bytes| CMap::parse(&bytes).ok()),
            differences: if matches!(codes, Codes::Bytes) {
                differences(pdf, &encoding)
            } else {
                HashMap::new()
            },
            base: match base.as_deref() {
                Some("MacRomanEncoding") => TextEncoding::MacRomanEncoding,
                Some("WinAnsiEncoding") => TextEncoding::WinAnsiEncoding,
                _ => TextEncoding::StandardEncoding,
            },
            collection: descendant.and_then(|font| collection(pdf, font)),
        }
    }

    /// Never empty.
    pub(super) fn of_code(&self, code: &[u8], codes: &Codes) -> Vec<char> {
        let letters =
            self.mapped(code).or_else(|| codes.characters(code)).or_else(|| self.by_number(code, codes));
        letters.filter(|letters| !letters.is_empty()).unwrap_or_else(|| vec![char::REPLACEMENT_CHARACTER])
    }

    fn mapped(&self, code: &[u8]) -> Option<Vec<char>> {
        let map = self.map.as_ref()?;
        Some(map.to_unicode(&map.map(code)?)?.chars().collect())
    }

    fn by_number(&self, code: &[u8], codes: &Codes) -> Option<Vec<char>> {
        if let (Codes::Bytes, Some(&byte)) = (codes, code.first()) {
            let named = self.differences.get(&byte).cloned();
            return named.or_else(|| Some(self.base.decode(&[byte]).chars().collect()));
        }
        let number = u16::try_from(codes.number(code)).ok()?;
        Some(self.collection?.cid_to_unicode_sequence(number)?.chars().collect())
    }
}

fn collection(pdf: &Pdf<'_>, descendant: &PdfDictionary) -> Option<AdobeCidCollection> {
    let system = objects::dictionary(pdf, descendant, "CIDSystemInfo")?;
    let ordering = objects::get(pdf, &system, "Ordering")?;
    AdobeCidCollection::from_ordering(ordering.as_string()?.as_str().ok()?)
}

fn differences(pdf: &Pdf<'_>, encoding: &PdfDictionary) -> HashMap<u8, Vec<char>> {
    let mut named = HashMap::new();
    let mut code = 0_i64;
    for item in objects::list(pdf, encoding, "Differences").unwrap_or_default() {
        match item {
            PdfObject::Integer(first) => code = first,
            PdfObject::Name(name) => {
                let letters = glyph_name_to_unicode_sequence(name.as_str());
                if let (Ok(code), Some(letters)) = (u8::try_from(code), letters) {
                    named.insert(code, letters.chars().collect());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    named
}
