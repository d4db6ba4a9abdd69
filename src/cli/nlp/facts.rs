//! What the facts of a case tell: charges, articles, the amount of the crime.

use anyhow::Result;
use serde_json::{Value, json};

use crate::extract::amount;
use crate::law;
use crate::nlp::articles;
use crate::nlp::charges::defendants::DefendantModel;
use crate::nlp::charges::{ChargeModel, Guess};
use crate::text::SourceText;

/// The charges, best first, each with the passages that speak for it; `candidates` are what came next.
///
/// With `defendant` in the input, those of this defendant; `others` may name the other ones.
pub(super) fn charges(input: &Value, text: &str) -> Result<Value> {
    let general = ChargeModel::shipped()?;
    let verdict = match input.get("defendant").and_then(Value::as_str) {
        Some(defendant) => {
            DefendantModel::shipped()?.read(general, text, defendant, &super::strings(input, "others"))
        }
        None => general.read(text),
    };
    let told = |guesses: &[Guess]| guesses.iter().map(|guess| told(text, guess)).collect::<Vec<_>>();
    Ok(json!({"charges": told(&verdict.charges), "candidates": told(&verdict.candidates)}))
}

fn told(text: &str, guess: &Guess) -> Value {
    let words: Vec<Value> = guess
        .because
        .iter()
        .map(|place| {
            let words: String = text.chars().skip(place.start).take(place.len()).collect();
            json!({"start": place.start, "end": place.end, "text": words})
        })
        .collect();
    // The name in force today; none for a group of charges.
    let standard = law::charges::find(&guess.charge).map(|charge| charge.name.as_str());
    json!({"charge": guess.charge, "score": guess.score, "standard": standard, "because": words})
}

/// Articles of the criminal law for the charges given, or named at the end of the text, or else told by the facts.
pub(super) fn articles(input: &Value, text: &str) -> Result<Value> {
    let given: Vec<String> = input
        .get("charges")
        .and_then(Value::as_array)
        .map(|charges| charges.iter().filter_map(charge_name).collect())
        .unwrap_or_default();
    let mut charges = if given.is_empty() { articles::named_in(text) } else { given };
    if charges.is_empty() {
        charges = ChargeModel::shipped()?.read(text).charges.into_iter().map(|guess| guess.charge).collect();
    }
    let found: Vec<Value> = articles::of(text, &charges)
        .into_iter()
        .map(|(article, score)| json!({"article": article, "score": score}))
        .collect();
    Ok(json!({"articles": found}))
}

/// A charge is written as its name or as an item of `charges`.
fn charge_name(charge: &Value) -> Option<String> {
    charge.as_str().or_else(|| charge.get("charge")?.as_str()).map(str::to_owned)
}

/// The amount of the crime in yuan, and every sum with whether it counts.
pub(super) fn amount(text: &str) -> Value {
    let source = SourceText::new(text.to_owned());
    let read = amount::read(source.plain());
    let items: Vec<Value> = read
        .items
        .iter()
        .map(|item| {
            let place = source.locate(&item.range);
            json!({"value": yuan(item.fen), "start": place.start, "end": place.end, "counted": item.counted})
        })
        .collect();
    json!({"amount": yuan(read.fen), "items": items})
}

fn yuan(fen: i64) -> f64 {
    fen as f64 / 100.0
}
