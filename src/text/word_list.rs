//! Lists of words, sought all at once: a text is read once, however long the list.

use aho_corasick::{AhoCorasick, BuildError, Input, MatchKind};
use serde::Deserialize;

use super::Range;

/// A list of words as data files write it.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct WordList {
    finder: AhoCorasick,
}

impl WordList {
    /// Makes a list. Of two words that begin at one place, the one listed first is found.
    pub fn new(words: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Result<Self, BuildError> {
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(words)?;
        Ok(Self { finder })
    }

    /// Whether one of the words stands in the text.
    pub fn is_in(&self, text: &str) -> bool {
        self.finder.is_match(text)
    }

    /// Where the first of the words stands.
    pub fn first(&self, text: &str) -> Option<Range> {
        self.first_at(text, 0)
    }

    /// Where the first of the words stands, from byte `at` on.
    pub fn first_at(&self, text: &str, at: usize) -> Option<Range> {
        self.finder.find(Input::new(text).range(at..)).map(|found| found.range())
    }
}

impl TryFrom<Vec<String>> for WordList {
    type Error = BuildError;

    fn try_from(words: Vec<String>) -> Result<Self, Self::Error> {
        Self::new(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_goes_before_the_first_of_the_list() {
        let words = WordList::new(["公开审理", "不公开", "不公开审理"]).expect("three words");
        let text = "依法不公开审理，后公开审理";
        assert_eq!(words.first(text).map(|range| &text[range]), Some("不公开"));
        assert!(words.is_in(text));
        assert!(!words.is_in("依法审理"));
    }
}
