//! Lists of words, sought all at once: a text is read once, however long the list.

use aho_corasick::packed;
use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError, Input, MatchKind};
use serde::Deserialize;

use super::{Found, Range};

/// The fastest automaton is made for lists no longer than this; for longer ones it would take long to make.
const MANY: usize = 100;

/// A list of words as data files write it.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct WordList {
    finder: Finder,
}

#[derive(Debug, Clone)]
enum Finder {
    /// Looks at many bytes with one instruction; for short lists, where the processor can.
    Packed(packed::Searcher),
    Automaton(AhoCorasick),
}

/// Which of several words that begin at one place is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preference {
    /// The one listed first.
    First,
    /// The longest.
    Longest,
}

impl WordList {
    /// Makes a list.
    pub fn new(
        words: impl IntoIterator<Item = impl AsRef<str>>,
        preference: Preference,
    ) -> Result<Self, BuildError> {
        let words: Vec<_> = words.into_iter().collect();
        let (packed, match_kind) = match preference {
            Preference::First => (packed::MatchKind::LeftmostFirst, MatchKind::LeftmostFirst),
            Preference::Longest => (packed::MatchKind::LeftmostLongest, MatchKind::LeftmostLongest),
        };
        let bytes = words.iter().map(|word| word.as_ref().as_bytes());
        if let Some(searcher) =
            packed::Config::new().match_kind(packed).builder().extend(bytes.clone()).build()
        {
            return Ok(Self { finder: Finder::Packed(searcher) });
        }
        // The bytes that begin Chinese characters are too few to skip ahead by them.
        let finder = AhoCorasick::builder()
            .match_kind(match_kind)
            .kind((words.len() <= MANY).then_some(AhoCorasickKind::DFA))
            .prefilter(false)
            .build(bytes)?;
        Ok(Self { finder: Finder::Automaton(finder) })
    }

    /// Whether one of the words stands in the text.
    pub fn is_in(&self, text: &str) -> bool {
        self.first(text).is_some()
    }

    /// Where the first of the words stands.
    pub fn first(&self, text: &str) -> Option<Range> {
        self.first_at(text, 0)
    }

    /// Where the first of the words stands, from byte `at` on.
    pub fn first_at(&self, text: &str, at: usize) -> Option<Range> {
        self.find_at(text, at).map(|found| found.range)
    }

    /// Every word in the text, one after the other, by its place in the list.
    pub fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found<usize>> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            let found = self.find_at(text, at)?;
            at = found.range.end;
            Some(found)
        })
    }

    fn find_at(&self, text: &str, at: usize) -> Option<Found<usize>> {
        let found = match &self.finder {
            Finder::Packed(searcher) => searcher.find_in(text, (at..text.len()).into())?,
            Finder::Automaton(automaton) => automaton.find(Input::new(text).range(at..))?,
        };
        Some(Found::new(found.pattern().as_usize(), found.range()))
    }
}

impl TryFrom<Vec<String>> for WordList {
    type Error = BuildError;

    fn try_from(words: Vec<String>) -> Result<Self, Self::Error> {
        Self::new(words, Preference::First)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 3] = ["公开审理", "不公开", "不公开审理"];

    #[test]
    fn the_first_place_goes_before_the_first_of_the_list() {
        let words = WordList::new(WORDS, Preference::First).expect("three words");
        let text = "依法不公开审理，后公开审理";
        assert_eq!(words.first(text).map(|range| &text[range]), Some("不公开"));
        let all: Vec<usize> = words.find_iter(text).map(|found| found.value).collect();
        assert_eq!(all, [1, 0]);
        assert!(!words.is_in("依法审理"));
    }

    #[test]
    fn the_longest_may_be_preferred_in_lists_of_any_length() {
        let text = "不公开审理";
        let others = (0..200).map(|number| format!("词{number}"));
        let long: Vec<String> = WORDS.iter().map(|&word| word.to_owned()).chain(others).collect();
        for words in [WORDS.iter().map(|&word| word.to_owned()).collect(), long] {
            let words = WordList::new(words, Preference::Longest).expect("a list of words");
            assert_eq!(words.first(text), Some(0..text.len()));
        }
    }
}
