//! The charges that a text of facts points to.
//!
//! A linear model over n-grams of the facts and hand-written cues (`charges/cues.toml`), each cue worth what it proved
//! to be worth on judgments; rare charges stand on their cues, frequent ones on the model.

mod cues;
mod decide;
pub mod defendants;

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::error::ModelError;
use super::linear::Linear;
use super::models::Models;
use super::weights::Arrays;
use cues::Hits;
use decide::{Settings, Told};

/// Name of the model in the manifest.
const MODEL: &str = "charges";
/// Candidates told beside the charges, and passages told for each charge.
const CANDIDATES: usize = 5;
const REASONS: usize = 5;

/// A charge with how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Guess {
    /// Name without 罪, as it stood while the training judgments were written.
    pub charge: String,
    /// At least a half for a charge that is taken, less for a mere candidate.
    pub score: f32,
    /// Passages that speak for it: characters of the text.
    pub because: Vec<Range<usize>>,
}

/// What a text points to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Verdict {
    /// The charges, best first.
    pub charges: Vec<Guess>,
    /// What came next.
    pub candidates: Vec<Guess>,
}

/// The loaded model.
#[derive(Debug)]
pub struct ChargeModel {
    linear: Linear,
    labels: Vec<String>,
    /// Labels the linear model knows; the others have cues only.
    trained: usize,
    cue_worth: Vec<f32>,
    settings: Settings,
    head: usize,
}

#[derive(Deserialize)]
struct Meta {
    labels: Vec<String>,
    trained: usize,
    head: usize,
    settings: Settings,
}

impl ChargeModel {
    /// The model that is part of the program, loaded once.
    pub fn shipped() -> Result<&'static Self, ModelError> {
        static SHIPPED: LazyLock<Result<ChargeModel, ModelError>> =
            LazyLock::new(|| ChargeModel::load(Models::shipped()));
        SHIPPED.as_ref().map_err(ModelError::clone)
    }

    /// The model of a set of models.
    pub fn load(models: &Models) -> Result<Self, ModelError> {
        Self::of(models.arrays(MODEL)?)
    }

    fn of(arrays: &Arrays) -> Result<Self, ModelError> {
        let meta: Meta = serde_json::from_value(arrays.meta().clone())
            .map_err(|error| ModelError::Manifest(format!("{MODEL}：{error}")))?;
        let cue_worth = arrays.f32("cues")?.to_vec();
        if cue_worth.len() != cues::count() || meta.trained > meta.labels.len() {
            return Err(ModelError::Manifest(format!("{MODEL} 的线索与程序不是同一版本")));
        }
        Ok(Self {
            linear: Linear::load(arrays, "")?,
            labels: meta.labels,
            trained: meta.trained,
            cue_worth,
            settings: meta.settings,
            head: meta.head,
        })
    }

    /// The charges of a text of facts.
    pub fn read(&self, facts: &str) -> Verdict {
        let facts = facts.char_indices().nth(self.head).map_or(facts, |(end, _)| &facts[..end]);
        if facts.trim().is_empty() {
            return Verdict::default();
        }
        let mut scores = self.linear.scores(facts);
        scores.truncate(self.trained);
        let hits = Hits::of(facts);
        let told: Vec<Told> = self.labels.iter().map(|label| hits.told(label, &self.cue_worth)).collect();
        let ranked = decide::rank(&scores, &told, decide::tells_several(facts), &self.settings);
        let guess = |choice: &decide::Choice| Guess {
            charge: self.labels[choice.label].clone(),
            score: choice.score,
            because: if choice.taken { self.because(facts, choice.label, &hits) } else { Vec::new() },
        };
        Verdict {
            charges: ranked.iter().filter(|choice| choice.taken).map(guess).collect(),
            candidates: ranked.iter().filter(|choice| !choice.taken).take(CANDIDATES).map(guess).collect(),
        }
    }

    /// The best label of the linear model alone.
    pub fn linear_best(&self, facts: &str) -> Option<String> {
        let scores = self.linear.scores(facts);
        let best = (0..self.trained.min(scores.len())).max_by(|&a, &b| scores[a].total_cmp(&scores[b]))?;
        self.labels.get(best).cloned()
    }

    /// The cues first, then what the linear model weighs most.
    fn because(&self, facts: &str, label: usize, hits: &Hits) -> Vec<Range<usize>> {
        let mut reasons = hits.places(&self.labels[label], &self.cue_worth, facts);
        if label < self.trained {
            for run in self.linear.why(facts, label, REASONS) {
                if reasons.iter().all(|known| run.end <= known.start || known.end <= run.start) {
                    reasons.push(run);
                }
            }
        }
        reasons.truncate(REASONS);
        reasons
    }
}

#[cfg(test)]
mod tests;
