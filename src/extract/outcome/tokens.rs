//! An operative part as a row of tokens: persons, cues, periods, in order.

use super::cues::{CUES, Cue};
use super::values::Values;
use crate::extract::people::{Group, People};
use crate::text::{Found, Moment};

/// One token.
#[derive(Debug, Clone)]
pub(super) enum Token {
    Persons(Group),
    Cue(Cue),
    /// 自……起至……止
    Period(Found<Moment>, Found<Moment>),
}

/// Tokens of `text` by place.
pub(super) fn scan(text: &str, people: &People, values: &Values) -> Vec<Found<Token>> {
    let mut tokens: Vec<Found<Token>> = Vec::new();
    for group in people.groups(text) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let range = first.range.start..last.range.end;
        tokens.push(Found::new(Token::Persons(group), range));
    }
    let (finder, cues) = &*CUES;
    for found in finder.find_iter(text) {
        tokens.push(Found::new(Token::Cue(cues[found.pattern().as_usize()]), found.range()));
    }
    for (from, to) in values.periods(text) {
        let range = from.range.start..to.range.end;
        tokens.push(Found::new(Token::Period(from, to), range));
    }
    tokens.sort_by_key(|token| token.range.start);
    tokens
}
