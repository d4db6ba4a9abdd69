//! The word lists, read once.

use std::sync::LazyLock;

use crate::text::Pattern;

use serde::Deserialize;

/// Words and patterns about sums; `words.toml` says what each means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) taking: Vec<String>,
    pub(super) weak: Vec<String>,
    pub(super) worth: Vec<String>,
    pub(super) other: Vec<String>,
    pub(super) behind: Vec<String>,
    pub(super) pattern: Patterns,
}

/// One expression for each line of `[pattern]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Patterns {
    pub(super) never: Pattern,
    pub(super) repaid: Pattern,
    pub(super) returned: Pattern,
    pub(super) taken_behind: Pattern,
    pub(super) total: Pattern,
    pub(super) rounded: Pattern,
    pub(super) of_a_thing: Pattern,
    pub(super) price_of: Pattern,
    pub(super) evidence: Pattern,
    pub(super) opinion: Pattern,
    pub(super) earlier_case: Pattern,
    pub(super) afterwards: Pattern,
    pub(super) afterwards_paragraph: Pattern,
    pub(super) opens: Pattern,
    pub(super) first_person: Pattern,
    pub(super) restated: Pattern,
    pub(super) proceeds: Pattern,
    pub(super) not_proceeds: Pattern,
    pub(super) several: Pattern,
    pub(super) listed: Pattern,
    pub(super) closing: Pattern,
    pub(super) bare: Pattern,
}

pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).expect("the list is tested to parse"));

/// Where the last of the words ends, as far to the right as any does.
pub(super) fn nearest(words: &[String], text: &str) -> Option<usize> {
    words.iter().filter_map(|word| text.rfind(word.as_str()).map(|at| at + word.len())).max()
}

/// Whether one of the words stands in the text.
pub(super) fn has(words: &[String], text: &str) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}
