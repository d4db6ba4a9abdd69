//! A paper that was found, with its passages that hold the words looked for.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::error::SearchError;
use super::fold;
use super::plan::bare_words;
use super::query::Query;
use crate::store::{Store, StoredCase, StoredPaper};

/// Passages shown of a paper.
const PASSAGES: usize = 3;
/// Characters shown before and after the words looked for.
const AROUND: u32 = 40;
/// Characters shown of a paper that was found by its fields alone.
const OPENING: u32 = 100;

/// A paper that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The case it belongs to.
    pub case: StoredCase,
    /// The paper.
    pub paper: StoredPaper,
    /// Where the words stand, in characters of the paper, ascending, apart from each other.
    pub lit: Vec<Range<u32>>,
    /// The best passages, in reading order.
    pub passages: Vec<Passage>,
}

/// A stretch of a paper around the words looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Page of the file, from 1.
    pub page: u32,
    /// Characters of the paper.
    pub range: Range<u32>,
    /// Whether each piece of the passage is lit, in order; together they are the passage.
    pub pieces: Vec<(String, bool)>,
}

/// The words to be lit.
#[derive(Debug)]
pub(super) struct Lights(Option<AhoCorasick>);

impl Lights {
    /// What a query looks for in the text; fields and what must not be there light nothing.
    pub(super) fn of(query: &Query) -> Self {
        let mut words = Vec::new();
        gather(query, &mut words);
        words.retain(|word| !word.is_empty());
        if words.is_empty() {
            return Self(None);
        }
        // The longest first: the run as typed goes before the words it is made of.
        Self(AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words).ok())
    }

    fn find(&self, text: &str) -> Vec<Range<u32>> {
        let Some(words) = &self.0 else { return Vec::new() };
        let folded = fold::fold(text);
        let plain = folded.text();
        let mut at = Cursor { byte: 0, character: 0 };
        words
            .find_iter(&plain)
            .filter_map(|found| folded.source(at.to(&plain, found.start())..at.to(&plain, found.end())))
            .collect()
    }
}

/// Turns ascending bytes into characters in one pass.
struct Cursor {
    byte: usize,
    character: usize,
}

impl Cursor {
    fn to(&mut self, text: &str, byte: usize) -> usize {
        self.character += text.get(self.byte..byte).map_or(0, |between| between.chars().count());
        self.byte = byte;
        self.character
    }
}

/// Where the words a query looks for stand in a text, in characters, ascending, apart from each other.
pub fn lit(query: &Query, text: &str) -> Vec<Range<u32>> {
    Lights::of(query).find(text)
}

fn gather(query: &Query, words: &mut Vec<String>) {
    match query {
        Query::Phrase(text) => words.push(fold::fold_text(text)),
        Query::Words(text) => {
            words.push(fold::fold_text(text));
            words.extend(bare_words(text));
        }
        Query::And(parts) | Query::Or(parts) => parts.iter().for_each(|part| gather(part, words)),
        Query::All | Query::Field { .. } | Query::Not(_) => {}
    }
}

/// Reads a hit from the store; none where the paper is gone.
pub(super) fn read(store: &Store, paper: i64, lights: &Lights) -> Result<Option<Hit>, SearchError> {
    let Some(paper) = store.paper(paper)? else { return Ok(None) };
    let Some(case) = store.case_by_id(paper.case_id)? else { return Ok(None) };
    let lit = lights.find(&paper.text);
    let passages = passages(&paper, &lit);
    Ok(Some(Hit { case, paper, lit, passages }))
}

fn passages(paper: &StoredPaper, lit: &[Range<u32>]) -> Vec<Passage> {
    let characters: Vec<char> = paper.text.chars().collect();
    let length = characters.len() as u32;
    if lit.is_empty() {
        return vec![passage(paper, &characters, 0..OPENING.min(length), &[])];
    }
    let mut stretches: Vec<(Range<u32>, usize)> = Vec::new();
    for range in lit {
        let around = range.start.saturating_sub(AROUND)..(range.end + AROUND).min(length);
        match stretches.last_mut() {
            Some((last, count)) if around.start <= last.end => {
                last.end = around.end;
                *count += 1;
            }
            _ => stretches.push((around, 1)),
        }
    }
    // A stretch that never ends (one word in every line) is shown by its beginning.
    for (stretch, _) in &mut stretches {
        stretch.end = stretch.end.min(stretch.start + 6 * AROUND);
    }
    let mut best: Vec<usize> = (0..stretches.len()).collect();
    best.sort_by_key(|&at| (std::cmp::Reverse(stretches[at].1), at));
    best.truncate(PASSAGES);
    best.sort_unstable();
    best.into_iter().map(|at| passage(paper, &characters, stretches[at].0.clone(), lit)).collect()
}

fn passage(paper: &StoredPaper, characters: &[char], range: Range<u32>, lit: &[Range<u32>]) -> Passage {
    let words = |from: u32, to: u32| -> String {
        characters.get(from as usize..to as usize).into_iter().flatten().collect()
    };
    let mut pieces = Vec::new();
    let mut at = range.start;
    let inside = lit.iter().filter(|one| one.start >= range.start && one.end <= range.end);
    for one in inside {
        if one.start > at {
            pieces.push((words(at, one.start), false));
        }
        pieces.push((words(one.start, one.end), true));
        at = one.end;
    }
    if at < range.end {
        pieces.push((words(at, range.end), false));
    }
    let first_lit = lit.iter().find(|one| one.start >= range.start).map_or(range.start, |one| one.start);
    Passage { page: paper.page_of(first_lit), range, pieces }
}
