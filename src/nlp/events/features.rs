//! What a candidate's surroundings look like, as strings, and what they weigh. `models/training/events/features.py` makes
//! the same strings.

use std::collections::BTreeSet;

use super::lexicon::Candidate;
use crate::nlp::{Arrays, ModelError};

/// How far another event counts as near, in characters.
const NEAR: usize = 12;
/// Spans before a candidate in which a negation counts.
const NEGATED: [(usize, &str); 2] = [(4, "near"), (10, "far")];

/// Weights of features by hash, and how to decide.
pub(super) struct Weights<'a> {
    hashes: &'a [u32],
    values: &'a [f32],
    bias: f32,
    /// From here on a candidate is taken for a trigger.
    pub(super) threshold: f32,
    /// Below it a candidate is not even taken where one must be.
    pub(super) floor: f32,
    /// How many types a short list has at most.
    pub(super) short: usize,
}

impl<'a> Weights<'a> {
    pub(super) fn of(arrays: &'a Arrays) -> Result<Self, ModelError> {
        let number = |name: &str, fallback: f64| arrays.meta()[name].as_f64().unwrap_or(fallback);
        Ok(Self {
            hashes: arrays.u32("hash")?,
            values: arrays.f32("weight")?,
            bias: arrays.f32("bias")?.first().copied().unwrap_or_default(),
            threshold: number("threshold", 0.5) as f32,
            floor: number("floor", 0.02) as f32,
            short: number("short", 8.0) as usize,
        })
    }

    /// How likely the candidate at `at` is a trigger.
    pub(super) fn score(&self, sentence: &[char], found: &[Candidate], at: usize) -> f32 {
        let mut sum = self.bias;
        features(sentence, found, at, &mut |feature| sum += self.weight(feature));
        1.0 / (1.0 + (-sum).exp())
    }

    fn weight(&self, feature: &str) -> f32 {
        let at = self.hashes.binary_search(&hashed(feature)).ok();
        at.and_then(|at| self.values.get(at)).copied().unwrap_or_default()
    }
}

/// FNV-1a over the bytes.
fn hashed(feature: &str) -> u32 {
    feature.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Tells every feature of the candidate `found[at]` once.
pub(super) fn features(sentence: &[char], found: &[Candidate], at: usize, tell: &mut impl FnMut(&str)) {
    let one = found[at];
    surroundings(sentence, one, tell);
    company(found, one, tell);
    for (span, name) in NEGATED {
        let before = &sentence[one.start.saturating_sub(span)..one.start];
        if before.windows(2).any(|pair| pair == ['没', '有']) || before.iter().any(|c| "未不无".contains(*c))
        {
            tell(&format!("negated,{name}"));
        }
    }
    let opened = sentence[..one.start].iter().rposition(|c| *c == '(');
    let closed =
        opened.and_then(|opened| sentence[opened..].iter().position(|c| *c == ')').map(|at| at + opened));
    if closed.is_some_and(|closed| closed > one.start) {
        tell("bracket");
    }
    tell(&format!("size={}", (sentence.len() / 20).min(6)));
}

fn surroundings(sentence: &[char], one: Candidate, tell: &mut impl FnMut(&str)) {
    let cell = |at: Option<usize>| at.and_then(|at| sentence.get(at)).copied().unwrap_or('|');
    let kind = one.kind;
    let word: String = sentence[one.start..one.end].iter().collect();
    let strength = if one.sure { "sure" } else { "likely" };
    let (left, left2) = (cell(one.start.checked_sub(1)), cell(one.start.checked_sub(2)));
    let (right, right2) = (cell(Some(one.end)), cell(Some(one.end + 1)));
    tell("all");
    tell(strength);
    tell(&format!("t={kind}"));
    tell(&format!("{strength},t={kind}"));
    tell(&format!("w={word}"));
    tell(&format!("t={kind},w={word}"));
    tell(&format!("long={}", (one.end - one.start).min(4)));
    tell(&format!("l={left}"));
    tell(&format!("r={right}"));
    tell(&format!("ll={left2}{left}"));
    tell(&format!("rr={right}{right2}"));
    tell(&format!("t={kind},l={left}"));
    tell(&format!("t={kind},r={right}"));
    tell(&format!("w={word},l={left}"));
    tell(&format!("w={word},r={right}"));
}

/// What other candidates stand on the same word, near it, and of the same type.
fn company(found: &[Candidate], one: Candidate, tell: &mut impl FnMut(&str)) {
    let kind = one.kind;
    let here = |other: &&Candidate| (other.start, other.end) == (one.start, one.end) && other.kind != kind;
    let mut shared = false;
    for other in found.iter().filter(here) {
        shared = true;
        tell(&format!("t={kind},also={}", other.kind));
    }
    tell(if shared { "shared" } else { "alone" });
    let is_near = |other: &&Candidate| {
        other.sure && other.start != one.start && other.start.abs_diff(one.start) <= NEAR
    };
    let near: BTreeSet<_> =
        found.iter().filter(is_near).map(|other| (other.kind, other.start > one.start)).collect();
    for (other, after) in near {
        tell(&format!("t={kind},{}={other}", if after { "after" } else { "before" }));
    }
    let same: Vec<&Candidate> = found
        .iter()
        .filter(|other| other.kind == kind && (other.start, other.end) != (one.start, one.end))
        .collect();
    let Some(first) = same.iter().map(|other| other.start).min() else { return };
    tell("again");
    tell(if first < one.start { "again,later" } else { "again,first" });
    if !one.sure && same.iter().any(|other| other.sure) {
        tell("again,surer");
    }
}
