//! Names of things in a text: persons, times, places, goods, money, by one of four schemas.
//!
//! Scores of the encoder's head and of a table of character n-grams (the state features of a conditional random field)
//! are added and decoded together; a person found once is then marked wherever the same name stands.

mod lexical;
mod names;
mod shapes;
#[cfg(test)]
mod tests;
mod viterbi;

use serde::{Deserialize, Serialize};

use self::lexical::Lexical;
use self::viterbi::Transitions;
use super::{ModelError, Models, Scores};

/// The encoder model with a head for every schema.
const MODEL: &str = "entities";
/// The table of n-grams.
const LEXICAL: &str = "entities-lexical";

/// Which things are looked for, and how they are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Schema {
    /// Facts of a theft: suspect, victim, stolen money and goods, their value, profit, tool, time, place, organisation.
    Theft,
    /// Drug facts: person, place, time, drug, weight.
    Drug,
    /// Traffic offences: participants, vehicles, violations, findings of responsibility.
    Driving,
    /// Facts of any charge.
    #[default]
    General,
}

impl Schema {
    /// The name of the schema, which is that of its head.
    pub fn name(self) -> &'static str {
        match self {
            Self::Theft => "theft",
            Self::Drug => "drug",
            Self::Driving => "driving",
            Self::General => "general",
        }
    }

    /// The schema of this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Theft, Self::Drug, Self::Driving, Self::General]
            .into_iter()
            .find(|schema| schema.name() == name)
    }

    /// Labels that name a person.
    pub fn persons(self) -> &'static [&'static str] {
        match self {
            Self::Theft => &["NHCS", "NHVI"],
            Self::Drug => &["Nh"],
            Self::Driving => &["Other_participants"],
            Self::General => &["SUSPECT", "VICTIM", "PERSON"],
        }
    }
}

/// A labelled stretch of a text, in characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// First character.
    pub start: usize,
    /// Character after the last.
    pub end: usize,
    /// Label of the schema.
    pub label: String,
    /// The characters themselves.
    pub text: String,
}

/// The entities of every text, in order of appearance and without overlap.
pub fn recognise(models: &Models, schema: Schema, texts: &[&str]) -> Result<Vec<Vec<Entity>>, ModelError> {
    let scores = models.encoder_model(MODEL)?.logits(schema.name(), texts)?;
    let lexical = Lexical::find(models, LEXICAL, schema.name())?;
    let of_text = |(text, scores): (&&str, Scores)| {
        let rows = scores.rows().map(<[f32]>::to_vec).collect();
        decoded(text, schema, scores.labels(), rows, lexical.as_ref())
    };
    Ok(texts.iter().zip(scores).map(of_text).collect())
}

/// What the table of n-grams finds alone; none where there is no table for the schema.
pub fn baseline(
    models: &Models,
    schema: Schema,
    texts: &[&str],
) -> Result<Option<Vec<Vec<Entity>>>, ModelError> {
    let labels = models.encoder_model(MODEL)?.labels(schema.name()).to_vec();
    let lexical = Lexical::find(models, LEXICAL, schema.name())?;
    Ok(lexical.filter(|lexical| lexical.labels() == labels.len()).map(|lexical| {
        let alone = |text: &&str| {
            let rows = vec![vec![0.0; labels.len()]; text.chars().count()];
            decoded(text, schema, &labels, rows, Some(&lexical))
        };
        texts.iter().map(alone).collect()
    }))
}

fn decoded(
    text: &str,
    schema: Schema,
    labels: &[String],
    mut rows: Vec<Vec<f32>>,
    lexical: Option<&Lexical>,
) -> Vec<Entity> {
    let characters: Vec<char> = text.chars().collect();
    let mut transitions = Transitions::of(labels);
    if let Some(lexical) = lexical.filter(|lexical| lexical.labels() == labels.len()) {
        lexical.add(&characters, &mut rows);
        transitions.add(lexical.transitions());
    }
    let path = viterbi::best_path(&rows, &transitions);
    let mut spans = viterbi::spans(&path, labels);
    if schema == Schema::General {
        spans = shapes::overlaid(text, spans);
    }
    let spans = names::propagated(&characters, spans, schema.persons());
    spans.into_iter().map(|span| entity(&characters, span)).collect()
}

fn entity(characters: &[char], span: Span) -> Entity {
    let text = characters[span.start..span.end].iter().collect();
    Entity { start: span.start, end: span.end, label: span.label, text }
}

/// A labelled range of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Span {
    start: usize,
    end: usize,
    label: String,
}
