//! Regular expressions that count characters, asked only where one that does not count finds something.
//!
//! `被告人[^。]{0,60}指控` makes its automaton remember at which of sixty characters it stands, so that nearly every
//! byte of real text leads to a state it has never seen. `被告人[^。]*指控` needs a few states and finds all the other
//! finds, and more. Mostly it finds nothing; then the other is not asked.

use std::borrow::Cow;
use std::sync::OnceLock;

use regex::{Captures, Match, Regex, RegexBuilder};
use serde::{Deserialize, Deserializer, de};

/// Shorter gaps cost no more than asking twice.
const LONG_GAP: usize = 8;

/// What `\p{Han}` stands for: the ideographs that the normaliser leaves, in two ranges instead of twenty.
const IDEOGRAPH: &str = r"[〇々\u{3400}-\u{9FFF}\u{20000}-\u{3FFFF}]";

/// A regular expression that finds what [`Regex`] finds, at little cost where that is nothing. It is compiled when it
/// is first asked: of some hundred patterns a paper needs a few.
#[derive(Debug)]
pub struct Pattern {
    source: Cow<'static, str>,
    /// The same without counts; none where nothing is counted.
    loose: OnceLock<Option<Regex>>,
    exact: OnceLock<Regex>,
}

impl Pattern {
    /// Takes a pattern in the syntax of [`regex`].
    pub fn new(source: &str) -> Result<Self, regex::Error> {
        // Builds with tests compile all of them at once, so that no mistake waits for its first text.
        if cfg!(debug_assertions) {
            Regex::new(source)?;
        }
        Ok(Self { source: Cow::Owned(source.to_owned()), ..Self::fixed("") })
    }

    /// A pattern written into the program, for a `static`.
    pub const fn fixed(source: &'static str) -> Self {
        Self { source: Cow::Borrowed(source), loose: OnceLock::new(), exact: OnceLock::new() }
    }

    /// Whether the pattern is found anywhere.
    pub fn is_match(&self, text: &str) -> bool {
        self.loose().is_none_or(|loose| loose.is_match(text)) && self.exact().is_match(text)
    }

    /// The first find.
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.find_at(text, 0)
    }

    /// The first find from byte `at` on; what stands before is still looked back at.
    pub fn find_at<'t>(&self, text: &'t str, at: usize) -> Option<Match<'t>> {
        self.exact().find_at(text, self.earliest(text, at)?)
    }

    /// Every find, one after the other.
    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        successive(text, move |at| {
            let found = self.find_at(text, at)?;
            Some((found.range(), found))
        })
    }

    /// The first find with its groups.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.captures_at(text, 0)
    }

    /// The first find from byte `at` on, with its groups.
    pub fn captures_at<'t>(&self, text: &'t str, at: usize) -> Option<Captures<'t>> {
        self.exact().captures_at(text, self.earliest(text, at)?)
    }

    /// Every find with its groups.
    pub fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        successive(text, move |at| {
            let captures = self.captures_at(text, at)?;
            Some((captures.get(0)?.range(), captures))
        })
    }

    /// Where the first find may begin at the earliest.
    fn earliest(&self, text: &str, at: usize) -> Option<usize> {
        let Some(loose) = self.loose() else { return Some(at) };
        loose.find_at(text, at).map(|found| found.start())
    }

    fn loose(&self) -> Option<&Regex> {
        let compile = |loose: String| Regex::new(&loose).expect("it differs from the other in counts alone");
        let loose = || {
            let source = self.source();
            // Builds with tests compile what may not be asked for long.
            debug_assert!(Regex::new(&source).is_ok(), "{source}");
            without_counts(&source).map(compile)
        };
        self.loose.get_or_init(loose).as_ref()
    }

    fn exact(&self) -> &Regex {
        let compile = if self.loose().is_some() { counting } else { Regex::new };
        self.exact.get_or_init(|| compile(&self.source()).expect("the patterns are tested to compile"))
    }

    fn source(&self) -> String {
        self.source.replace(r"\p{Han}", IDEOGRAPH)
    }
}

/// Read from the expression as it is written in a table.
impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(source)?).map_err(de::Error::custom)
    }
}

/// A regular expression that is asked where it mostly finds: there backtracking over the few characters of the find is
/// cheaper than a new state for each, so that it gets no memory to keep states in. One that is found at the end alone
/// is sought backwards from there, by states.
fn counting(source: &str) -> Result<Regex, regex::Error> {
    let mut builder = RegexBuilder::new(source);
    if !source.ends_with('$') {
        builder.dfa_size_limit(0);
    }
    builder.build()
}

/// Finds that follow each other. A find of no width right after another is none, as in [`Regex::find_iter`].
fn successive<T>(
    text: &str,
    find_at: impl Fn(usize) -> Option<(std::ops::Range<usize>, T)>,
) -> impl Iterator<Item = T> {
    let after = |at: usize| at + text[at..].chars().next().map_or(1, char::len_utf8);
    let (mut at, mut last) = (0, None);
    std::iter::from_fn(move || {
        while at <= text.len() {
            let (range, found) = find_at(at)?;
            let is_new = !range.is_empty() || last != Some(range.end);
            at = if range.is_empty() { after(range.end) } else { range.end };
            last = Some(range.end);
            if is_new {
                return Some(found);
            }
        }
        None
    })
}

/// The pattern with any number of characters in each long gap; none where it has no such gap.
fn without_counts(source: &str) -> Option<String> {
    let mut loose = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(open) = rest.find('{') {
        loose.push_str(&rest[..open]);
        if let Some((repeat, after)) = long_gap(&rest[open..]) {
            loose.push(repeat);
            rest = after;
        } else {
            loose.push('{');
            rest = &rest[open + 1..];
        }
    }
    loose.push_str(rest);
    (loose != source).then_some(loose)
}

/// `{0,60}` at the head of `words` as `*`, `{2,60}` as `+`, and what follows.
fn long_gap(words: &str) -> Option<(char, &str)> {
    let (counts, after) = words.strip_prefix('{')?.split_once('}')?;
    let (least, most) = counts.split_once(',')?;
    let (least, most): (usize, usize) = (least.parse().ok()?, most.parse().ok()?);
    (most >= LONG_GAP).then_some((if least == 0 { '*' } else { '+' }, after))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_long_gaps_lose_their_counts() {
        let loose = |source: &str| without_counts(source);
        assert_eq!(loose(r"被告人[^。]{0,60}?\p{Han}{2,9}罪").as_deref(), Some(r"被告人[^。]*?\p{Han}+罪"));
        assert_eq!(loose(r"\p{Han}{1,4}[0-9]{4}年"), None);
    }

    #[test]
    fn a_gap_too_long_is_no_find() {
        let pattern = Pattern::new("甲[^。]{0,8}乙").expect("a constant pattern");
        assert!(pattern.is_match("甲一二三四五六七八乙"));
        assert!(!pattern.is_match("甲一二三四五六七八九乙"));
        let found = pattern.find("甲一二三四五六七八九甲乙").expect("the second begins near enough");
        assert_eq!(found.as_str(), "甲乙");
    }

    proptest! {
        #[test]
        fn finds_are_those_of_a_regex(text in "[甲乙丙。]{0,60}") {
            for source in ["甲[^。]{0,8}?乙", "^[^。]{2,9}(?:乙|丙$)|甲{3,8}", "(?P<a>[甲丙]{1,10})乙", "[乙丙]{0,8}?"] {
                let (pattern, regex) = (Pattern::new(source).unwrap(), Regex::new(source).unwrap());
                let finds: Vec<_> = pattern.find_iter(&text).map(|found| found.range()).collect();
                let expected: Vec<_> = regex.find_iter(&text).map(|found| found.range()).collect();
                prop_assert_eq!(&finds, &expected, "{}", source);
                let groups = |captures: Captures<'_>| -> Vec<_> {
                    captures.iter().map(|group| group.map(|one| one.range())).collect()
                };
                let finds: Vec<_> = pattern.captures_iter(&text).map(groups).collect();
                let expected: Vec<_> = regex.captures_iter(&text).map(groups).collect();
                prop_assert_eq!(finds, expected, "{}", source);
                prop_assert_eq!(pattern.is_match(&text), regex.is_match(&text), "{}", source);
            }
        }
    }
}
