//! Terms, operators and brackets: 非 binds closest, then 且 (or a space), then 或.

use std::ops::Range;

use super::cursor::{self, Cursor, Item, Lexed};
use super::error::{Problem, QueryError};
use super::fields::FieldInfo;
use super::words::{self, Operator, fold};
use super::{Query, value};

/// More is a pasted text, not a query.
const LONGEST: usize = 2_000;

/// Brackets within brackets; keeps the recursion shallow.
const DEEPEST: usize = 40;

pub(super) fn parse(text: &str) -> Result<Query, QueryError> {
    let mut cursor = Cursor::new(text);
    if cursor.chars.len() > LONGEST {
        return Err(cursor.error(LONGEST..cursor.chars.len(), Problem::TooLong(LONGEST)));
    }
    let query = any(&mut cursor, None, 0)?;
    match cursor.peek()? {
        Some(stray) => Err(cursor.error(stray.at, Problem::StrayBracket)),
        None => Ok(query.unwrap_or(Query::All)),
    }
}

/// Terms joined by 或; none where there is nothing before the end or a closing bracket.
fn any(
    cursor: &mut Cursor,
    field: Option<&'static FieldInfo>,
    depth: usize,
) -> Result<Option<Query>, QueryError> {
    let first = all(cursor, field, depth)?;
    let mut parts: Vec<Query> = first.into_iter().collect();
    while let Some(Lexed { item: Item::Operator(Operator::Or), at }) = cursor.peek()? {
        cursor.at = at.end;
        let next = all(cursor, field, depth)?;
        let (false, Some(next)) = (parts.is_empty(), next) else {
            return Err(cursor.error(at, Problem::MissingTerm));
        };
        parts.push(next);
    }
    Ok((!parts.is_empty()).then(|| Query::or(parts)))
}

/// Terms joined by 且 or nothing.
fn all(
    cursor: &mut Cursor,
    field: Option<&'static FieldInfo>,
    depth: usize,
) -> Result<Option<Query>, QueryError> {
    let mut parts = Vec::new();
    let mut joined: Option<Range<usize>> = None;
    while let Some(lexed) = cursor.peek()? {
        match lexed.item {
            Item::Close | Item::Operator(Operator::Or) => break,
            Item::Operator(Operator::And) => {
                if parts.is_empty() || joined.is_some() {
                    return Err(cursor.error(lexed.at, Problem::MissingTerm));
                }
                cursor.at = lexed.at.end;
                joined = Some(lexed.at);
            }
            _ => {
                parts.push(one(cursor, lexed, field, depth)?);
                joined = None;
            }
        }
    }
    if let Some(at) = joined {
        return Err(cursor.error(at, Problem::MissingTerm));
    }
    Ok((!parts.is_empty()).then(|| Query::and(parts)))
}

/// One term with the 非 before it.
fn one(
    cursor: &mut Cursor,
    mut lexed: Lexed,
    field: Option<&'static FieldInfo>,
    depth: usize,
) -> Result<Query, QueryError> {
    let mut is_negated = false;
    while let Item::Operator(operator) = lexed.item {
        let at = lexed.at;
        if operator != Operator::Not {
            return Err(cursor.error(at, Problem::MissingTerm));
        }
        is_negated = !is_negated;
        cursor.at = at.end;
        lexed = match cursor.peek()? {
            Some(next) if !matches!(next.item, Item::Close) => next,
            _ => return Err(cursor.error(at, Problem::MissingTerm)),
        };
    }
    let query = term(cursor, lexed, field, depth)?;
    Ok(if is_negated { Query::negated(query) } else { query })
}

fn term(
    cursor: &mut Cursor,
    lexed: Lexed,
    field: Option<&'static FieldInfo>,
    depth: usize,
) -> Result<Query, QueryError> {
    cursor.at = lexed.at.end;
    match (lexed.item, field) {
        (Item::Open, field) => bracketed(cursor, lexed.at, field, depth + 1),
        (Item::Field(info), _) => field_value(cursor, lexed.at, info, depth),
        (Item::Phrase(text), Some(info)) => {
            value::quoted(info, &text).map_err(|problem| cursor.error(lexed.at, problem))
        }
        (Item::Phrase(text), None) => Ok(Query::Phrase(text)),
        (Item::Words(_), Some(info)) => plain_value(cursor, lexed.at, info),
        (Item::Words(word), None) if words::is_bare_range(&fold(&word)) => {
            Err(cursor.error(lexed.at, Problem::LoneRange))
        }
        (Item::Words(word), None) => Ok(Query::Words(word)),
        // Callers take these.
        (Item::Close | Item::Operator(_), _) => Err(cursor.error(lexed.at, Problem::MissingTerm)),
    }
}

fn bracketed(
    cursor: &mut Cursor,
    open: Range<usize>,
    field: Option<&'static FieldInfo>,
    depth: usize,
) -> Result<Query, QueryError> {
    if depth > DEEPEST {
        return Err(cursor.error(open, Problem::TooDeep));
    }
    let outside =
        std::mem::replace(&mut cursor.keeps_signs, field.is_some_and(|info| info.kind.is_ordered()));
    let inner = any(cursor, field, depth)?;
    cursor.keeps_signs = outside;
    let Some(close) = cursor.peek()? else {
        return Err(cursor.error(open.start..cursor.chars.len(), Problem::UnclosedBracket));
    };
    cursor.at = close.at.end;
    inner.ok_or_else(|| cursor.error(open.start..close.at.end, Problem::EmptyBrackets))
}

/// What stands behind a field and its colon.
fn field_value(
    cursor: &mut Cursor,
    name: Range<usize>,
    info: &'static FieldInfo,
    depth: usize,
) -> Result<Query, QueryError> {
    cursor.skip_separators();
    // 罪名:-盗窃
    let mut is_negated = false;
    while matches!(cursor.get(cursor.at), Some('-' | '－')) {
        is_negated = !is_negated;
        cursor.at += 1;
        cursor.skip_separators();
    }
    let query = simple_value(cursor, name, info, depth)?;
    Ok(if is_negated { Query::negated(query) } else { query })
}

fn simple_value(
    cursor: &mut Cursor,
    name: Range<usize>,
    info: &'static FieldInfo,
    depth: usize,
) -> Result<Query, QueryError> {
    let start = cursor.at;
    let run = cursor.value_run(start);
    if !run.is_empty() {
        return plain_value(cursor, run, info);
    }
    let next = cursor.get(start);
    if next.is_some_and(cursor::is_quote) {
        let (text, end) = cursor.phrase(start)?;
        cursor.at = end;
        return value::quoted(info, &text).map_err(|problem| cursor.error(start..end, problem));
    }
    if matches!(next, Some('(' | '（')) {
        cursor.at = start + 1;
        return bracketed(cursor, start..start + 1, Some(info), depth + 1);
    }
    Err(cursor.error(name, Problem::MissingValue(info.field)))
}

/// An unquoted value. Values with an order may have spaces around the signs: > 3年, 5万 至 10万.
fn plain_value(
    cursor: &mut Cursor,
    run: Range<usize>,
    info: &'static FieldInfo,
) -> Result<Query, QueryError> {
    let mut end = run.end;
    let mut text = cursor.text(run.clone());
    if info.kind.is_ordered() {
        if cursor::is_sign(&text)
            && let Some(next) = next_run(cursor, end)
        {
            text.push_str(&cursor.text(next.clone()));
            end = next.end;
        }
        if let Some(sign) = next_run(cursor, end)
            && words::is_bare_range(&fold(&cursor.text(sign.clone())))
        {
            text.push_str(&cursor.text(sign.clone()));
            end = sign.end;
            if let Some(last) = next_run(cursor, end) {
                text.push_str(&cursor.text(last.clone()));
                end = last.end;
            }
        }
        // 刑期:>1年 <3年
        if let Some(more) = next_run(cursor, end)
            && cursor.get(more.start).is_some_and(words::is_comparison_sign)
        {
            text.push_str(&cursor.text(more.clone()));
            end = more.end;
        }
    }
    cursor.at = end;
    value::plain(info, &text).map_err(|problem| cursor.error(run.start..end, problem))
}

fn next_run(cursor: &Cursor, from: usize) -> Option<Range<usize>> {
    let start = cursor.past(from, char::is_whitespace);
    let run = cursor.value_run(start);
    (!run.is_empty()).then_some(run)
}
