//! The query language for people: words, exact phrases, fields with values, 且 / 或 / 非 and brackets.
//!
//! Pure: text in, a [`Query`] or one Chinese sentence out. What each part finds in the index is decided elsewhere.
//! `docs/search.md` tells people about it, `fields.toml` holds the fields.

mod cursor;
mod display;
mod error;
mod fields;
mod grammar;
mod value;
mod words;

use std::ops::Bound;

use jiff::civil::Date;

pub use error::{Problem, QueryError};
pub use fields::{FieldInfo, FieldName, Kind, fields};
pub use value::{DEATH_MONTHS, LIFE_MONTHS, SUSPENDED_DEATH_MONTHS, months_in_words};

/// What a person looks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// Everything: nothing was typed.
    All,
    /// A bare run, as typed, without the punctuation around it.
    Words(String),
    /// Quoted: these characters in this order.
    Phrase(String),
    /// A field with what it must be.
    Field {
        /// Which field.
        field: FieldName,
        /// What it must be.
        test: Test,
    },
    /// All of these; never fewer than two, none of them an `And`.
    And(Vec<Query>),
    /// Any of these; never fewer than two, none of them an `Or`.
    Or(Vec<Query>),
    /// Not this; never a `Not`.
    Not(Box<Query>),
}

/// What a field must be.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// A value as typed, or in its standard form for [`Kind::Choice`], [`Kind::Code`], [`Kind::Article`] (刑法264,
    /// 刑法133之1; 刑法 alone means any of its articles) and [`Kind::Flag`] (是, 否).
    Is(String),
    /// A quoted value: these characters in this order.
    Phrase(String),
    /// A number in the unit of the field ([`FieldInfo::kind`]): yuan, months, or a count.
    Number {
        /// Lower end.
        from: Bound<f64>,
        /// Upper end.
        to: Bound<f64>,
    },
    /// A day. As parsed `from` is included or unbounded, `to` excluded or unbounded.
    Date {
        /// First day.
        from: Bound<Date>,
        /// The day after the last.
        to: Bound<Date>,
    },
    /// The field has a value at all.
    Present,
}

/// Reads a query.
///
/// # Errors
/// One Chinese sentence that says where and what to write instead.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    grammar::parse(text)
}

impl Query {
    /// All of `parts`, flat.
    #[must_use]
    pub fn and(parts: Vec<Query>) -> Query {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Query::All => {}
                Query::And(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() > 1 { Query::And(flat) } else { flat.pop().unwrap_or(Query::All) }
    }

    /// Any of `parts`, flat.
    #[must_use]
    pub fn or(parts: Vec<Query>) -> Query {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Query::All => return Query::All,
                Query::Or(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() > 1 { Query::Or(flat) } else { flat.pop().unwrap_or(Query::All) }
    }

    /// Not `query`; twice not is the query itself.
    #[must_use]
    pub fn negated(query: Query) -> Query {
        match query {
            Query::Not(inner) => *inner,
            other => Query::Not(Box::new(other)),
        }
    }
}

#[cfg(test)]
mod tests;
