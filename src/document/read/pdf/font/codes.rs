//! Where one code of a shown string ends and the next begins.

use oxidize_pdf::parser::objects::{PdfDictionary, PdfObject};
use oxidize_pdf::text::cmap::CMap;

use crate::document::read::pdf::objects::{self, Pdf};

/// How the bytes of a string divide into codes.
pub(super) enum Codes {
    /// One byte each.
    Bytes,
    /// Two bytes each, which are the number of the glyph.
    Pairs,
    /// UTF-16, big end first: the codes are characters.
    Utf16,
    /// GBK or GB18030: the codes are characters.
    Gbk,
    /// As a map of the file says.
    Mapped(Box<CMap>),
}

impl Codes {
    pub(super) fn of(pdf: &Pdf<'_>, font: &PdfDictionary, is_composite: bool) -> Self {
        if !is_composite {
            return Self::Bytes;
        }
        match objects::get(pdf, font, "Encoding") {
            Some(PdfObject::Name(name)) => Self::named(name.as_str()),
            Some(PdfObject::Stream(stream)) => objects::bytes(pdf, &stream)
                .and_then(|bytes| CMap::parse(&bytes).ok())
                .map_or(Self::Pairs, |map| Self::Mapped(Box::new(map))),
            _ => Self::Pairs,
        }
    }

    fn named(name: &str) -> Self {
        if name.contains("UCS2") || name.contains("UTF16") {
            Self::Utf16
        } else if name.starts_with("GB") {
            Self::Gbk
        } else {
            Self::Pairs
        }
    }

    /// Bytes of the first code.
    pub(super) fn length(&self, bytes: &[u8]) -> usize {
        let first = bytes.first().copied().unwrap_or_default();
        match self {
            Self::Bytes => 1,
            Self::Utf16 if (0xD8..0xDC).contains(&first) => 4,
            Self::Gbk if first < 0x80 => 1,
            Self::Gbk if bytes.get(1).is_some_and(u8::is_ascii_digit) => 4,
            Self::Pairs | Self::Utf16 | Self::Gbk => 2,
            Self::Mapped(map) => (1..=4)
                .find(|&length| bytes.get(..length).is_some_and(|code| map.is_valid_code(code)))
                .unwrap_or(2),
        }
    }

    /// Number of the glyph of a code.
    pub(super) fn number(&self, code: &[u8]) -> u32 {
        let whole = |bytes: &[u8]| bytes.iter().fold(0_u32, |number, &byte| number << 8 | u32::from(byte));
        match self {
            Self::Mapped(map) => map.map(code).map_or(0, |number| whole(&number)),
            _ => whole(code),
        }
    }

    /// Whether [`Self::number`] is what widths are listed by.
    pub(super) fn keeps_numbers(&self) -> bool {
        !matches!(self, Self::Utf16 | Self::Gbk)
    }

    /// The characters a code is, where codes are characters.
    pub(super) fn characters(&self, code: &[u8]) -> Option<Vec<char>> {
        match self {
            Self::Utf16 => {
                let units =
                    code.chunks(2).map(|unit| u16::from_be_bytes([unit[0], *unit.get(1).unwrap_or(&0)]));
                char::decode_utf16(units).collect::<Result<_, _>>().ok()
            }
            Self::Gbk => {
                let (text, _, is_bad) = encoding_rs::GB18030.decode(code);
                (!is_bad).then(|| text.chars().collect())
            }
            _ => None,
        }
    }
}
