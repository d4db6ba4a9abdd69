//! The labelled passages, and the fifth of the drug set that no training saw.

use std::collections::HashMap;
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::eval::data::records;

/// Texts that share this many characters in a row are near-duplicates.
const WINDOW: usize = 24;

/// A text with the spans somebody marked.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Passage {
    pub(super) text: String,
    #[serde(rename = "entities")]
    pub(super) spans: Vec<Labelled>,
}

/// A marked span, in characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
pub(super) struct Labelled {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) label: String,
}

/// A LawBench 2-6 sentence with the values of every field of its answer.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) text: String,
    pub(super) fields: Vec<(String, String)>,
}

/// A file of the entities folder.
pub(super) fn read(data: &Path, name: &str) -> Result<Vec<Passage>> {
    records(&data.join(format!("entities/{name}.jsonl.zst")))
}

/// The LawBench 2-6 sentences of the development half.
pub(super) fn lawbench(data: &Path) -> Result<Vec<Question>> {
    #[derive(Deserialize)]
    struct Record {
        question: String,
        answer: String,
    }
    let records: Vec<Record> = records(&data.join("lawbench/2-6.dev.jsonl.zst"))?;
    Ok(records
        .into_iter()
        .map(|record| {
            let text = record.question.trim();
            let fields = record.answer.split(';').filter_map(|part| part.split_once(':'));
            Question {
                text: text.strip_prefix("句子:").unwrap_or(text).trim().to_owned(),
                fields: fields.map(|(field, values)| (field.to_owned(), values.to_owned())).collect(),
            }
        })
        .collect())
}

/// The held-out fifth: whole groups of near-duplicates, by hash; the largest group always trains.
pub(super) fn held_out(passages: Vec<Passage>) -> Vec<Passage> {
    let groups = groups(&passages);
    let mut first_text: HashMap<usize, (&str, usize)> = HashMap::new();
    for (passage, group) in passages.iter().zip(&groups) {
        let entry = first_text.entry(*group).or_insert((&passage.text, 0));
        entry.0 = entry.0.min(&passage.text);
        entry.1 += 1;
    }
    let largest = first_text.iter().max_by_key(|(_, (_, size))| *size).map(|(group, _)| *group);
    let held: Vec<bool> = groups
        .iter()
        .map(|group| Some(*group) != largest && first_text.get(group).is_some_and(|(text, _)| is_held(text)))
        .collect();
    passages.into_iter().zip(held).filter(|(_, held)| *held).map(|(passage, _)| passage).collect()
}

fn is_held(text: &str) -> bool {
    let digest = Sha256::digest(text);
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]) % 5 == 0
}

/// A group number for every passage; passages that share a window share the number.
fn groups(passages: &[Passage]) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..passages.len()).collect();
    let mut seen: HashMap<Vec<char>, usize> = HashMap::new();
    for (number, passage) in passages.iter().enumerate() {
        let characters: Vec<char> = passage.text.chars().collect();
        for window in characters.windows(WINDOW.min(characters.len()).max(1)) {
            let first = *seen.entry(window.to_vec()).or_insert(number);
            let (a, b) = (root(&mut parent, number), root(&mut parent, first));
            parent[a] = b;
        }
    }
    (0..passages.len()).map(|number| root(&mut parent, number)).collect()
}

fn root(parent: &mut [usize], mut number: usize) -> usize {
    while parent[number] != number {
        parent[number] = parent[parent[number]];
        number = parent[number];
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(text: &str) -> Passage {
        Passage { text: text.to_owned(), spans: Vec::new() }
    }

    #[test]
    fn near_duplicates_share_a_group() {
        let shared = "被告人赵某某在青城市云岭县某小区门口向他人贩卖毒品后被抓获";
        let set =
            [passage(&format!("一、{shared}。")), passage("另一件事"), passage(&format!("二、{shared}，"))];
        let groups = groups(&set);
        assert_eq!(groups[0], groups[2]);
        assert_ne!(groups[0], groups[1]);
    }

    #[test]
    fn the_largest_group_is_never_held_out() {
        let shared = "青城市云岭县的同一段话出现在许多篇文书之中，一字不差地抄来抄去";
        let set: Vec<Passage> = (0..40).map(|number| passage(&format!("{number}{shared}"))).collect();
        assert!(held_out(set).is_empty());
    }
}
