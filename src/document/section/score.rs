//! How much each sentence looks like each part of a paper.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::SectionName;

/// Number of section names.
pub(super) const SECTIONS: usize = SectionName::ALL.len();
/// One score per section, in the order of [`SectionName::ALL`].
pub(super) type Scores = [f32; SECTIONS];

/// No single sentence may outweigh the order of the parts.
const STRONGEST: f32 = 20.0;

#[derive(Deserialize)]
struct CueFile {
    cue: Vec<Cue>,
}

#[derive(Deserialize)]
struct Cue {
    section: SectionName,
    at: Place,
    weight: f32,
    words: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    Start,
    Anywhere,
    After,
}

struct Cues {
    finder: AhoCorasick,
    /// For each pattern: section index, place, weight.
    meaning: Vec<(usize, Place, f32)>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let file: CueFile = toml::from_str(include_str!("cues.toml")).expect("cues.toml ships with the program");
    let mut words = Vec::new();
    let mut meaning = Vec::new();
    for cue in file.cue {
        for word in cue.words {
            words.push(word);
            meaning.push((cue.section.index(), cue.at, cue.weight));
        }
    }
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(&words)
        .expect("a few hundred short words fit");
    Cues { finder, meaning }
});

/// What the end of a sentence says of the next one, by section.
pub(super) type Announced = [Option<f32>; SECTIONS];

/// Scores one sentence. `announced` is what the sentence before said of it, and then what it says of the next.
///
/// Words that repeat within a sentence count once, so that a long evidence list does not drown the rest.
pub(super) fn score(sentence: &str, announced: &mut Announced) -> Scores {
    let mut scores = [0.0; SECTIONS];
    let before = std::mem::take(announced);
    let start = numbering_width(sentence);
    let mut seen = Vec::new();
    for found in CUES.finder.find_overlapping_iter(sentence) {
        let pattern = found.pattern().as_usize();
        let (section, place, weight) = CUES.meaning[pattern];
        let counts = match place {
            Place::Start => found.start() == start,
            Place::Anywhere => !seen.contains(&pattern),
            Place::After => {
                if found.end() + "。".len() >= sentence.len() {
                    announced[section] = Some(weight);
                }
                false
            }
        };
        if counts {
            seen.push(pattern);
            scores[section] += weight;
        }
    }
    for (score, announced) in scores.iter_mut().zip(before) {
        *score = announced.unwrap_or(*score).min(STRONGEST);
    }
    scores
}

/// Bytes of a leading number: `（一）`, `1.`, `二、`.
fn numbering_width(sentence: &str) -> usize {
    let rest = sentence.trim_start_matches(|c: char| {
        c.is_ascii_digit() || c.is_whitespace() || "（）一二三四五六七八九十、.．".contains(c)
    });
    let width = sentence.len() - rest.len();
    if width > 15 || rest.starts_with(['年', '月', '〇']) { 0 } else { width }
}
