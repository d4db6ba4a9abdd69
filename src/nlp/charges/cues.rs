//! Cues: words that are told of few charges only. A cue of several parts needs them in one sentence.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::decide::Told;

#[derive(Deserialize)]
struct File {
    strong: BTreeMap<String, Vec<String>>,
}

struct Table {
    /// Parts of every cue, as numbers of patterns.
    cues: Vec<Vec<u32>>,
    /// Numbers of the cues of a charge. Cues are sorted by charge and text, as in `models/training/charges/cues.py`.
    by_charge: BTreeMap<String, Range<usize>>,
    machine: AhoCorasick,
    lengths: Vec<usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("cues.toml")).expect("the list is tested to parse");
    let mut parts: BTreeMap<&str, u32> = BTreeMap::new();
    let mut cues = Vec::new();
    let mut by_charge = BTreeMap::new();
    for (charge, written) in &file.strong {
        let mut written: Vec<&str> = written.iter().map(String::as_str).collect();
        written.sort_unstable();
        written.dedup();
        let first = cues.len();
        for cue in written {
            let mut numbers = Vec::new();
            for part in cue.split('+') {
                let next = parts.len() as u32;
                numbers.push(*parts.entry(part).or_insert(next));
            }
            cues.push(numbers);
        }
        by_charge.insert(charge.clone(), first..cues.len());
    }
    let mut patterns: Vec<(&str, u32)> = parts.into_iter().collect();
    patterns.sort_unstable_by_key(|(_, number)| *number);
    let machine =
        AhoCorasick::new(patterns.iter().map(|(part, _)| part)).expect("some thousand short patterns fit");
    Table { cues, by_charge, machine, lengths: patterns.iter().map(|(part, _)| part.len()).collect() }
});

/// How many cues there are.
pub(super) fn count() -> usize {
    TABLE.cues.len()
}

/// Where the parts of cues stand in a text.
pub(super) struct Hits {
    /// For each part: sentence and byte of every place.
    places: Vec<Vec<(u32, usize)>>,
}

impl Hits {
    /// Looks for every part at once.
    pub(super) fn of(text: &str) -> Self {
        let mut places = vec![Vec::new(); TABLE.lengths.len()];
        let mut ends = text.match_indices(['。', '；', '\n']).map(|(at, _)| at).peekable();
        let mut sentence = 0;
        for found in TABLE.machine.find_overlapping_iter(text) {
            while ends.next_if(|&end| end < found.end()).is_some() {
                sentence += 1;
            }
            places[found.pattern().as_usize()].push((sentence, found.start()));
        }
        Self { places }
    }

    /// The best cue of a charge and the sum of all.
    pub(super) fn told(&self, charge: &str, worth: &[f32]) -> Told {
        let mut told = Told::default();
        for cue in self.hit(charge) {
            let worth = worth.get(cue).copied().unwrap_or_default();
            told.best = told.best.max(worth);
            told.sum += worth;
        }
        told
    }

    /// Characters of the cues of a charge, the most telling first.
    pub(super) fn places(&self, charge: &str, worth: &[f32], text: &str) -> Vec<Range<usize>> {
        let mut cues: Vec<usize> =
            self.hit(charge).filter(|&cue| worth.get(cue).is_some_and(|w| *w > 0.0)).collect();
        cues.sort_by(|&a, &b| worth[b].total_cmp(&worth[a]));
        let mut found: Vec<Range<usize>> = Vec::new();
        for cue in cues {
            let Some(sentence) = self.sentence(cue) else { continue };
            for &part in &TABLE.cues[cue] {
                let place = self.places[part as usize].iter().find(|(other, _)| *other == sentence);
                let Some(&(_, start)) = place else { continue };
                let before = text[..start].chars().count();
                let length = text[start..start + TABLE.lengths[part as usize]].chars().count();
                let place = before..before + length;
                // 禁渔期 rather than 禁渔.
                found.retain(|known| known.start < place.start || place.end < known.end);
                if found.iter().all(|known| place.end <= known.start || known.end <= place.start) {
                    found.push(place);
                }
            }
        }
        found
    }

    fn hit(&self, charge: &str) -> impl Iterator<Item = usize> {
        let cues = TABLE.by_charge.get(charge).cloned().unwrap_or_default();
        cues.filter(|&cue| self.sentence(cue).is_some())
    }

    /// The first sentence that has all parts of a cue.
    fn sentence(&self, cue: usize) -> Option<u32> {
        let (first, others) = TABLE.cues[cue].split_first()?;
        let has = |part: &u32, sentence: u32| {
            self.places[*part as usize].iter().any(|(other, _)| *other == sentence)
        };
        self.places[*first as usize]
            .iter()
            .map(|(sentence, _)| *sentence)
            .find(|&sentence| others.iter().all(|part| has(part, sentence)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::charges;

    #[test]
    fn parts_of_a_cue_stand_in_one_sentence() {
        let worth = vec![1.0; count()];
        let told = |text: &str| Hits::of(text).told("拒不支付劳动报酬", &worth).sum;
        assert!(told("林小舟拖欠赵某某工资后离开。") > 0.0);
        assert!(told("林小舟拖欠房租。赵某某领取工资。").abs() < f32::EPSILON);
    }

    #[test]
    fn places_are_those_of_the_words() {
        let worth = vec![1.0; count()];
        let text = "甲。林小舟在禁渔期捕捞。";
        let places = Hits::of(text).places("非法捕捞水产品", &worth, text);
        let words: Vec<String> =
            places.iter().map(|place| text.chars().skip(place.start).take(place.len()).collect()).collect();
        assert!(words.contains(&"捕捞".to_owned()) && words.contains(&"禁渔期".to_owned()), "{words:?}");
    }

    #[test]
    fn nearly_every_charge_is_one_of_the_law() {
        // Group names of the training data, which the law does not have.
        let groups = ["走私", "经济犯", "制造、贩卖、传播淫秽物品", "组织、强迫、引诱、容留、介绍卖淫"];
        let unknown: Vec<&String> = TABLE
            .by_charge
            .keys()
            .filter(|charge| !groups.contains(&charge.as_str()) && charges::find(charge).is_none())
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
