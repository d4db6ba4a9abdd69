//! Who speaks where in a paper: its author, the prosecution, the defence, a court below.
//!
//! Sections tell it in most papers; what crosses them is parted here, once a paper, for whoever reads charges,
//! citations, recommendations or circumstances.

mod answer;
mod appeal;
mod author;
mod charge;
mod paragraph;
mod speaker;

use std::cell::OnceCell;

use crate::document::{Document, Section, SectionName};
use crate::text::Range;

/// Who speaks where in a paper, told when somebody first asks.
pub(super) struct Voices<'d> {
    document: &'d Document,
    parts: OnceCell<Parts>,
}

/// Parts of a paper by who speaks in them.
struct Parts {
    /// The whole paper.
    all: Vec<Section>,
    /// What a court below held.
    below: Vec<Range>,
    reasoned: Vec<Range>,
    defended: Vec<Range>,
}

impl<'d> Voices<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        Self { document, parts: OnceCell::new() }
    }

    /// The paper in parts of one speaker each.
    pub(super) fn parts(&self) -> &[Section] {
        &self.told().all
    }

    /// Where the author reasons: what its parties say and a court below held is none of it.
    pub(super) fn reasoned(&self) -> &[Range] {
        &self.told().reasoned
    }

    /// Where the defence speaks at first instance; what was said below stands too close to what was charged there.
    pub(super) fn defended(&self) -> &[Range] {
        &self.told().defended
    }

    /// Whether byte `at` is what the court below held. Facts it found are facts, until it draws its conclusions.
    pub(super) fn is_held_below(&self, at: usize, section: SectionName) -> bool {
        speaker::is_held_below(self.document.plain(), &self.told().below, at, section)
    }

    /// Whether byte `at` follows a conclusion of the court below (原判认为……), whatever part it was taken for.
    pub(super) fn is_concluded_below(&self, at: usize) -> bool {
        speaker::is_concluded_below(self.document.plain(), &self.told().below, at)
    }

    fn told(&self) -> &Parts {
        self.parts.get_or_init(|| Parts::of(self.document))
    }
}

impl Parts {
    fn of(document: &Document) -> Self {
        let plain = document.plain();
        let below = speaker::held_below(plain);
        let all = speaker::parts(document, &below);
        let of = |name: SectionName| all.iter().filter(move |part| part.name == name).map(|part| &part.range);
        let is_own =
            |part: &&Range| !speaker::is_held_below(plain, &below, part.start, SectionName::Reasoning);
        let is_first = below.is_empty();
        let reasoned = of(SectionName::Reasoning).filter(is_own).cloned().collect();
        let defended = of(SectionName::Defence).filter(|_| is_first).cloned().collect();
        Self { all, below, reasoned, defended }
    }
}
