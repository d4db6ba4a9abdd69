//! Opens dossier files and tells what they are: text with pages, kind, sections.
//!
//! The only module that opens dossier files. Never judges what a document says.

pub mod cards;
pub mod dossier;
pub mod facsimile;
mod imprint;
pub mod kind;
mod read;
#[cfg(test)]
pub(crate) mod sample;
pub mod section;
mod split;

use serde::Serialize;

pub use dossier::{Dossier, DossierError};
pub use imprint::{Imprint, Place, Sheet};
pub use kind::DocumentKind;
pub use section::{Section, SectionName};

use crate::text::{CharSpan, Cited, PageBox, Quote, Range, Source, SourceText};

/// How well a document could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ReadState {
    /// From text.
    Text,
    /// From a page image.
    Ocr,
    /// Some pages or parts are missing.
    Partial,
    /// Not at all; the note says why.
    Failed,
}

/// One paper of a dossier. A file may hold several.
#[derive(Debug, Clone)]
pub struct Document {
    /// `d1`, `d2` … in reading order; unique within the dossier.
    pub id: String,
    /// File it stands in, relative to the dossier, with `/`.
    pub file: String,
    /// What it is.
    pub kind: DocumentKind,
    /// How sure the kind is, from 0 to 1.
    pub kind_confidence: f32,
    /// Title line as printed.
    pub title: Option<String>,
    /// The words.
    pub text: SourceText,
    /// Original character at which each page starts; the first is 0.
    pub page_starts: Vec<u32>,
    /// Number in the file of the first page of this document, from 1.
    pub first_page: u32,
    /// Parts in reading order, ranges of the normalised text.
    pub sections: Vec<Section>,
    /// How well it was read.
    pub read: ReadState,
    /// What a person should know about the reading, in Chinese.
    pub note: Option<String>,
    /// How it stands on printed pages; empty where its file has none.
    pub imprint: Imprint,
}

impl Document {
    /// A document made of one text, with its sections found: for tests and for text given by itself.
    pub fn from_text(kind: DocumentKind, text: &str) -> Self {
        let text = SourceText::new(text.to_owned());
        Self {
            id: "d1".to_owned(),
            file: format!("{}.txt", kind.label()),
            kind,
            kind_confidence: 1.0,
            title: None,
            page_starts: vec![0],
            first_page: 1,
            sections: section::sections(kind, text.plain()),
            text,
            read: ReadState::Text,
            note: None,
            imprint: Imprint::default(),
        }
    }

    /// The normalised text all ranges refer to.
    pub fn plain(&self) -> &str {
        self.text.plain()
    }

    /// The words behind a range of the normalised text, with their place.
    pub fn quote(&self, range: &Range) -> Quote {
        let CharSpan { start, end } = self.text.locate(range);
        Quote {
            document: self.id.clone(),
            file: self.file.clone(),
            page: self.page_of(start),
            start,
            end,
            text: self.text.excerpt(range).to_owned(),
            boxes: self.boxes(start, end),
        }
    }

    /// The words behind bytes of the original text: for structured files whose values know their place.
    pub fn quote_original(&self, bytes: &Range) -> Quote {
        let CharSpan { start, end } = self.text.locate_original(bytes);
        let text = self.text.original().get(bytes.clone()).unwrap_or_default().to_owned();
        Quote {
            document: self.id.clone(),
            file: self.file.clone(),
            page: self.page_of(start),
            start,
            end,
            text,
            boxes: self.boxes(start, end),
        }
    }

    /// Where characters `start..end` of the original text stand on printed pages, one box a line; empty where this is
    /// not known.
    pub fn boxes(&self, start: u32, end: u32) -> Vec<PageBox> {
        self.imprint.boxes(start, end, |character| self.page_of(character))
    }

    /// A value a rule read from a range of the normalised text.
    pub fn cite<T>(&self, value: T, range: &Range, confidence: f32) -> Cited<T> {
        Cited { value, quote: self.quote(range), confidence, source: Source::Rule }
    }

    /// Page of the file, from 1, on which an original character stands.
    pub fn page_of(&self, character: u32) -> u32 {
        let page = self.page_starts.partition_point(|&start| start <= character);
        self.first_page + page.saturating_sub(1) as u32
    }

    /// Ranges of every section with this name.
    pub fn section_ranges(&self, name: SectionName) -> impl Iterator<Item = &Range> {
        self.sections.iter().filter(move |section| section.name == name).map(|section| &section.range)
    }
}
