//! The same fact in two passages: a testimony finds what the court found, among 1,000 judgments.
//!
//! `benches/matching.tsv` says where the passages stand: case, then start and end of the query (a testimony, drawn) and of
//! the target (the found facts, at most 400 characters), in characters. `models/training/matching/pairs.py` chose them: held
//! out by case, no 24 characters shared between two targets or with a training case.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::{data, table};
use crate::nlp::Models;
use crate::nlp::matching::mask::{masked, names};
use crate::nlp::matching::{Passage, passages};

const LIST: &str = include_str!("../../benches/matching.tsv");
/// TF-IDF over character 1- and 2-grams on a comparable set, as measured before: raw, masked.
const PUBLISHED: [&str; 2] = ["83.4", "70.5"];

#[derive(Deserialize)]
struct Judgment {
    id: serde_json::Value,
    text: String,
}

/// Ranks all targets for each query, with names and numbers and without.
pub fn run(folder: &Path) -> Result<String> {
    let judgments: Vec<Judgment> = data::records(&folder.join("judgments/lecard.jsonl.zst"))?;
    let by_id: HashMap<String, &str> = judgments
        .iter()
        .map(|one| (one.id.to_string().trim_matches('"').to_owned(), one.text.as_str()))
        .collect();
    let (mut raw, mut hidden) = (Pairs::default(), Pairs::default());
    for line in LIST.lines() {
        let (query, target, judgment) = pair(line, &by_id)?;
        let people = names(judgment);
        hidden.queries.push(masked(&query, &people));
        hidden.targets.push(masked(&target, &people));
        raw.queries.push(query);
        raw.targets.push(target);
    }
    let mut rows = Vec::new();
    for (name, pairs, published) in [("原文", &raw, PUBLISHED[0]), ("隐去姓名、数字", &hidden, PUBLISHED[1])]
    {
        let [words, meaning, both] = pairs.shipped(Models::shipped())?;
        let cells = [pairs.tf_idf(), words, meaning, both].map(|ranks| recalls(&ranks));
        rows.push([name.to_owned()].into_iter().chain(cells).chain([published.to_owned()]).collect());
    }
    let heading = [
        "R@1 / R@5 / R@10",
        "TF-IDF 一二元字",
        "习得权重的字串",
        "向量",
        "随附（两者相加）",
        "已测得（TF-IDF）",
    ];
    Ok(format!("查询 {} 条，各自在全部查明事实中排序\n{}", raw.queries.len(), table::render(&heading, &rows)))
}

/// Query, target and whole judgment of a line of the list.
fn pair<'a>(line: &str, by_id: &HashMap<String, &'a str>) -> Result<(String, String, &'a str)> {
    let mut cells = line.split('\t');
    let id = cells.next().context("空行")?;
    let judgment = *by_id.get(id).with_context(|| format!("数据中没有案件 {id}"))?;
    let places: Vec<usize> = cells.map(str::parse).collect::<Result<_, _>>()?;
    let &[from, to, start, end] = places.as_slice() else { anyhow::bail!("案件 {id} 的位置不全") };
    let cut = |from: usize, to: usize| -> String {
        judgment.chars().skip(from).take(to.saturating_sub(from)).collect()
    };
    Ok((cut(from, to), cut(start, end), judgment))
}

#[derive(Default)]
struct Pairs {
    queries: Vec<String>,
    targets: Vec<String>,
}

impl Pairs {
    /// Ranks of the right targets by the words, by the embedding and by both.
    fn shipped(&self, models: &Models) -> Result<[Vec<usize>; 3]> {
        let prepared =
            |texts: &[String]| passages(models, &texts.iter().map(String::as_str).collect::<Vec<_>>());
        let (queries, targets) = (prepared(&self.queries)?, prepared(&self.targets)?);
        let by = |score: &dyn Fn(&Passage, &Passage) -> f32| -> Vec<usize> {
            let ranks = queries.iter().enumerate().map(|(at, query)| {
                rank(&targets.iter().map(|target| score(query, target)).collect::<Vec<_>>(), at)
            });
            ranks.collect()
        };
        let words = by(&|query, target| query.likeness(target).words);
        let meaning = by(&|query, target| query.likeness(target).meaning);
        let both = queries.iter().enumerate().map(|(at, query)| {
            query.order(&targets).iter().position(|(target, _)| *target == at).unwrap_or(usize::MAX)
        });
        Ok([words, meaning, both.collect()])
    }

    /// Ranks by TF-IDF over character 1- and 2-grams, idf over the passages themselves.
    fn tf_idf(&self) -> Vec<usize> {
        let counted = |text: &String| {
            let letters: Vec<char> = text.to_lowercase().chars().collect();
            let mut counts: BTreeMap<&[char], f32> = BTreeMap::new();
            let grams = letters.windows(1).chain(letters.windows(2));
            grams.for_each(|gram| *counts.entry(gram).or_default() += 1.0);
            counts
                .into_iter()
                .map(|(gram, count)| (gram.to_vec(), 1.0 + count.ln()))
                .collect::<BTreeMap<_, _>>()
        };
        let queries: Vec<_> = self.queries.iter().map(counted).collect();
        let targets: Vec<_> = self.targets.iter().map(counted).collect();
        let mut present: HashMap<&[char], f32> = HashMap::new();
        for gram in queries.iter().chain(&targets).flat_map(|text| text.keys()) {
            *present.entry(gram.as_slice()).or_default() += 1.0;
        }
        let all = (queries.len() + targets.len()) as f32;
        let weighted = |text: &BTreeMap<Vec<char>, f32>| -> Vec<f32> {
            text.iter()
                .map(|(gram, value)| value * (((1.0 + all) / (1.0 + present[gram.as_slice()])).ln() + 1.0))
                .collect()
        };
        let mut postings: HashMap<&[char], Vec<(usize, f32)>> = HashMap::new();
        for (at, text) in targets.iter().enumerate() {
            let values = weighted(text);
            let length = values.iter().map(|value| value * value).sum::<f32>().sqrt().max(1e-9);
            for (gram, value) in text.keys().zip(values) {
                postings.entry(gram.as_slice()).or_default().push((at, value / length));
            }
        }
        let ranks = queries.iter().enumerate().map(|(at, text)| {
            let mut scores = vec![0.0; targets.len()];
            for (gram, value) in text.keys().zip(weighted(text)) {
                for (target, other) in postings.get(gram.as_slice()).into_iter().flatten() {
                    scores[*target] += value * other;
                }
            }
            rank(&scores, at)
        });
        ranks.collect()
    }
}

/// How many targets score better than the right one.
fn rank(scores: &[f32], right: usize) -> usize {
    let own = scores.get(right).copied().unwrap_or(f32::NEG_INFINITY);
    scores.iter().filter(|score| **score > own).count()
}

fn recalls(ranks: &[usize]) -> String {
    let within = |limit: usize| {
        100.0 * ranks.iter().filter(|rank| **rank < limit).count() as f64 / ranks.len().max(1) as f64
    };
    format!("{:.1} / {:.1} / {:.1}", within(1), within(5), within(10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shared_words_decide_the_baseline() {
        let texts = |items: &[&str]| items.iter().map(|&item| item.to_owned()).collect();
        let pairs = Pairs {
            queries: texts(&["在云岭县偷了手机", "在青城市开车撞人"]),
            targets: texts(&["云岭县盗窃手机一案", "青城市驾车撞人一案"]),
        };
        assert_eq!(pairs.tf_idf(), [0, 0]);
    }

    #[test]
    fn recalls_count_the_ranks_below_a_limit() {
        assert_eq!(recalls(&[0, 3, 7, 20]), "25.0 / 50.0 / 75.0");
    }

    #[test]
    fn every_line_of_the_list_has_a_case_and_four_places() {
        assert_eq!(LIST.lines().count(), 1000);
        assert!(LIST.lines().all(|line| line.split('\t').count() == 5));
    }
}
