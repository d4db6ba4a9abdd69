//! The paper's own number, and the numbers of papers it cites.

use crate::document::{Document, DocumentKind, SectionName};
use crate::extract::elements::Elements;
use crate::text::Found;
use crate::text::case_number::{self, DocumentNumber, Organ};
use crate::text::sentence::{line_before, rest_of_line};

/// Bytes of the head in which a paper's own number stands.
const HEAD: usize = 900;
/// Characters beside the own number on its line: a title, 编号：, 共2页.
const BESIDE: usize = 12;

/// Fills `number` and `cited_numbers`.
pub(super) fn read(document: &Document, elements: &mut Elements) {
    let plain = document.plain();
    let numbers = case_number::scan(&plain[..end_of_citing(document)]);
    let own = own(document, &numbers).map(|place| &numbers[place]);
    let mut cited: Vec<&Found<DocumentNumber>> = Vec::new();
    for found in &numbers {
        let is_same = |known: &&Found<DocumentNumber>| known.value.text == found.value.text;
        if !cited.iter().any(is_same) && !own.iter().any(is_same) {
            cited.push(found);
        }
    }
    let cite = |found: &Found<DocumentNumber>| document.cite(found.value.text.clone(), &found.range, 0.95);
    elements.cited_numbers = cited.into_iter().map(cite).collect();
    elements.number = own.map(cite);
}

/// Facts and reasoning quote contracts and licences; the papers of the case are cited before them.
fn end_of_citing(document: &Document) -> usize {
    let told = document.section_ranges(SectionName::Procedure).map(|range| range.end).max();
    told.unwrap_or(document.plain().len())
}

fn own(document: &Document, numbers: &[Found<DocumentNumber>]) -> Option<usize> {
    let plain = document.plain();
    let is_court_paper = matches!(document.kind, DocumentKind::Judgment | DocumentKind::Ruling);
    let in_head = |found: &Found<DocumentNumber>| found.range.start < HEAD;
    let fits = |found: &Found<DocumentNumber>| !is_court_paper || found.value.organ == Organ::Court;
    // A return of service lists the numbers of others in its rows.
    let room = if document.kind == DocumentKind::ServiceReturn { 2 } else { BESIDE };
    let alone = |found: &Found<DocumentNumber>| beside(plain, found) <= room;
    numbers
        .iter()
        .position(|found| in_head(found) && fits(found) && alone(found))
        .or_else(|| numbers.iter().position(|found| is_court_paper && in_head(found) && fits(found)))
        .or_else(|| numbers.iter().position(|found| in_head(found) && alone(found)))
        .or_else(|| numbers.iter().position(|found| is_on_title_line(plain, found)))
}

/// In the first lines, beside the office: （受案单位）云岭县公安局　云公受案字〔2023〕1号
fn is_on_title_line(plain: &str, found: &Found<DocumentNumber>) -> bool {
    let before = &plain[..found.range.start];
    let line = line_before(plain, found.range.start);
    before.matches('\n').count() < 3 && !line.contains(['，', '。', '以', '\t'])
}

/// Characters on the line of a number that are not part of it.
fn beside(plain: &str, found: &Found<DocumentNumber>) -> usize {
    let (before, after) = (line_before(plain, found.range.start), rest_of_line(plain, found.range.end));
    before.chars().count() + after.chars().count()
}
