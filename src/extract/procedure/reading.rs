//! One paper, prepared once for all rules: its dates, its people, its sentence bounds.

use crate::document::{Document, DocumentKind, SectionName};
use crate::extract::elements::{Elements, PartyRole};
use crate::text::{Found, Moment, Range, date};

use super::rules::{self, Scope, Side, Stage};
use super::{columns, stage, subject};

/// A paper with what every rule needs.
pub(super) struct Reading<'d> {
    pub(super) document: &'d Document,
    pub(super) plain: &'d str,
    /// Dates written to the day, in order, as far as the rules for the paper may ask.
    pub(super) dates: Vec<Found<Moment>>,
    /// Persons the paper is about, as written.
    pub(super) subjects: Vec<String>,
    /// All of it.
    pub(super) whole: Range,
    /// Where the course of the case is told.
    pub(super) procedure: Vec<Range>,
    /// The first lines: title, office.
    pub(super) head: &'d str,
    /// In which stage a notice of rights was given.
    pub(super) stage: Stage,
}

/// Bytes of the first lines that tell which variant of a form a paper is.
const HEAD: usize = 360;
/// Bytes after the course of the case in which a date may stand that belongs to it: more than any rule reaches.
const BEYOND: usize = 4_000;
/// Where no section is known, the course of the case stands in the first part.
const PROCEDURE_FALLBACK: usize = 6_000;

impl<'d> Reading<'d> {
    pub(super) fn new(document: &'d Document, elements: &Elements) -> Self {
        let plain = document.plain();
        let keeps_births = document.kind == DocumentKind::HouseholdCertificate;
        let procedure = procedure_ranges(document);
        let is_asked = |found: &&Found<Moment>| {
            found.value.date().is_some() && (keeps_births || !date::is_birth(plain, &found.range))
        };
        let end = end_of_dates(document, &procedure);
        let dates = if end == plain.len() {
            document.text.dates().iter().filter(is_asked).cloned().collect()
        } else {
            date::scan(&plain[..end]).iter().filter(is_asked).cloned().collect()
        };
        let mut subjects: Vec<String> = accused(elements);
        if subjects.is_empty() {
            subjects = subject::read(plain);
        }
        if subjects.is_empty() {
            subjects = columns::persons(document);
        }
        Self {
            document,
            plain,
            dates,
            subjects,
            whole: 0..plain.len(),
            procedure,
            head: &plain[..floor(plain, HEAD)],
            stage: stage::read(&plain[..floor(plain, HEAD)], elements),
        }
    }

    /// The sentence around `range`: between 。；and line ends.
    pub(super) fn sentence(&self, range: &Range) -> Range {
        self.between(range, &['。', '；', '\n'])
    }

    /// The clause around `range`: a sentence divided at commas, too.
    pub(super) fn clause(&self, range: &Range) -> Range {
        self.between(range, &['，', '。', '；', '\n'])
    }

    fn between(&self, range: &Range, stops: &[char]) -> Range {
        let before = &self.plain[..range.start];
        let start = before.rfind(stops).map_or(0, |at| at + width_at(before, at));
        let end = self.plain[range.end..].find(stops).map_or(self.plain.len(), |at| range.end + at);
        start..end
    }

    /// Accused persons named within `range`.
    pub(super) fn persons_in(&self, range: &Range) -> Vec<String> {
        let words = &self.plain[range.clone()];
        self.subjects.iter().filter(|name| words.contains(name.as_str())).cloned().collect()
    }
}

fn accused(elements: &Elements) -> Vec<String> {
    let is_accused = |role| matches!(role, PartyRole::Accused | PartyRole::Organisation);
    elements.parties.iter().filter(|p| is_accused(p.role)).map(|p| p.name.value.clone()).collect()
}

/// How far dates are needed: long papers of which the rules ask the course of the case alone tell many more.
fn end_of_dates(document: &Document, procedure: &[Range]) -> usize {
    use DocumentKind as K;
    let is_long = matches!(document.kind, K::Judgment | K::Ruling | K::Indictment);
    let mut rules = rules::rules(document.kind);
    if !is_long || rules.any(|rule| rule.scope != Scope::Procedure && rule.date != Side::Signing) {
        return document.plain().len();
    }
    let end = procedure.iter().map(|range| range.end).max().unwrap_or_default();
    floor(document.plain(), end + BEYOND)
}

fn procedure_ranges(document: &Document) -> Vec<Range> {
    let told: Vec<Range> = document.section_ranges(SectionName::Procedure).cloned().collect();
    if !told.is_empty() {
        return told;
    }
    let plain = document.plain();
    std::iter::once(0..floor(plain, PROCEDURE_FALLBACK)).collect()
}

/// The last character boundary at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn width_at(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}
