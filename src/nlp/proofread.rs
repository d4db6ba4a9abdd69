//! Proofreading: wrong, missing, redundant and exchanged characters.
//!
//! Tables of characters alike in sound and shape, and of common pairs, propose an edit; a character language model says what
//! the text gains by it, word and slip lists whether it makes a word or undoes a slip; a combiner turns that into odds. Names,
//! masked names and numbers are never touched.

mod applied;
mod candidates;
mod combiner;
mod confusion;
mod edit;
mod features;
mod known;
mod language_model;
mod pairs;
mod protect;
mod sentences;
mod surnames;
mod symbols;
mod table;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;
use serde::Serialize;

use super::{Arrays, ModelError, Models, Vocabulary};
use candidates::Sentence;
use combiner::Combiner;
use confusion::Confusion;
use edit::{Edit, Kind};
use known::Known;
use language_model::{CONTEXT, LanguageModel};
use pairs::Pairs;
use sentences::Part;
use symbols::Symbols;

/// Name of the arrays: language model, confusions, pairs, combiner.
const ARRAYS: &str = "proofread-tables";
/// Name of the combiner's tensors and limits.
const COMBINER: &str = "combiner.tables";
/// Times a sentence is read: a correction may make its neighbour plain.
const PASSES: usize = 3;

/// A correction of one place. Offsets count characters of the text given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// First character.
    pub start: usize,
    /// After the last character; `start` where something is missing.
    pub end: usize,
    /// What stands there.
    pub from: String,
    /// What should.
    pub to: String,
    /// Chance that the correction is right, 0 to 1.
    pub confidence: f32,
}

/// A corrected text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Correction {
    /// The text after all changes.
    pub text: String,
    /// In the order of the text.
    #[serde(rename = "edits")]
    pub changes: Vec<Change>,
}

/// An edit that was weighed, with what the combiner knows of it: for training the combiner.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// First character.
    pub start: usize,
    /// After the last character.
    pub end: usize,
    /// What would be written.
    pub to: String,
    /// Logarithm of the odds that it is right.
    pub odds: f32,
    /// Values in the order of `Proofreader::columns`.
    pub features: Vec<f32>,
}

/// How edits are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// By the combiner.
    Combined,
    /// By the language model's gain over a fixed cost of each kind of edit: the baseline.
    Gain,
}

/// Everything proofreading needs, loaded.
#[derive(Debug)]
pub struct Proofreader<'m> {
    vocabulary: Arc<Vocabulary>,
    model: LanguageModel<'m>,
    confusion: Confusion<'m>,
    pairs: Pairs,
    known: Known<'m>,
    combiner: Option<Combiner<'m>>,
    limits: Limits,
    unseen: Vec<String>,
}

/// Odds from which an edit is made: at first, and in a sentence in which one was made.
#[derive(Debug, Clone, Copy)]
struct Limits {
    first: f32,
    again: f32,
}

/// Answers one line of `qiuhao nlp proofread`: {"text"} to {"text", "edits"}; with "candidates": true to everything weighed.
pub fn answer(input: &serde_json::Value) -> Result<serde_json::Value, ModelError> {
    let text = input.get("text").and_then(serde_json::Value::as_str).unwrap_or_default();
    let weighed = input.get("candidates").and_then(serde_json::Value::as_bool).unwrap_or_default();
    let reader = Proofreader::shipped()?;
    if weighed {
        return Ok(serde_json::json!({ "candidates": reader.candidates(text) }));
    }
    Ok(serde_json::json!(reader.correct(text, &[])))
}

impl<'m> Proofreader<'m> {
    /// With the models given.
    pub fn new(models: &'m Models, judgement: Judgement) -> Result<Self, ModelError> {
        let arrays = models.arrays(ARRAYS)?;
        let vocabulary = models.vocabulary()?;
        let confusion = Confusion::new(arrays, &vocabulary)?;
        let pairs = Pairs::new(arrays, &confusion, &vocabulary)?;
        let model = LanguageModel::new(arrays)?;
        let known = Known::new(arrays)?;
        let trained = judgement == Judgement::Combined && arrays.contains(&format!("{COMBINER}.mean"));
        let combiner = if trained { Some(Combiner::new(arrays, COMBINER)?) } else { None };
        let limits = if trained { Limits::read(arrays) } else { Limits { first: 0.0, again: 0.0 } };
        let unseen = arrays.meta().get("unseen").and_then(|told| told.as_array()).into_iter().flatten();
        let unseen = unseen.filter_map(|digest| digest.as_str().map(str::to_owned)).collect();
        Ok(Self { vocabulary, model, confusion, pairs, known, combiner, limits, unseen })
    }

    /// The proofreader that is part of the program, loaded once.
    pub fn shipped() -> Result<&'static Proofreader<'static>, ModelError> {
        static SHIPPED: LazyLock<Result<Proofreader<'static>, ModelError>> =
            LazyLock::new(|| Proofreader::new(Models::shipped(), Judgement::Combined));
        SHIPPED.as_ref().map_err(ModelError::clone)
    }

    /// Digests of the law sentences that no training step saw: what may be measured on.
    pub fn unseen(&self) -> impl Iterator<Item = &str> {
        self.unseen.iter().map(String::as_str)
    }

    /// The corrected text. Characters in `names` (persons known from elsewhere, for one) are left as they are.
    pub fn correct(&self, text: &str, names: &[Range<usize>]) -> Correction {
        let mut parts = sentences::parts(text, names);
        for pass in 0..PASSES {
            let open: Vec<&mut Part> = parts.iter_mut().filter(|part| part.is_open()).collect();
            if open.is_empty() {
                break;
            }
            let texts: Vec<Vec<char>> = open.iter().map(|part| part.characters()).collect();
            let limit = if pass == 0 { self.limits.first } else { self.limits.again };
            for (part, candidates) in open.into_iter().zip(self.weigh(&texts)) {
                part.improve(candidates, limit);
            }
        }
        sentences::gathered(&parts)
    }

    /// Every edit weighed in the first reading of a text.
    pub fn candidates(&self, text: &str) -> Vec<Candidate> {
        let original: Vec<char> = text.chars().collect();
        let ranges = sentences::ranges(&original);
        let texts: Vec<Vec<char>> = ranges.iter().map(|range| original[range.clone()].to_vec()).collect();
        let mut out = Vec::new();
        for (weighed, range) in self.weigh(&texts).into_iter().zip(ranges) {
            out.extend(weighed.into_iter().map(|one| Candidate {
                start: one.start + range.start,
                end: one.end + range.start,
                ..one
            }));
        }
        out
    }

    /// Names of the features.
    pub fn columns() -> &'static [&'static str] {
        features::NAMES
    }

    /// Edits of each sentence with their odds.
    fn weigh(&self, texts: &[Vec<char>]) -> Vec<Vec<Candidate>> {
        texts.par_iter().map(|text| self.sentence(text)).collect()
    }

    fn sentence(&self, text: &[char]) -> Vec<Candidate> {
        let symbols = Symbols::read(text, &self.vocabulary);
        let characters: Vec<char> = symbols.places.iter().map(|&place| text[place]).collect();
        let padded = symbols.padded();
        let mut running = vec![0.0];
        let first = self.model.ending(&padded[..padded.len().min(CONTEXT)]);
        for logarithm in self.model.each(padded, first) {
            running.push(running.last().copied().unwrap_or_default() + logarithm);
        }
        let marks = protect::protected(text);
        let protected: Vec<bool> = symbols.places.iter().map(|&place| marks[place]).collect();
        let sentence = Sentence {
            characters: &characters,
            symbols: symbols.ids(),
            running: &running,
            protected: &protected,
        };
        let edits = candidates::proposals(&sentence, &self.confusion, &self.pairs);
        let kept = features::kept(&self.model, &self.known, &sentence, padded, &edits);
        kept.into_iter().filter_map(|(edit, row)| self.candidate(&edit, row, &symbols, text)).collect()
    }

    fn candidate(&self, edit: &Edit, row: Vec<f32>, symbols: &Symbols, text: &[char]) -> Option<Candidate> {
        let new: Vec<char> = edit
            .new_symbols()
            .iter()
            .map(|&symbol| self.confusion.character(symbol))
            .collect::<Option<_>>()?;
        let place = |at: usize| symbols.places.get(at).copied().unwrap_or(text.len());
        let start = place(edit.start);
        let end = if edit.kind == Kind::Insert { start } else { start + edit.width() };
        if protect::changes_number(edit, &new, text.get(end).copied()) {
            return None;
        }
        let odds = match &self.combiner {
            Some(combiner) => combiner.odds(edit.kind, &row),
            None => features::gain(&row) - edit.cost(),
        };
        Some(Candidate { start, end, to: new.into_iter().collect(), odds, features: row })
    }
}

impl Limits {
    fn read(arrays: &Arrays) -> Self {
        let limit = |name: &str| {
            let told = arrays.meta().get(COMBINER).and_then(|limits| limits.get(name));
            told.and_then(serde_json::Value::as_f64).map_or(f32::INFINITY, |limit| limit as f32)
        };
        Self { first: limit("first"), again: limit("again") }
    }
}
