//! What two cases have in common and where they differ, in Chinese, for a person to check.

mod sums;

use std::collections::BTreeSet;

use super::likeness::{Asked, Likeness};
use crate::case::Profile;
use crate::extract::elements::label;
use crate::nlp::ModelError;
use crate::nlp::similar::CaseModel;
use crate::search::words;

/// From here on two charges are said to be near.
const NEAR: f32 = 0.4;
/// Rarity from which a shared word is worth telling, and how many are told.
const TELLING: f32 = 2.5;
const WORDS: usize = 6;
/// First article of the special part of the criminal law.
const SPECIAL_PART: u32 = 102;

/// Why a case comes up, and what sets it apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What both have.
    pub alike: Vec<String>,
    /// What only one has.
    pub differs: Vec<String>,
}

/// Compares the case at hand with a kept one.
///
/// # Errors
/// When the models are turned off or cannot be read.
pub fn explain(
    asked: &Asked,
    profile: &Profile,
    likeness: &Likeness,
    facts: &str,
) -> Result<Explanation, ModelError> {
    let model = CaseModel::shipped()?;
    let mut told = Explanation::default();
    charges(asked, likeness, model, &mut told);
    articles(&asked.profile, profile, &mut told);
    circumstances(&asked.profile, profile, &mut told);
    sums::compare(asked, profile, likeness, &mut told);
    persons(&asked.profile, profile, &mut told);
    let shared = shared_words(&asked.facts, facts, model);
    if !shared.is_empty() {
        told.alike.push(format!("共同的字眼：{}", shared.join("、")));
    }
    Ok(told)
}

fn charges(asked: &Asked, likeness: &Likeness, model: &CaseModel, told: &mut Explanation) {
    let (own, other) = (&asked.likeness.charges, &likeness.charges);
    let (same, only_own, only_other) = split(own, other);
    // What is guessed is told as such.
    let suffix = if asked.is_guessed() { "（按本案事实推测）" } else { "" };
    if !same.is_empty() {
        told.alike.push(format!("罪名相同：{}{suffix}", same.join("、")));
    }
    let near = only_own.iter().flat_map(|a| only_other.iter().map(move |b| (*a, *b)));
    let nearest = near
        .map(|(a, b)| (model.kinship.nearness(a, b), a, b))
        .filter(|(nearness, ..)| *nearness >= NEAR)
        .max_by(|x, y| x.0.total_cmp(&y.0));
    if let Some((_, a, b)) = nearest
        && same.is_empty()
    {
        told.alike.push(format!("罪名相近：{a}与{b}{suffix}"));
    }
    if !asked.is_guessed() && !only_own.is_empty() {
        told.differs.push(format!("本案另有罪名：{}", only_own.join("、")));
    }
    if !only_other.is_empty() {
        told.differs.push(format!("该案另有罪名：{}", only_other.join("、")));
    }
}

fn articles(own: &Profile, other: &Profile, told: &mut Explanation) {
    let (same, ..) = split(&own.articles, &other.articles);
    let special: Vec<&str> = same.into_iter().filter(|article| is_special(article)).collect();
    if !special.is_empty() {
        told.alike.push(format!("适用条文相同：{}", special.join("、")));
    }
}

/// 刑法264, 刑法133之1 of the special part.
fn is_special(article: &str) -> bool {
    let number = article.strip_prefix("刑法").map(|rest| rest.split('之').next().unwrap_or(rest));
    number.and_then(|number| number.parse().ok()).is_some_and(|number: u32| number >= SPECIAL_PART)
}

fn circumstances(own: &Profile, other: &Profile, told: &mut Explanation) {
    let names = |profile: &Profile| -> Vec<String> {
        profile.circumstances.iter().map(|&kind| label(kind)).collect()
    };
    let (own, other) = (names(own), names(other));
    let (same, only_own, only_other) = split(&own, &other);
    if !same.is_empty() {
        told.alike.push(format!("情节相同：{}", same.join("、")));
    }
    if !only_own.is_empty() {
        told.differs.push(format!("情节仅见于本案：{}", only_own.join("、")));
    }
    if !only_other.is_empty() {
        told.differs.push(format!("情节仅见于该案：{}", only_other.join("、")));
    }
}

fn persons(own: &Profile, other: &Profile, told: &mut Explanation) {
    let (own, other) = (own.persons.len(), other.persons.len());
    // One against several is another kind of case; three against five is not.
    if own > 0 && other > 0 && (own == 1) != (other == 1) {
        told.differs.push(format!("人数：本案{own}人，该案{other}人"));
    }
}

/// Both, only the first, only the second; in their own order.
fn split<'a>(a: &'a [String], b: &'a [String]) -> (Vec<&'a str>, Vec<&'a str>, Vec<&'a str>) {
    let of = |from: &'a [String], other: &'a [String], wanted: bool| {
        from.iter().filter(|one| other.contains(one) == wanted).map(String::as_str).collect::<Vec<_>>()
    };
    (of(a, b, true), of(a, b, false), of(b, a, false))
}

/// Words of both, the rarest first.
fn shared_words(own: &str, other: &str, model: &CaseModel) -> Vec<String> {
    let told = |text: &str| -> BTreeSet<String> {
        let long = |word: &String| word.chars().count() >= 2 && word.chars().all(is_han);
        words::of_query(text).into_iter().filter(long).collect()
    };
    let (own, other) = (told(own), told(other));
    let mut shared: Vec<(f32, &String)> = own
        .intersection(&other)
        .map(|word| (model.rarity.of_word(word), word))
        .filter(|(rarity, _)| *rarity >= TELLING)
        .collect();
    shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    shared.into_iter().take(WORDS).map(|(_, word)| word.clone()).collect()
}

fn is_han(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

#[cfg(test)]
mod tests;
