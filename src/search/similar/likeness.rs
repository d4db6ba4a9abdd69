//! What a case is compared by: made once of a case that is kept, and of the one that is asked with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::case::Profile;
use crate::law::charges;
use crate::nlp::ModelError;
use crate::nlp::charges::{ChargeModel, Guess, Verdict};
use crate::nlp::similar::{CaseModel, Words};

/// What the charges guessed from the facts count beside those that are known: a case may well be tried under a charge
/// that its facts are nearer to.
const GUESSED: f32 = 0.3;

/// A case as others are compared with it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Likeness {
    /// Its facts as a vector of length one.
    pub vector: Vec<f32>,
    /// Standard names of its charges; where it has none yet, those its facts point to.
    pub charges: Vec<String>,
}

impl Likeness {
    /// Of facts and the charges known, by whatever name.
    ///
    /// # Errors
    /// When the models are turned off or cannot be read.
    pub fn of(facts: &str, known: &[String]) -> Result<Self, ModelError> {
        let vector = CaseModel::shipped()?.vectors.vector(facts);
        let mut charges = standard_names(known);
        if charges.is_empty() {
            charges = names_of(&ChargeModel::shipped()?.read(facts).charges);
        }
        Ok(Self { vector, charges })
    }
}

/// The case that is asked with.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its values, as far as there are any.
    pub profile: Profile,
    /// What it is compared by.
    pub likeness: Likeness,
    /// Charges with what each counts, one in all.
    pub(super) expected: Vec<(String, f32)>,
    pub(super) words: Words,
    pub(super) facts: String,
}

impl Asked {
    /// Of facts and what else is known of the case; free text is facts alone, with an empty profile.
    ///
    /// # Errors
    /// When the models are turned off or cannot be read.
    pub fn new(facts: &str, profile: Profile) -> Result<Self, ModelError> {
        let model = CaseModel::shipped()?;
        let verdict = ChargeModel::shipped()?.read(facts);
        let known = standard_names(&profile.charges);
        let charges = if known.is_empty() { names_of(&verdict.charges) } else { known.clone() };
        Ok(Self {
            profile,
            likeness: Likeness { vector: model.vectors.vector(facts), charges },
            expected: expected(&known, &verdict),
            words: model.rarity.words(facts),
            facts: facts.to_owned(),
        })
    }

    /// Its facts.
    pub fn facts(&self) -> &str {
        &self.facts
    }

    /// Whether the charges are only guessed from the facts.
    pub fn is_guessed(&self) -> bool {
        self.profile.charges.is_empty()
    }
}

/// Known charges share one part, guessed ones another by their scores.
fn expected(known: &[String], verdict: &Verdict) -> Vec<(String, f32)> {
    let mut shares: BTreeMap<String, f32> = BTreeMap::new();
    for guess in verdict.charges.iter().chain(&verdict.candidates) {
        let share = shares.entry(standard_name(&guess.charge)).or_default();
        *share = share.max(guess.score);
    }
    let total: f32 = shares.values().sum();
    let part = if known.is_empty() { 1.0 } else { GUESSED };
    for share in shares.values_mut() {
        *share *= part / total.max(1e-6);
    }
    for charge in known {
        *shares.entry(charge.clone()).or_default() += 1.0 / known.len() as f32;
    }
    let total: f32 = shares.values().sum();
    shares.into_iter().map(|(charge, share)| (charge, share / total.max(1e-6))).collect()
}

fn names_of(guesses: &[Guess]) -> Vec<String> {
    let mut names: Vec<String> = guesses.iter().map(|guess| standard_name(&guess.charge)).collect();
    dedup(&mut names);
    names
}

fn standard_names(written: &[String]) -> Vec<String> {
    let mut names: Vec<String> = written.iter().map(|name| standard_name(name)).collect();
    dedup(&mut names);
    names
}

/// The name in force, with 罪: 贩卖毒品罪 is 走私、贩卖、运输、制造毒品罪.
fn standard_name(written: &str) -> String {
    match charges::find(written) {
        Some(charge) => charge.name.clone(),
        None => format!("{}罪", written.trim_end_matches('罪')),
    }
}

fn dedup(names: &mut Vec<String>) {
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(charge: &str, score: f32) -> Guess {
        Guess { charge: charge.to_owned(), score, because: Vec::new() }
    }

    #[test]
    fn known_charges_weigh_more_than_guessed_ones() {
        let verdict = Verdict { charges: vec![guess("盗窃", 0.9)], candidates: vec![guess("抢夺", 0.1)] };
        let shares: BTreeMap<String, f32> = expected(&["抢夺罪".to_owned()], &verdict).into_iter().collect();
        assert!((shares.values().sum::<f32>() - 1.0).abs() < 1e-5);
        assert!(shares["抢夺罪"] > shares["盗窃罪"]);
        let guessed = expected(&[], &verdict);
        assert!((guessed.iter().map(|one| one.1).sum::<f32>() - 1.0).abs() < 1e-5);
        assert!(expected(&[], &Verdict::default()).is_empty());
    }

    #[test]
    fn parts_of_a_charge_are_the_whole_charge() {
        let names = standard_names(&["贩卖毒品罪".to_owned(), "运输毒品罪".to_owned(), "盗窃".to_owned()]);
        assert_eq!(names, ["走私、贩卖、运输、制造毒品罪", "盗窃罪"]);
    }
}
