//! The cue table `kinds.toml`: what titles, numbers and phrases tell the kinds apart.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::DocumentKind;

/// Where in a text a phrase counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    Head,
    Any,
    Tail,
}

/// What a phrase says about one kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vote {
    pub kind: DocumentKind,
    pub zone: Zone,
    /// Below zero: speaks against the kind.
    pub weight: f32,
}

/// The parsed table.
pub(super) struct Cues {
    /// Finds titles; the pattern number leads into `title_kinds`.
    pub titles: AhoCorasick,
    pub title_kinds: Vec<DocumentKind>,
    /// Finds phrases, overlapping; the pattern number leads into `votes`.
    pub phrases: AhoCorasick,
    pub votes: Vec<Vec<Vote>>,
    /// Endings of document numbers before the year, or words after it, by kind.
    pub numbers: Vec<(String, DocumentKind)>,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Entry {
    titles: Vec<String>,
    number: Vec<String>,
    head: Vec<String>,
    any: Vec<String>,
    tail: Vec<String>,
    against: Vec<String>,
}

/// The table shipped with the program.
pub(super) static CUES: LazyLock<Cues> = LazyLock::new(|| build(include_str!("kinds.toml")));

fn build(source: &str) -> Cues {
    // The file is part of the program and a test parses it; an empty table recognises nothing.
    let table: BTreeMap<String, Entry> = toml::from_str(source).unwrap_or_default();
    let (mut titles, mut title_kinds, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    let mut phrases: Vec<String> = Vec::new();
    let mut votes: Vec<Vec<Vote>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for &kind in DocumentKind::ALL {
        let Some(entry) = table.get(kind.label()) else { continue };
        title_kinds.extend(entry.titles.iter().map(|_| kind));
        titles.extend(entry.titles.iter().cloned());
        numbers.extend(entry.number.iter().map(|number| (number.clone(), kind)));
        let zones = [
            (&entry.head, Zone::Head, 1.0),
            (&entry.any, Zone::Any, 1.0),
            (&entry.tail, Zone::Tail, 1.0),
            (&entry.against, Zone::Any, -1.0),
        ];
        for (list, zone, sign) in zones {
            for cue in list {
                let (phrase, weight) = weighted(cue);
                let at = *known.entry(phrase.to_owned()).or_insert_with(|| {
                    phrases.push(phrase.to_owned());
                    votes.push(Vec::new());
                    phrases.len() - 1
                });
                votes[at].push(Vote { kind, zone, weight: weight * sign });
            }
        }
    }
    Cues { titles: longest_first(&titles), title_kinds, phrases: automaton(&phrases), votes, numbers }
}

/// `判决如下@1.5` is the phrase 判决如下 with weight 1.5; without `@` the weight is 1.
fn weighted(cue: &str) -> (&str, f32) {
    let Some((phrase, weight)) = cue.split_once('@') else { return (cue, 1.0) };
    (phrase, weight.parse().unwrap_or(1.0))
}

fn longest_first(patterns: &[String]) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(patterns)
        .unwrap_or_else(|_| automaton(&[]))
}

fn automaton(patterns: &[String]) -> AhoCorasick {
    AhoCorasick::new(patterns).expect("a list of short literals builds")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_title_and_every_entry_is_a_kind() {
        let table: BTreeMap<String, Entry> = toml::from_str(include_str!("kinds.toml")).expect("valid table");
        for kind in DocumentKind::ALL.iter().filter(|&&kind| kind != DocumentKind::Unknown) {
            let entry = table.get(kind.label()).unwrap_or_else(|| panic!("{} is missing", kind.label()));
            assert!(!entry.titles.is_empty(), "{}", kind.label());
        }
        assert_eq!(table.len(), DocumentKind::ALL.len() - 1);
        for entry in table.values() {
            for cue in entry.head.iter().chain(&entry.any).chain(&entry.tail).chain(&entry.against) {
                assert!(
                    !cue.contains('@') || cue.split_once('@').is_some_and(|(_, w)| w.parse::<f32>().is_ok())
                );
                assert!(!cue.contains(['[', '(', ',', ':', ' ']), "{cue} is not in normal form");
            }
        }
    }
}
