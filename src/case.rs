//! Floor 2: what the whole dossier says, per person and per case. Several sources of one value are
//! all kept, never merged silently.

use crate::document::{Document, DocumentKind};
use crate::extract::elements::{Elements, StepKind};
use crate::text::{Cited, Moment};

/// A document with what it says.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The document.
    pub document: Document,
    /// What it says.
    pub elements: Elements,
}

impl Paper {
    /// What the document is.
    pub fn kind(&self) -> DocumentKind {
        self.document.kind
    }
}

/// Index into [`CaseFile::persons`].
pub type PersonIndex = usize;
/// Index into [`CaseFile::papers`].
pub type PaperIndex = usize;

/// One accused person, aligned across documents and card.
#[derive(Debug, Clone)]
pub struct Person {
    /// The name most documents use.
    pub name: String,
    /// Every other spelling met: aliases, 某, one-character slips.
    pub other_names: Vec<String>,
    /// (paper, index into its `elements.parties`) for each document that introduces the person.
    pub mentions: Vec<(PaperIndex, usize)>,
    /// Index into the card's 人员.
    pub card: Option<usize>,
}

/// Where an event was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A paper, by index.
    Paper(PaperIndex),
    /// The case card.
    Card,
}

/// A dated step as one source gives it.
#[derive(Debug, Clone)]
pub struct Event {
    /// Which step.
    pub kind: StepKind,
    /// Whom it concerns; none for the whole case.
    pub person: Option<PersonIndex>,
    /// When.
    pub at: Cited<Moment>,
    /// Where it was read.
    pub origin: Origin,
}

/// What a dossier says.
#[derive(Debug, Clone, Default)]
pub struct CaseFile {
    /// Name of the dossier (its folder).
    pub dossier: String,
    /// Documents with their elements, in reading order; the card's document among them.
    pub papers: Vec<Paper>,
    /// Accused persons, in the order of the leading document.
    pub persons: Vec<Person>,
    /// Every dated step of every source.
    pub events: Vec<Event>,
}

impl CaseFile {
    /// Papers of one kind, in reading order.
    pub fn of_kind(&self, kind: DocumentKind) -> impl Iterator<Item = (PaperIndex, &Paper)> {
        self.papers.iter().enumerate().filter(move |(_, paper)| paper.kind() == kind)
    }
}
