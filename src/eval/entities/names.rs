//! Invented names in place of masked ones, made of characters that training never used for names.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context, Result};
use regex::Regex;
use sha2::{Digest, Sha256};

use super::passages::{Labelled, Passage};

/// Characters that hide a part of a name.
const MASKS: &str = "某×xX*＊Ｘ";
/// Masked mentions that nobody labelled.
static UNLABELLED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[一-龥](?:某某|×{1,2}|某[甲乙丙丁戊己庚\d])[甲乙丙丁戊己庚]?\d?").ok());

/// Makes up names.
pub(super) struct Namer {
    state: u64,
    surnames: Vec<(String, f64)>,
    given: Vec<(String, f64)>,
    known: HashSet<char>,
}

impl Namer {
    /// Family names, and those characters of given names that are kept for testing.
    pub(super) fn read(data: &Path, seed: u64) -> Result<Self> {
        let surnames = column(&data.join("lexicon/surnames.csv"), "surname", "ppm.1930_2008")?;
        let mut given = column(&data.join("lexicon/given_name_characters.csv"), "character", "name.ppm")?;
        given.retain(|(character, _)| Sha256::digest(character)[0] % 2 == 1);
        let known = surnames.iter().filter_map(|(name, _)| single(name)).collect();
        Ok(Self { state: seed, surnames, given, known })
    }

    /// The passage with an invented name for every masked one, the same for the same.
    pub(super) fn renamed(&mut self, passage: &Passage, persons: &[&str]) -> Passage {
        let characters: Vec<char> = passage.text.chars().collect();
        let masked = self.masked(&characters, passage, persons);
        let mut chosen: HashMap<&[char], Vec<char>> = HashMap::new();
        let mut out: Vec<char> = Vec::new();
        let mut places = vec![0; characters.len() + 1];
        let mut at = 0;
        while at < characters.len() {
            places[at] = out.len();
            let here = masked.iter().find(|name| characters[at..].starts_with(name)).map(Vec::as_slice);
            if let Some(name) = here.filter(|name| !cut(&passage.spans, at, at + name.len())) {
                let new = chosen.entry(name).or_insert_with(|| self.invented(name[0]));
                out.extend(new.iter());
                at += name.len();
            } else {
                out.push(characters[at]);
                at += 1;
            }
        }
        places[at] = out.len();
        let moved = |span: &Labelled| Labelled {
            start: places[span.start],
            end: places[span.end],
            label: span.label.clone(),
        };
        Passage { text: out.into_iter().collect(), spans: passage.spans.iter().map(moved).collect() }
    }

    /// Every masked name of the passage, longest first.
    fn masked(&self, characters: &[char], passage: &Passage, persons: &[&str]) -> Vec<Vec<char>> {
        let labelled = passage.spans.iter().filter(|span| persons.contains(&span.label.as_str()));
        let mut names: Vec<Vec<char>> = labelled
            .map(|span| characters[span.start..span.end].to_vec())
            .filter(|name| name.len() >= 2 && name.iter().any(|c| MASKS.contains(*c)))
            .collect();
        let others = UNLABELLED.iter().flat_map(|pattern| pattern.find_iter(&passage.text));
        names.extend(
            others
                .map(|found| found.as_str().chars().collect())
                .filter(|name: &Vec<char>| self.known.contains(&name[0])),
        );
        names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        names.dedup();
        names
    }

    /// A name that keeps the family name a mask shows.
    fn invented(&mut self, first: char) -> Vec<char> {
        let surname = if self.known.contains(&first) && self.next() < 0.8 {
            first.to_string()
        } else {
            let point = self.next();
            pick(&self.surnames, point)
        };
        let mut name = surname;
        for _ in 0..if self.next() < 0.3 { 1 } else { 2 } {
            let point = self.next();
            name.push_str(&pick(&self.given, point));
        }
        name.chars().collect()
    }

    /// A number from 0 to 1 (splitmix64).
    fn next(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// The entry at a point from 0 to 1 of the summed weights.
fn pick(weighted: &[(String, f64)], point: f64) -> String {
    let mut left = point * weighted.iter().map(|(_, weight)| weight).sum::<f64>();
    for (name, weight) in weighted {
        left -= weight;
        if left <= 0.0 {
            return name.clone();
        }
    }
    weighted.last().map(|(name, _)| name.clone()).unwrap_or_default()
}

fn single(name: &str) -> Option<char> {
    let mut characters = name.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// Whether an end of a labelled span lies inside.
fn cut(spans: &[Labelled], start: usize, end: usize) -> bool {
    spans.iter().any(|span| [span.start, span.end].iter().any(|edge| (start + 1..end).contains(edge)))
}

/// Two columns of a table: a name and its frequency.
fn column(path: &Path, name: &str, frequency: &str) -> Result<Vec<(String, f64)>> {
    let content = std::fs::read_to_string(path).with_context(|| format!("打不开 {}", path.display()))?;
    let mut lines = content.trim_start_matches('\u{feff}').lines();
    let heading: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let place = |wanted: &str| heading.iter().position(|cell| cell.trim_matches('"') == wanted);
    let (name, frequency) =
        place(name).zip(place(frequency)).with_context(|| format!("{} 缺少所需的列", path.display()))?;
    let rows = lines.filter_map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let weight = cells.get(frequency)?.parse::<f64>().ok().filter(|weight| *weight > 0.0)?;
        Some((cells.get(name)?.trim_matches('"').to_owned(), weight))
    });
    Ok(rows.filter(|(name, _)| (1..=2).contains(&name.chars().count())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn namer() -> Namer {
        Namer {
            state: 7,
            surnames: vec![("林".to_owned(), 1.0)],
            given: vec![("舟".to_owned(), 1.0), ("河".to_owned(), 2.0)],
            known: HashSet::from(['赵', '林']),
        }
    }

    fn passage(text: &str, spans: &[(usize, usize)]) -> Passage {
        let spans =
            spans.iter().map(|&(start, end)| Labelled { start, end, label: "Nh".to_owned() }).collect();
        Passage { text: text.to_owned(), spans }
    }

    #[test]
    fn one_mask_becomes_one_name_and_spans_follow() {
        let renamed =
            namer().renamed(&passage("赵某某到后，证人林某甲见赵某某离开", &[(0, 3), (12, 15)]), &["Nh"]);
        let name = |at: usize| {
            let span = &renamed.spans[at];
            renamed.text.chars().skip(span.start).take(span.end - span.start).collect::<String>()
        };
        assert_eq!(name(0), name(1));
        assert!(!renamed.text.contains('某'));
        assert!(renamed.text.contains(&format!("见{}离开", name(0))));
    }

    #[test]
    fn names_written_out_stay() {
        let written = passage("赵山河到青城市", &[(0, 3)]);
        assert_eq!(namer().renamed(&written, &["Nh"]), written);
    }
}
