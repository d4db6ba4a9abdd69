//! Evidence: a value without the words it rests on does not exist.

use serde::Serialize;

/// A rectangle on a page as it is shown, in fractions (0 to 1) of the page's width and height from its top left
/// corner. A quote has one a line: neighbours are joined.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PageBox {
    /// Page of the file, from 1.
    pub page: u32,
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// Words of a document with their place. Built only by
/// [`crate::document::Document::quote`], so the text is always really there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quote {
    /// Identifier of the document within its dossier, for example `d3`.
    pub document: String,
    /// File the document stands in, relative to the dossier.
    pub file: String,
    /// Page, from 1.
    pub page: u32,
    /// First character, counted in Unicode characters of the original text.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// Exactly the original text from `start` to `end`.
    pub text: String,
    /// Where the words stand on printed pages; empty where the file has none or this is not known.
    pub boxes: Vec<PageBox>,
}

impl Quote {
    /// The first `characters` of it, with their place.
    #[must_use]
    pub fn head(&self, characters: usize) -> Self {
        let Some((cut, _)) = self.text.char_indices().nth(characters) else { return self.clone() };
        Self {
            end: self.start + characters as u32,
            text: self.text.get(..cut).unwrap_or_default().to_owned(),
            ..self.clone()
        }
    }
}

/// Who read a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// An exact rule.
    Rule,
    /// A text model.
    Model,
    /// The structured case card.
    Card,
}

/// A value with the words it was read from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cited<T> {
    /// The value as understood.
    pub value: T,
    /// The words it rests on.
    pub quote: Quote,
    /// From 0 to 1.
    pub confidence: f32,
    /// Who read it.
    pub source: Source,
}

impl<T> Cited<T> {
    /// The same evidence for a value derived from this one.
    pub fn map<U>(self, derive: impl FnOnce(T) -> U) -> Cited<U> {
        Cited {
            value: derive(self.value),
            quote: self.quote,
            confidence: self.confidence,
            source: self.source,
        }
    }
}
