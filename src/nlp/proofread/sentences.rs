//! Texts by sentence: what is corrected in each, and all of it together again.

use std::ops::Range;

use super::applied::Working;
use super::{Candidate, Change, Correction, protect};

/// A sentence ends here.
const ENDS: [char; 6] = ['。', '！', '？', '；', '\n', '\r'];

/// One sentence under correction.
#[derive(Debug)]
pub(super) struct Part {
    working: Working,
    /// Characters of the original that are a known name.
    names: Vec<bool>,
    open: bool,
}

impl Part {
    fn new(original: &[char], names: Vec<bool>) -> Self {
        Self { working: Working::new(original), names, open: true }
    }

    /// Whether it is to be read, again or for the first time.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// As corrected so far.
    pub(super) fn characters(&self) -> Vec<char> {
        self.working.characters()
    }

    /// Makes the edits with the best odds, down to a limit.
    pub(super) fn improve(&mut self, mut candidates: Vec<Candidate>, limit: f32) {
        let named = |origin: Option<usize>| origin.is_some_and(|at| self.names.get(at) == Some(&true));
        let marks: Vec<bool> = self.working.origins().map(named).collect();
        candidates.retain(|one| one.odds >= limit && protect::allows(&marks, one.start, one.end));
        candidates.sort_by(|a, b| b.odds.total_cmp(&a.odds));
        let mut chosen: Vec<Candidate> = Vec::new();
        for one in candidates {
            if chosen.iter().all(|other| apart(one.start..one.end, other.start..other.end)) {
                chosen.push(one);
            }
        }
        chosen.sort_by_key(|one| std::cmp::Reverse((one.start, one.end)));
        self.open = !chosen.is_empty();
        for one in chosen {
            let new: Vec<char> = one.to.chars().collect();
            self.working.apply(one.start, one.end, &new, 1.0 / (1.0 + (-one.odds).exp()));
        }
    }
}

/// Whether two edits leave each other alone: they neither share a character nor write at one place.
fn apart(one: Range<usize>, other: Range<usize>) -> bool {
    let inserts = one.is_empty() || other.is_empty();
    if inserts {
        one.end < other.start || other.end < one.start
    } else {
        one.end <= other.start || other.end <= one.start
    }
}

/// The sentences of a text. `names`: characters of persons' names known from elsewhere.
pub(super) fn parts(text: &str, names: &[Range<usize>]) -> Vec<Part> {
    let original: Vec<char> = text.chars().collect();
    let named = |at: usize| names.iter().any(|name| name.contains(&at));
    let part = |range: Range<usize>| Part::new(&original[range.clone()], range.map(named).collect());
    ranges(&original).into_iter().map(part).collect()
}

/// Where each sentence stands; together they are the whole text.
pub(super) fn ranges(text: &[char]) -> Vec<Range<usize>> {
    let mut start = 0;
    let pieces = text.split_inclusive(|character| ENDS.contains(character));
    pieces
        .map(|piece| {
            let range = start..start + piece.len();
            start = range.end;
            range
        })
        .collect()
}

/// The corrected text and all changes, counted from its beginning.
pub(super) fn gathered(parts: &[Part]) -> Correction {
    let (mut text, mut changes, mut start) = (String::new(), Vec::new(), 0);
    for part in parts {
        text.extend(part.characters());
        let moved =
            |change: Change| Change { start: change.start + start, end: change.end + start, ..change };
        changes.extend(part.working.changes().into_iter().map(moved));
        start += part.working.original_len();
    }
    Correction { text, changes }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(start: usize, end: usize, to: &str, odds: f32) -> Candidate {
        Candidate { start, end, to: to.to_owned(), odds, features: Vec::new() }
    }

    #[test]
    fn sentences_are_the_whole_text() {
        let text: Vec<char> = "甲市。乙县；\n丙".chars().collect();
        assert_eq!(ranges(&text), [0..3, 3..6, 6..7, 7..8]);
        assert_eq!(ranges(&[]), [] as [Range<usize>; 0]);
    }

    #[test]
    fn the_likelier_of_two_edits_at_one_place_is_made() {
        let text = "依法。组成和议厅。";
        let mut parts = parts(text, &[]);
        let offered =
            [candidate(2, 3, "合", 2.0), candidate(2, 4, "合意", 1.0), candidate(4, 5, "庭", 0.5)].to_vec();
        parts[1].improve(offered, 0.0);
        let told = gathered(&parts);
        assert_eq!(told.text, "依法。组成合议庭。");
        let places: Vec<_> = told.changes.iter().map(|c| (c.start, c.end, c.to.as_str())).collect();
        assert_eq!(places, [(5, 6, "合"), (7, 8, "庭")]);
        assert!(parts[1].is_open());
    }

    #[test]
    fn known_names_stay() {
        let mut parts = parts("证人季节作证", std::slice::from_ref(&(2..4)));
        parts[0].improve(vec![candidate(2, 3, "纪", 9.0)], 0.0);
        assert!(gathered(&parts).changes.is_empty());
        assert!(!parts[0].is_open(), "nothing was done, so nothing is read again");
    }

    #[test]
    fn edits_that_touch_where_something_is_put_in_are_not_both_made() {
        assert!(apart(0..1, 1..2));
        assert!(!apart(0..2, 1..3));
        assert!(!apart(1..1, 1..1));
        assert!(!apart(1..1, 0..1));
        assert!(apart(2..2, 0..1));
    }
}
