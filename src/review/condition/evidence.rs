//! Conditions on evidence and its collection.

use super::{Answer, of_kind, recommended, sentences};
use crate::extract::elements::SentenceKind;
use crate::review::verdict::Scope;

/// Names this module answers.
pub(super) const NAMES: &[&str] = &["判处无期徒刑以上"];

/// Evaluates a condition of [`NAMES`].
pub(super) fn holds(scope: Scope<'_>, name: &str) -> Answer {
    match name {
        "判处无期徒刑以上" => life_or_death(scope),
        _ => Answer::Unknown,
    }
}

/// Life imprisonment or death, in the sentence or in what the prosecution recommends.
fn life_or_death(scope: Scope<'_>) -> Answer {
    let grave = [SentenceKind::Life, SentenceKind::SuspendedDeath, SentenceKind::Death];
    let mut sentenced = sentences(scope).into_iter().flat_map(|s| s.counts.iter().chain(&s.executed));
    let quote = sentenced.find_map(|punishment| grave.iter().find_map(|kind| of_kind(punishment, *kind)));
    match quote {
        Some(quote) => Answer::Yes(vec![quote.clone()]),
        None => match recommended(scope, |wanted| wanted.kind.is_some_and(|kind| grave.contains(&kind))) {
            Answer::Unknown if !sentences(scope).is_empty() => Answer::No,
            answer => answer,
        },
    }
}
