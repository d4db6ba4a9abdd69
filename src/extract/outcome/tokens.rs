//! An operative part as a row of tokens: persons, cues, periods, in order.

use aho_corasick::Input;

use super::cues::{CUES, Cue};
use super::values::Values;
use crate::extract::people::{Group, People};
use crate::text::{Found, Moment, Range};

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
    let names: Vec<Range> = tokens.iter().map(|token| token.range.clone()).collect();
    let mut at = 0;
    while let Some(found) = finder.find(Input::new(text).range(at..)) {
        // 赵某前犯盗窃罪: the end of a name is no 前 of 前犯.
        let name = names.iter().find(|name| found.start() < name.end && name.end < found.end());
        if let Some(name) = name {
            at = name.end;
            continue;
        }
        at = found.end();
        tokens.push(Found::new(Token::Cue(cues[found.pattern().as_usize()]), found.range()));
    }
    for (from, to) in values.periods(text) {
        let range = from.range.start..to.range.end;
        tokens.push(Found::new(Token::Period(from, to), range));
    }
    tokens.sort_by_key(|token| token.range.start);
    tokens
}
