//! From a query of people to a query of the index.

use std::ops::Bound;

use jiff::civil::Date;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, ExistsQuery, Occur, PhraseQuery,
    Query as Plan, RangeQuery, RegexQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::error::SearchError;
use super::query::{FieldName, Query, Test};
use super::schema::{Fields, Shape, column, shape};
use super::tokens::{Pattern, pattern};
use super::{values, words};

/// Weight of a bare run that stands in the text as typed, over its words standing anywhere.
const AS_TYPED: f32 = 2.0;

/// What the index is asked.
pub(super) fn plan(
    query: &Query,
    fields: &Fields,
    searcher: &Searcher,
) -> Result<Box<dyn Plan>, SearchError> {
    Ok(match query {
        Query::All => Box::new(AllQuery),
        Query::Phrase(text) => substring(fields, text),
        Query::Words(text) => bare(fields, text),
        Query::Field { field, test } => of_field(*field, test, fields, searcher)?,
        Query::And(parts) => boolean(parts, Occur::Must, fields, searcher)?,
        Query::Or(parts) => boolean(parts, Occur::Should, fields, searcher)?,
        Query::Not(inner) => without(plan(inner, fields, searcher)?),
    })
}

/// What a query finds, less the papers of some cases.
pub(super) fn except(plan: Box<dyn Plan>, hidden: &[i64], fields: &Fields) -> Box<dyn Plan> {
    if hidden.is_empty() {
        return plan;
    }
    let cases = hidden.iter().map(|&case| Term::from_field_u64(fields.case, case as u64));
    let hidden: Box<dyn Plan> = Box::new(TermSetQuery::new(cases));
    Box::new(BooleanQuery::new(vec![(Occur::Must, plan), (Occur::MustNot, hidden)]))
}

fn boolean(
    parts: &[Query],
    occur: Occur,
    fields: &Fields,
    searcher: &Searcher,
) -> Result<Box<dyn Plan>, SearchError> {
    let mut clauses = Vec::new();
    let mut only_not = true;
    for part in parts {
        match part {
            Query::Not(inner) if occur == Occur::Must => {
                clauses.push((Occur::MustNot, plan(inner, fields, searcher)?));
            }
            other => {
                only_not = false;
                clauses.push((occur, plan(other, fields, searcher)?));
            }
        }
    }
    if only_not {
        clauses.push((Occur::Must, Box::new(AllQuery)));
    }
    Ok(Box::new(BooleanQuery::new(clauses)))
}

fn without(inner: Box<dyn Plan>) -> Box<dyn Plan> {
    let all: Box<dyn Plan> = Box::new(AllQuery);
    Box::new(BooleanQuery::new(vec![(Occur::Must, all), (Occur::MustNot, inner)]))
}

/// A run without quotes: each of its words must stand in the text; the run as typed counts for more.
fn bare(fields: &Fields, text: &str) -> Box<dyn Plan> {
    let parts = bare_words(text);
    let [_, _, ..] = parts.as_slice() else { return substring(fields, text) };
    let mut clauses: Vec<(Occur, Box<dyn Plan>)> =
        parts.iter().map(|word| (Occur::Must, substring(fields, word))).collect();
    let whole = Box::new(BoostQuery::new(substring(fields, text), AS_TYPED));
    clauses.push((Occur::Should, whole));
    Box::new(BooleanQuery::new(clauses))
}

/// The words a bare run is taken apart into; the run itself where it has no more than one.
pub(super) fn bare_words(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in words::of_query(text) {
        if !parts.contains(&word) {
            parts.push(word);
        }
    }
    if parts.len() < 2 { vec![text.to_owned()] } else { parts }
}

/// Texts that hold these characters in this order.
fn substring(fields: &Fields, text: &str) -> Box<dyn Plan> {
    match pattern(text) {
        Pattern::Character(character) => {
            let term = Term::from_field_text(fields.characters, &character);
            Box::new(TermQuery::new(term, IndexRecordOption::Basic))
        }
        several => adjoining(fields.grams, several),
    }
}

/// A passage of a field of pairs; one character is whatever pair it begins.
fn adjoining(field: Field, pattern: Pattern) -> Box<dyn Plan> {
    let term = |pair: &str| Term::from_field_text(field, pair);
    match pattern {
        Pattern::Empty => Box::new(EmptyQuery),
        Pattern::Character(character) => {
            match RegexQuery::from_pattern(&format!("{}.", regex::escape(&character)), field) {
                Ok(plan) => Box::new(plan),
                Err(_) => Box::new(EmptyQuery),
            }
        }
        Pattern::Pair(pair) => Box::new(TermQuery::new(term(&pair), IndexRecordOption::WithFreqs)),
        Pattern::Phrase(pairs) => Box::new(PhraseQuery::new_with_offset(
            pairs.iter().map(|(position, pair)| (*position, term(pair))).collect(),
        )),
    }
}

fn of_field(
    name: FieldName,
    test: &Test,
    fields: &Fields,
    searcher: &Searcher,
) -> Result<Box<dyn Plan>, SearchError> {
    let field = fields.of(name);
    let plan: Box<dyn Plan> = match (test, shape(name)) {
        (Test::Present, Shape::Part) => Box::new(ExistsQuery::new(column(FieldName::Case), false)),
        (Test::Present, _) => Box::new(ExistsQuery::new(column(name), false)),
        (Test::Number { from, to }, _) => {
            range(field, from, to, |field, &value| Term::from_field_f64(field, value))
        }
        (Test::Date { from, to }, _) => {
            range(field, from, to, |field, &day| Term::from_field_i64(field, yyyymmdd(day)))
        }
        (Test::Is(text) | Test::Phrase(text), Shape::Part) => adjoining(field, pattern(text)),
        (Test::Is(text), _) => any_of(keywords(field, searcher, |value| values::matches(name, value, text))?),
        (Test::Phrase(text), _) => {
            // The whole value where there is one, as facets put it: 诈骗罪 in quotes is not 合同诈骗罪.
            let whole = keywords(field, searcher, |value| values::is_whole(value, text))?;
            let part = |value: &str| values::contains(value, text);
            any_of(if whole.is_empty() { keywords(field, searcher, part)? } else { whole })
        }
    };
    // A field narrows; how often its words occur says nothing about relevance.
    Ok(Box::new(ConstScoreQuery::new(plan, 0.0)))
}

fn range<T>(field: Field, from: &Bound<T>, to: &Bound<T>, term: impl Fn(Field, &T) -> Term) -> Box<dyn Plan> {
    let bound = |bound: &Bound<T>| bound.as_ref().map(|value| term(field, value));
    match (bound(from), bound(to)) {
        (Bound::Unbounded, Bound::Unbounded) => Box::new(AllQuery),
        (from, to) => Box::new(RangeQuery::new(from, to)),
    }
}

fn yyyymmdd(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

/// The values of a field that pass. There are few, so all are looked at.
fn keywords(
    field: Field,
    searcher: &Searcher,
    passes: impl Fn(&str) -> bool,
) -> Result<Vec<Term>, SearchError> {
    let mut terms = Vec::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut values = inverted.terms().stream()?;
        while values.advance() {
            if std::str::from_utf8(values.key()).is_ok_and(&passes) {
                let value = String::from_utf8_lossy(values.key()).into_owned();
                terms.push(Term::from_field_text(field, &value));
            }
        }
    }
    Ok(terms)
}

fn any_of(terms: Vec<Term>) -> Box<dyn Plan> {
    if terms.is_empty() { Box::new(EmptyQuery) } else { Box::new(TermSetQuery::new(terms)) }
}
