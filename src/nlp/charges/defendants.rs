//! The charge of one of several defendants.
//!
//! A linear model over six views of the text, in which the one asked for is 甲 and the others are 乙
//! (`models/training/charges/defendants.py` makes the same).

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::super::error::ModelError;
use super::super::linear::{Linear, Part};
use super::super::models::Models;
use super::{ChargeModel, Guess, Verdict};
use crate::law::charges::{Relation, relation};

const MODEL: &str = "defendants";
/// Characters of the views that start at the name and end with it.
const BEHIND: usize = 14;
const BEFORE: usize = 10;
/// Multiplied by the number of a view: what tells its n-grams from those of another.
const SALT: u32 = 0x9E37_79B1;
const CANDIDATES: usize = 5;

/// The loaded model.
#[derive(Debug)]
pub struct DefendantModel {
    linear: Linear,
    labels: Vec<String>,
    weights: Vec<f32>,
}

#[derive(Deserialize)]
struct Meta {
    labels: Vec<String>,
    weights: Vec<f32>,
}

impl DefendantModel {
    /// The model that is part of the program, loaded once.
    pub fn shipped() -> Result<&'static Self, ModelError> {
        static SHIPPED: LazyLock<Result<DefendantModel, ModelError>> =
            LazyLock::new(|| DefendantModel::load(Models::shipped()));
        SHIPPED.as_ref().map_err(ModelError::clone)
    }

    /// The model of a set of models.
    pub fn load(models: &Models) -> Result<Self, ModelError> {
        let arrays = models.arrays(MODEL)?;
        let meta: Meta = serde_json::from_value(arrays.meta().clone())
            .map_err(|error| ModelError::Manifest(format!("{MODEL}：{error}")))?;
        Ok(Self { linear: Linear::load(arrays, "")?, labels: meta.labels, weights: meta.weights })
    }

    /// A score for each charge, in the order of `labels`. `others` are the names of the other defendants, where they
    /// are not placeholders such as <被告人B>.
    pub fn scores(&self, text: &str, defendant: &str, others: &[&str]) -> Vec<f32> {
        let views = views(text, defendant, others);
        let parts: Vec<Part<'_>> = views
            .iter()
            .zip(&self.weights)
            .zip(0_u32..)
            .map(|((text, &weight), view)| Part { text, salt: SALT.wrapping_mul(view), weight })
            .collect();
        self.linear.scores_of(&parts)
    }

    /// The likeliest of the charges this model knows.
    pub fn best(&self, text: &str, defendant: &str, others: &[&str]) -> Option<&str> {
        let scores = self.scores(text, defendant, others);
        let best =
            (0..scores.len().min(self.labels.len())).max_by(|&a, &b| scores[a].total_cmp(&scores[b]))?;
        self.labels.get(best).map(String::as_str)
    }

    /// The charge of a defendant. Where the facts as a whole point to charges this model does not know, those are told.
    pub fn read(&self, general: &ChargeModel, text: &str, defendant: &str, others: &[&str]) -> Verdict {
        let whole = general.read(text);
        let known = |guess: &Guess| self.labels.iter().any(|label| covers(&guess.charge, label));
        if defendant.trim().is_empty() || !text.contains(defendant) || !whole.charges.iter().any(known) {
            return whole;
        }
        let scores = self.scores(text, defendant, others);
        let mut ranked: Vec<(f32, &String)> = scores.into_iter().zip(&self.labels).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let margin = ranked.first().map_or(0.0, |best| best.0 - ranked.get(1).map_or(best.0, |next| next.0));
        let sure = 1.0 / (1.0 + (-2.0 * margin).exp());
        let guess = |(rank, (_, charge)): (usize, &(f32, &String))| Guess {
            charge: (*charge).clone(),
            score: if rank == 0 { sure } else { (1.0 - sure) / rank as f32 },
            because: Vec::new(),
        };
        let mut guesses = ranked.iter().enumerate().map(guess);
        let charges = guesses.by_ref().take(1).collect();
        Verdict { charges, candidates: guesses.take(CANDIDATES).collect() }
    }
}

/// Whether a charge is the narrower one or holds it: 非法持有、私藏枪支、弹药 and 非法持有枪支.
fn covers(charge: &str, narrower: &str) -> bool {
    charge == narrower || relation(charge, narrower).is_some_and(|relation| relation != Relation::Different)
}

fn views(text: &str, defendant: &str, others: &[&str]) -> [String; 6] {
    static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| pattern("<被告人[A-Z]+[0-9]*>"));
    static TITLE: LazyLock<Regex> = LazyLock::new(|| pattern("被告人([甲乙])"));
    static ROW: LazyLock<Regex> = LazyLock::new(|| pattern("乙(?:、乙)+"));
    let mut others: Vec<&str> =
        others.iter().copied().filter(|other| !other.is_empty() && *other != defendant).collect();
    others.sort_by_key(|other| std::cmp::Reverse(other.len()));
    let mut text = text.replace(defendant, "甲");
    for other in others {
        text = text.replace(other, "乙");
    }
    let text = PLACEHOLDER.replace_all(&text, "乙");
    let text = TITLE.replace_all(&text, "$1");
    let text = ROW.replace_all(&text, "乙").into_owned();
    let joined = |pieces: Vec<&str>| pieces.join("|");
    let sentences = text.split(['。', '；', '\n']).filter(|sentence| sentence.contains('甲')).collect();
    let clauses: Vec<&str> = text.split(['，', '。', '；', '：', '\n']).collect();
    let own: Vec<usize> = (0..clauses.len()).filter(|&at| clauses[at].contains('甲')).collect();
    let behind = own.iter().flat_map(|&at| clauses.iter().skip(at + 1).take(2).copied()).collect();
    let characters: Vec<char> = text.chars().collect();
    let around = |before: usize, behind: usize| {
        let pieces: Vec<String> = (0..characters.len())
            .filter(|&at| characters[at] == '甲')
            .map(|at| {
                characters[at.saturating_sub(before)..(at + behind).min(characters.len())].iter().collect()
            })
            .collect();
        pieces.join("|")
    };
    let (after_name, before_name) = (around(0, BEHIND), around(BEFORE, 1));
    let (sentences, behind) = (joined(sentences), joined(behind));
    let own = joined(own.into_iter().map(|at| clauses[at]).collect());
    [text.clone(), sentences, own, behind, after_name, before_name]
}

fn pattern(written: &str) -> Regex {
    Regex::new(written).expect("the pattern is fixed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_tell_one_defendant_from_the_others() {
        let text = "被告人<被告人A>、<被告人B>、<被告人C>合谋。<被告人A>持刀，<被告人B>望风。林小舟报警。";
        let [whole, sentences, own, behind, after, before] = views(text, "<被告人B>", &["林小舟"]);
        assert_eq!(whole, "乙、甲、乙合谋。乙持刀，甲望风。乙报警。");
        assert_eq!(sentences, "乙、甲、乙合谋|乙持刀，甲望风");
        assert_eq!(own, "乙、甲、乙合谋|甲望风");
        assert_eq!(behind, "乙持刀|甲望风|乙报警|");
        assert_eq!(after, "甲、乙合谋。乙持刀，甲望风。|甲望风。乙报警。");
        assert_eq!(before, "乙、甲|甲、乙合谋。乙持刀，甲");
    }

    #[test]
    fn charges_cover_their_narrower_forms() {
        assert!(covers("非法持有、私藏枪支、弹药", "非法持有枪支"));
        assert!(covers("诈骗", "诈骗"));
        assert!(!covers("诈骗", "合同诈骗"));
    }
}
