//! Places where an event may be triggered: matches of the lexicon. `models/training/events/candidates.py` finds the same ones.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A word that triggers events of a type, in characters of the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) kind: &'static str,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether the word nearly always triggers the type.
    pub(super) sure: bool,
}

#[derive(Deserialize)]
struct Table {
    nothing: Vec<Words>,
    #[serde(rename = "type")]
    types: Vec<Type>,
}

#[derive(Deserialize)]
struct Words {
    words: String,
}

#[derive(Deserialize)]
struct Type {
    name: String,
    #[serde(default)]
    sure: String,
    #[serde(default)]
    likely: String,
}

struct Lexicon {
    /// What a word may trigger; words that only keep shorter ones from matching have no entry.
    words: HashMap<Vec<char>, Vec<(&'static str, bool)>>,
    types: Vec<&'static str>,
    longest: usize,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("lexicon.toml")).expect("the shipped lexicon is valid");
    let mut words: HashMap<Vec<char>, Vec<(&'static str, bool)>> = HashMap::new();
    for blocker in table.nothing.iter().flat_map(|entry| entry.words.split_whitespace()) {
        words.entry(key(blocker)).or_default();
    }
    let mut types = Vec::new();
    for entry in table.types {
        let name: &'static str = entry.name.leak();
        types.push(name);
        for (list, sure) in [(&entry.sure, true), (&entry.likely, false)] {
            for word in list.split_whitespace() {
                let uses = words.entry(key(word)).or_default();
                if uses.iter().all(|(kind, _)| *kind != name) {
                    uses.push((name, sure));
                }
            }
        }
    }
    let longest = words.keys().map(Vec::len).max().unwrap_or(0);
    Lexicon { words, types, longest }
});

/// Candidates of a folded sentence from left to right. A match inside a longer match is dropped.
pub(super) fn candidates(sentence: &[char]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut reach = 0;
    for start in 0..sentence.len() {
        let Some((end, uses)) = longest_at(sentence, start) else { continue };
        if end > reach {
            reach = end;
            found.extend(uses.iter().map(|&(kind, sure)| Candidate { kind, start, end, sure }));
        }
    }
    found
}

/// The names of all types, in the order of the lexicon.
pub(super) fn types() -> impl Iterator<Item = &'static str> {
    LEXICON.types.iter().copied()
}

fn longest_at(sentence: &[char], start: usize) -> Option<(usize, &'static [(&'static str, bool)])> {
    let longest = LEXICON.longest.min(sentence.len() - start);
    (1..=longest).rev().find_map(|length| {
        let uses = LEXICON.words.get(sentence.get(start..start + length)?)?;
        Some((start + length, uses.as_slice()))
    })
}

fn key(word: &str) -> Vec<char> {
    word.chars().map(crate::nlp::fold).collect()
}
