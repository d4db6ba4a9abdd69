//! Word lists of the party paragraphs.

use std::sync::LazyLock;

use serde::Deserialize;

/// Labels that introduce a person.
#[derive(Deserialize)]
pub(super) struct Labels {
    pub accused: Vec<String>,
    pub victim: Vec<String>,
    pub civil_claimant: Vec<String>,
    pub civil_defendant: Vec<String>,
    pub guardian: Vec<String>,
    pub representative: Vec<String>,
    pub organisation: Vec<String>,
    pub defender: Vec<String>,
    pub other: Vec<String>,
    /// Words that no person's name holds.
    pub not_names: Vec<String>,
    /// Words that no name of five characters or more holds.
    pub not_in_long_names: Vec<String>,
}

/// Words that lead the fields of a person.
#[derive(Deserialize)]
pub(super) struct Fields {
    pub sex: Vec<String>,
    pub birth: Vec<String>,
    pub identity: Vec<String>,
    pub ethnicity: Vec<String>,
    pub education: Vec<String>,
    pub occupation: Vec<String>,
    pub birthplace: Vec<String>,
    pub household: Vec<String>,
    pub address: Vec<String>,
    pub alias: Vec<String>,
    pub skip: Vec<String>,
    pub no_occupation: Vec<String>,
    pub education_words: Vec<String>,
    pub occupation_words: Vec<String>,
}

/// See `data/labels.toml`.
pub(super) static LABELS: LazyLock<Labels> =
    LazyLock::new(|| toml::from_str(include_str!("data/labels.toml")).expect("the shipped list parses"));

/// See `data/fields.toml`.
pub(super) static FIELDS: LazyLock<Fields> =
    LazyLock::new(|| toml::from_str(include_str!("data/fields.toml")).expect("the shipped list parses"));

/// Whether a text holds one of the words.
pub(super) fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
