//! What stands behind a field, read as the field wants it.

mod article;
mod choice;
mod days;
mod number;
mod span;

pub use number::{DEATH_MONTHS, LIFE_MONTHS, SUSPENDED_DEATH_MONTHS, months_in_words};

use super::cursor::is_separator;
use super::error::Problem;
use super::fields::{FieldInfo, Kind};
use super::words::{WORDS, fold, is_one_of};
use super::{Query, Test};

/// An unquoted value; several parted by commas are any of them.
pub(super) fn plain(info: &'static FieldInfo, text: &str) -> Result<Query, Problem> {
    let pieces = pieces(info.kind, text.trim_matches(is_separator));
    let mut tests = Vec::new();
    for piece in pieces {
        tests.push(single(info, piece)?);
    }
    if tests.is_empty() {
        return Err(Problem::MissingValue(info.field));
    }
    Ok(Query::or(tests))
}

/// A quoted value: text stays text, anything else is read as if the quotes were not there.
pub(super) fn quoted(info: &'static FieldInfo, text: &str) -> Result<Query, Problem> {
    match info.kind {
        Kind::Text | Kind::Name | Kind::Charge | Kind::Code => {
            Ok(Query::Field { field: info.field, test: Test::Phrase(text.to_owned()) })
        }
        // A word of the office's own may hold signs, which need the quotes.
        Kind::Choice if info.open && !choice::is_known(info, text) => {
            Ok(Query::Field { field: info.field, test: Test::Phrase(text.to_owned()) })
        }
        _ => plain(info, text),
    }
}

/// 盗窃，诈骗 are two values; 1,000, 走私、贩卖 and what brackets hold are one.
fn pieces(kind: Kind, text: &str) -> Vec<&str> {
    if kind == Kind::Text {
        return vec![text];
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut depth = 0i32;
    for (at, character) in text.char_indices() {
        let rest = text.get(at + character.len_utf8()..).unwrap_or_default();
        let is_inside_number = || {
            text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
                && rest.starts_with(|c: char| c.is_ascii_digit())
        };
        match character {
            '(' | '（' => depth += 1,
            ')' | '）' => depth -= 1,
            _ => {}
        }
        let parts = match character {
            _ if depth > 0 => false,
            '，' | '；' | ';' => true,
            ',' => !is_inside_number(),
            '、' => kind != Kind::Charge,
            _ => false,
        };
        if parts {
            pieces.push(text.get(start..at).unwrap_or_default());
            start = at + character.len_utf8();
        }
    }
    pieces.push(text.get(start..).unwrap_or_default());
    // A dash before a value would negate it.
    let is_before = |c: char| is_separator(c) || matches!(c, '-' | '－');
    let pieces =
        pieces.into_iter().map(|piece| piece.trim_start_matches(is_before).trim_end_matches(is_separator));
    pieces.filter(|piece| !piece.is_empty()).collect()
}

fn single(info: &'static FieldInfo, text: &str) -> Result<Query, Problem> {
    let field = info.field;
    let folded = fold(text);
    if info.kind == Kind::Flag {
        let value = choice::flag(info, &folded)?;
        return Ok(Query::Field { field, test: Test::Is(value.to_owned()) });
    }
    let present = Query::Field { field, test: Test::Present };
    if is_one_of(&WORDS.present, &folded) {
        return Ok(present);
    }
    if is_one_of(&WORDS.absent, &folded) {
        return Ok(Query::negated(present));
    }
    let test = match info.kind {
        Kind::Date => days::dates(info, &folded)?,
        Kind::Money | Kind::Months | Kind::Count => span::numbers(info, &folded)?,
        Kind::Choice => Test::Is(choice::choice(info, text)?),
        Kind::Article => Test::Is(article::read(info, &folded)?),
        Kind::Code => Test::Is(choice::code(text)),
        Kind::Text | Kind::Name | Kind::Charge | Kind::Flag => Test::Is(text.to_owned()),
    };
    Ok(Query::Field { field, test })
}

/// What to write instead, by the kind of the field.
fn unreadable(info: &FieldInfo) -> Problem {
    let expected = match info.kind {
        Kind::Date => "写成 2023、2023-01、2023-01-15，或者 2023-01..2023-06、>=2023",
        Kind::Money => "写成 5000、5万，或者 5万..10万、>=5000",
        Kind::Months => "写明年、月，例如 3年、1年6个月、6个月、无期，或者 1年..3年、>3年",
        Kind::Count => "写成 2，或者 2..5、>2",
        _ => "换一种写法",
    };
    Problem::Value(info.field, expected.to_owned())
}
