//! Word lists of earlier convictions and sanctions.

use std::sync::LazyLock;

use serde::Deserialize;

/// See `data/priors.toml`.
#[derive(Deserialize)]
pub(super) struct Words {
    pub punishment_heads: Vec<String>,
    pub goes_on: Vec<String>,
    pub names_another_thing: Vec<String>,
    pub present_case: Vec<String>,
    pub measures: Vec<String>,
}

pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../data/priors.toml")).expect("the shipped list parses"));

/// Whether a text starts with one of the words.
pub(super) fn starts(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.starts_with(word.as_str()))
}

/// Where the first of the words stands.
pub(super) fn first(text: &str, words: &[String]) -> Option<usize> {
    words.iter().filter_map(|word| text.find(word.as_str())).min()
}

/// End of the last of the words.
pub(super) fn last_end(text: &str, words: &[String]) -> Option<usize> {
    words.iter().filter_map(|word| text.rfind(word.as_str()).map(|at| at + word.len())).max()
}
