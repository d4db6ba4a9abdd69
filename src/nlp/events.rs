//! Which events a sentence tells, by the 108 types of the LEVEN scheme, and the words that trigger them.
//!
//! Candidates are the words of a lexicon written for this program (`events/lexicon.toml`); a linear model over what stands
//! around each says how likely it is a trigger (`models/training/events`).

mod features;
mod lexicon;

use std::collections::BTreeMap;
use std::ops::Range;

use super::{ModelError, Models};
use features::Weights;
use lexicon::{Candidate, candidates};

/// Characters of a sentence that are looked at together.
const LONGEST_SENTENCE: usize = 500;

/// An event and the word that tells it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Event {
    /// Type, such as 搜查/扣押.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Where the word starts, in characters.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The word as it stands in the text.
    pub text: String,
    /// How likely the word triggers the event, from 0 to 1.
    pub score: f32,
}

/// The events of a text by position. Without `asked` all that are likely enough, of any type.
///
/// With `asked` only of these types. A long list asks which of them are told: those likely enough or, where none is, the
/// likeliest one. A short list (the manifest says up to how many) asks where each is told: each gets its likeliest word.
pub fn events(models: &Models, text: &str, asked: &[&str]) -> Result<Vec<Event>, ModelError> {
    let weights = Weights::of(models.arrays("events")?)?;
    let scored = scored(&weights, text);
    let kept = match asked.len() {
        0 => likely(&scored, weights.threshold),
        count if count <= weights.short => each(&scored, asked, weights.floor),
        _ => some(&scored, asked, &weights),
    };
    let characters: Vec<char> = text.chars().collect();
    let mut events: Vec<Event> = apart(kept)
        .into_iter()
        .map(|(candidate, score)| Event {
            kind: candidate.kind,
            start: candidate.start,
            end: candidate.end,
            text: characters.get(candidate.start..candidate.end).unwrap_or_default().iter().collect(),
            score,
        })
        .collect();
    events.sort_by_key(|event| (event.start, event.end, event.kind));
    Ok(events)
}

/// The names of all types.
pub fn types() -> impl Iterator<Item = &'static str> {
    lexicon::types()
}

/// Every sure word of one of the asked types, in characters: what the lexicon says without weights.
pub fn by_lexicon(text: &str, asked: &[&str]) -> Vec<(&'static str, Range<usize>)> {
    let folded: Vec<char> = text.chars().map(super::fold).collect();
    let found = candidates(&folded).into_iter().filter(|one| one.sure && asked.contains(&one.kind));
    found.map(|one| (one.kind, one.start..one.end)).collect()
}

type Scored = (Candidate, f32);

/// Candidates with their likelihood, sentence by sentence.
fn scored(weights: &Weights<'_>, text: &str) -> Vec<Scored> {
    let folded: Vec<char> = text.chars().map(super::fold).collect();
    let mut all = Vec::new();
    let mut start = 0;
    let sentences = folded.split_inclusive(|c| matches!(c, '。' | '！' | '!' | '？' | '?' | '\n'));
    // Text without any stop, such as a table, is cut so that the work stays linear.
    for sentence in sentences.flat_map(|sentence| sentence.chunks(LONGEST_SENTENCE)) {
        let found = candidates(sentence);
        for at in 0..found.len() {
            let score = weights.score(sentence, &found, at);
            let Candidate { kind, start: from, end: to, sure } = found[at];
            all.push((Candidate { kind, start: from + start, end: to + start, sure }, score));
        }
        start += sentence.len();
    }
    all
}

/// Of candidates of one type that overlap the likelier.
fn apart(mut kept: Vec<Scored>) -> Vec<Scored> {
    kept.sort_by(|a, b| (a.0.kind, a.0.start).cmp(&(b.0.kind, b.0.start)));
    let mut apart: Vec<Scored> = Vec::with_capacity(kept.len());
    for (candidate, score) in kept {
        match apart.last_mut() {
            Some(last) if last.0.kind == candidate.kind && last.0.end > candidate.start => {
                if score > last.1 {
                    *last = (candidate, score);
                }
            }
            _ => apart.push((candidate, score)),
        }
    }
    apart
}

fn likely(scored: &[Scored], threshold: f32) -> Vec<Scored> {
    scored.iter().filter(|(_, score)| *score >= threshold).copied().collect()
}

fn each(scored: &[Scored], asked: &[&str], floor: f32) -> Vec<Scored> {
    let mut best: BTreeMap<&str, Scored> = BTreeMap::new();
    for &(candidate, score) in
        scored.iter().filter(|(one, score)| asked.contains(&one.kind) && *score >= floor)
    {
        let slot = best.entry(candidate.kind).or_insert((candidate, score));
        if score > slot.1 {
            *slot = (candidate, score);
        }
    }
    best.into_values().collect()
}

fn some(scored: &[Scored], asked: &[&str], weights: &Weights<'_>) -> Vec<Scored> {
    let of_asked: Vec<Scored> = scored.iter().filter(|(one, _)| asked.contains(&one.kind)).copied().collect();
    let kept = likely(&of_asked, weights.threshold);
    if !kept.is_empty() {
        return kept;
    }
    let best = of_asked.into_iter().filter(|(_, score)| *score >= weights.floor);
    best.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.start.cmp(&a.0.start))).into_iter().collect()
}

#[cfg(test)]
mod tests;
