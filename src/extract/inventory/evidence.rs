//! Evidence a paper lists, by category.

use std::collections::HashSet;

use super::clauses;
use super::words::WORDS;
use crate::document::{Document, SectionName};
use crate::extract::elements::EvidenceItem;
use crate::text::Range;

/// A dossier's longest lists stay below this; more is testimony read as a list.
const MOST: usize = 300;
/// Characters of the longest name.
const LONGEST: usize = 40;
/// Evidence of the paper, in order, each name once.
pub(super) fn read(document: &Document) -> Vec<EvidenceItem> {
    let plain = document.plain();
    let mut items: Vec<EvidenceItem> = Vec::new();
    let mut known: HashSet<&str> = HashSet::new();
    for section in document.section_ranges(SectionName::Evidence) {
        for clause in clauses(plain, section) {
            for name in names(plain, &clause) {
                let value = plain.get(name.clone()).unwrap_or_default();
                if items.len() >= MOST || known.contains(value) {
                    continue;
                }
                let Some(category) = WORDS.categories.of(value) else { continue };
                known.insert(value);
                items.push(EvidenceItem {
                    category: Some(category.to_owned()),
                    name: document.cite(value.to_owned(), &name, 0.85),
                });
            }
        }
    }
    items
}

/// Names listed in a clause: what stands before 证实, cut at 、.
fn names(plain: &str, clause: &Range) -> Vec<Range> {
    let words = plain.get(clause.clone()).unwrap_or_default();
    let end = WORDS.evidence.stops.first(words).map_or(words.len(), |stop| stop.start);
    let mut names = Vec::new();
    let mut start = 0;
    let mut depth = 0_i32;
    for (at, character) in words.char_indices().filter(|&(at, _)| at < end).chain([(end, '、')]) {
        match character {
            '（' | '《' | '“' => depth += 1,
            '）' | '》' | '”' => depth = (depth - 1).max(0),
            '、' | '，' | '：' if depth == 0 || at == end => {
                names.extend(trimmed(plain, clause.start + start..clause.start + at));
                start = (at + character.len_utf8()).min(words.len());
            }
            _ => {}
        }
    }
    names
}

fn trimmed(plain: &str, range: Range) -> Option<Range> {
    let mut words = plain.get(range.clone())?;
    let mut start = range.start;
    let mut go_on = true;
    while go_on {
        go_on = false;
        let bare = words.trim_start_matches(|c: char| {
            c.is_whitespace() || c.is_ascii_digit() || ".．、（）①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶".contains(c)
        });
        let bare =
            WORDS.evidence.leads.iter().find_map(|lead| bare.strip_prefix(lead.as_str())).unwrap_or(bare);
        if bare.len() < words.len() {
            start += words.len() - bare.len();
            words = bare;
            go_on = true;
        }
    }
    let name = words.trim_end().trim_end_matches('等');
    let length = name.chars().count();
    (2..=LONGEST).contains(&length).then(|| start..start + name.len())
}
