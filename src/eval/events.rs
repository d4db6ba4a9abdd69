//! Which events a sentence tells and by which words: the halves of LawBench 2-9 and 2-10 at hand.
//!
//! The weights are fitted on these very sentences, so the honest figure is the cross-validated one that the training
//! wrote beside the weights; what the program itself scores here only shows that it computes what was trained.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::{data, table};
use crate::nlp::Models;
use crate::nlp::events::{by_lexicon, events};

/// GPT-4 without examples, as published.
const PUBLISHED: [&str; 2] = ["78.8", "65.1"];

#[derive(Deserialize)]
struct Question {
    instruction: String,
    #[serde(rename = "question")]
    sentence: String,
    answer: String,
}

/// Scores the lexicon alone and the shipped model, and tells the cross-validated figures.
pub fn run(folder: &Path) -> Result<String> {
    let models = Models::shipped();
    let which_events: Vec<Question> = data::records(&folder.join("lawbench/2-9.dev.jsonl.zst"))?;
    let which_words: Vec<Question> = data::records(&folder.join("lawbench/2-10.dev.jsonl.zst"))?;
    let (mut by_words, mut by_model) = (0.0, 0.0);
    for question in &which_events {
        let asked = question.asked();
        let right: BTreeSet<&str> = question.answer.split(';').collect();
        let lexicon = by_lexicon(&question.sentence, &asked);
        by_words += set_f1(&right, &lexicon.iter().map(|(kind, _)| *kind).collect());
        let told = events(models, &question.sentence, &asked)?;
        by_model += set_f1(&right, &told.iter().map(|event| event.kind).collect());
    }
    let (mut soft_words, mut soft_model) = (0.0, 0.0);
    for question in &which_words {
        let asked = question.asked();
        let right: Vec<&str> = question.answer.split(';').collect();
        soft_words += triggers(&right, &first_words(&question.sentence, &asked));
        let told = events(models, &question.sentence, &asked)?;
        soft_model += triggers(&right, &told.into_iter().map(|event| event.text).collect::<Vec<_>>());
    }
    let validated = |name: &str| {
        let figure =
            models.arrays("events").ok().and_then(|arrays| arrays.meta()["validated"][name].as_f64());
        figure.map_or_else(|| "—".to_owned(), |figure| format!("{:.1}", 100.0 * figure))
    };
    let row = |name: &str, key: &str, sums: [f64; 2], count: usize, published: &str| {
        let mean = |sum: f64| format!("{:.1}", 100.0 * sum / count.max(1) as f64);
        vec![name.to_owned(), mean(sums[0]), validated(key), mean(sums[1]), published.to_owned()]
    };
    let rows = [
        row("事件类型 F1（2-9）", "2-9", [by_words, by_model], which_events.len(), PUBLISHED[0]),
        row("触发词 soft-F1（2-10）", "2-10", [soft_words, soft_model], which_words.len(), PUBLISHED[1]),
    ];
    let heading = ["项目", "词表", "随附模型（交叉验证）", "随附模型（拟合所用句子）", "已发表（GPT-4）"];
    Ok(table::render(&heading, &rows))
}

impl Question {
    /// The types that the instruction lists.
    fn asked(&self) -> Vec<&str> {
        let after = self.instruction.split_once("事件包括：").map_or("", |(_, after)| after);
        let list = after.split_once('。').map_or(after, |(list, _)| list);
        list.split(['，', ',']).collect()
    }
}

/// The first sure word of each type, by position.
fn first_words(text: &str, asked: &[&str]) -> Vec<String> {
    let mut first: BTreeMap<&str, std::ops::Range<usize>> = BTreeMap::new();
    for (kind, range) in by_lexicon(text, asked) {
        first.entry(kind).or_insert(range);
    }
    let characters: Vec<char> = text.chars().collect();
    let mut ranges: Vec<_> = first.into_values().collect();
    ranges.sort_by_key(|range| range.start);
    ranges.into_iter().filter_map(|range| Some(characters.get(range)?.iter().collect())).collect()
}

/// F1 of two sets (LawBench 2-9).
fn set_f1(right: &BTreeSet<&str>, told: &BTreeSet<&str>) -> f64 {
    let hit = right.intersection(told).count();
    if hit == 0 {
        return 0.0;
    }
    2.0 * hit as f64 / (right.len() + told.len()) as f64
}

/// Soft F1 of two lists of words, compared place by place (LawBench 2-10).
fn triggers(right: &[&str], told: &[String]) -> f64 {
    let same: f64 = right.iter().zip(told).map(|(a, b)| character_f1(a, b)).sum();
    if right.is_empty() || told.is_empty() || same == 0.0 {
        return 0.0;
    }
    let (precision, recall) = (same / told.len() as f64, same / right.len() as f64);
    2.0 * precision * recall / (precision + recall)
}

/// F1 of two words as bags of letters and digits.
fn character_f1(right: &str, told: &str) -> f64 {
    let bag =
        |word: &str| -> Vec<char> { word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect() };
    let (right, mut left) = (bag(right), bag(told));
    let total = right.len() + left.len();
    let same = right
        .iter()
        .filter(|c| left.iter().position(|d| d == *c).map(|at| left.swap_remove(at)).is_some())
        .count();
    if total == 0 { 1.0 } else { 2.0 * same as f64 / total as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asked_types_are_read_with_either_comma() {
        let question = |list: &str| Question {
            instruction: format!("事件包括：{list}。请直接给出触发的事件"),
            sentence: String::new(),
            answer: String::new(),
        };
        assert_eq!(question("支付/给付，欺骗").asked(), ["支付/给付", "欺骗"]);
        assert_eq!(question("冲突,受损").asked(), ["冲突", "受损"]);
    }

    #[test]
    fn a_word_told_in_part_counts_in_part() {
        assert!((character_f1("抓获归案", "抓获") - 2.0 / 3.0).abs() < 1e-9);
        assert!((triggers(&["购买", "抓获"], &["购买".to_owned()]) - 2.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn sets_are_scored_by_f1() {
        let set = |items: &[&'static str]| items.iter().copied().collect::<BTreeSet<_>>();
        assert!((set_f1(&set(&["欺骗"]), &set(&["欺骗", "买入"])) - 2.0 / 3.0).abs() < 1e-9);
        assert!(set_f1(&set(&["欺骗"]), &set(&[])) < 1e-9);
    }
}
