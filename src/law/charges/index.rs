//! Every way to write every charge, read once from the data file.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use serde::Deserialize;

use super::form::{self, squeeze};
use super::{Charge, Former};
use crate::law::place;

const DATA: &str = include_str!("../../../review-standards/law/charges.toml");
/// The criminal law of 1997 came into force.
const CODE: Date = date(1997, 10, 1);
/// Parts of a name that stands for the whole charge.
const WHOLE: u32 = u32::MAX;
/// Bits from here on mark explicitly listed narrowed names.
const FIRST_LISTED_BIT: usize = 20;

/// How a written name relates to the standard one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spelling {
    /// The standard name.
    Standard,
    /// A selective charge with some of its parts only.
    Narrowed,
    /// A name that was replaced.
    Former,
    /// A short or common form.
    Alias,
}

/// A written name that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The charge it means.
    pub charge: &'static Charge,
    /// How it is written.
    pub spelling: Spelling,
    parts: u32,
}

/// What two known names have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The same charge with the same parts.
    Same,
    /// One is a former or short name of the other.
    Renamed,
    /// One holds all parts of the other.
    Narrowed,
    /// Different parts of one selective charge: 贩卖毒品罪 and 运输毒品罪.
    OtherParts,
    /// Different charges.
    Different,
}

/// All charges in the order of the law, abolished ones last.
pub fn all() -> &'static [Charge] {
    &CHARGES
}

/// The charge a written name means: with or without 罪, narrowed, former or short.
pub fn find(name: &str) -> Option<&'static Charge> {
    find_spelled(name).map(|known| known.charge)
}

/// Like [`find`], and how the name is written.
pub fn find_spelled(name: &str) -> Option<Known> {
    let key = squeeze(name.trim());
    let stem = key.strip_suffix('罪').unwrap_or(&key);
    INDEX.get(stem).copied()
}

/// How two written names relate; none when one of them is not known.
pub fn relation(a: &str, b: &str) -> Option<Relation> {
    let (a, b) = (find_spelled(a)?, find_spelled(b)?);
    if !std::ptr::eq(a.charge, b.charge) {
        return Some(Relation::Different);
    }
    let by_name = |known: Known| matches!(known.spelling, Spelling::Former | Spelling::Alias);
    if by_name(a) || by_name(b) {
        return Some(if a == b { Relation::Same } else { Relation::Renamed });
    }
    let shared = a.parts & b.parts;
    Some(match () {
        () if a.parts == b.parts => Relation::Same,
        () if shared == a.parts || shared == b.parts => Relation::Narrowed,
        () => Relation::OtherParts,
    })
}

/// Keys of the index: every spelling without separators and 罪.
pub(super) fn keys() -> impl Iterator<Item = (&'static str, Known)> {
    INDEX.iter().map(|(key, known)| (key.as_str(), *known))
}

#[derive(Deserialize)]
struct File {
    charge: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    articles: Vec<String>,
    #[serde(default = "criminal_law")]
    law: String,
    form: Option<String>,
    #[serde(default)]
    narrowed: Vec<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    former: Vec<Former>,
    since: Option<Date>,
    until: Option<Date>,
}

fn criminal_law() -> String {
    "刑法".to_owned()
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).expect("the charge list is tested to parse");
    file.charge
});

static CHARGES: LazyLock<Vec<Charge>> = LazyLock::new(|| ROWS.iter().map(charge).collect());

static INDEX: LazyLock<HashMap<String, Known>> = LazyLock::new(|| {
    let mut index = HashMap::new();
    for (row, charge) in ROWS.iter().zip(CHARGES.iter()) {
        for (key, spelling, parts) in names(row) {
            index.entry(key).or_insert(Known { charge, spelling, parts });
        }
    }
    index
});

fn charge(row: &Row) -> Charge {
    Charge {
        name: row.name.clone(),
        articles: row.articles.iter().filter_map(|written| place::parse(&row.law, written)).collect(),
        since: row.since.unwrap_or(CODE),
        until: row.until,
        former: row.former.clone(),
        selective: row.form.is_some() || !row.narrowed.is_empty(),
    }
}

/// Standard name first, so that a spelling listed twice keeps its best reading.
fn names(row: &Row) -> Vec<(String, Spelling, u32)> {
    let standard = row.name.trim_end_matches('罪');
    let mut names = vec![(squeeze(standard), Spelling::Standard, WHOLE)];
    for (at, name) in row.narrowed.iter().enumerate() {
        names.push((squeeze(name), Spelling::Narrowed, 1 << (FIRST_LISTED_BIT + at)));
    }
    if let Some(form) = &row.form {
        let spelled = form::spellings(form);
        let most = spelled.iter().fold(0, |all, spelled| all | spelled.parts);
        for spelled in spelled {
            let is_whole = spelled.parts == most;
            let spelling = if is_whole { Spelling::Standard } else { Spelling::Narrowed };
            names.push((spelled.key, spelling, if is_whole { WHOLE } else { spelled.parts }));
        }
    }
    for former in &row.former {
        let spelled = form::spellings(former.form.as_deref().unwrap_or(&former.name));
        names.extend(spelled.into_iter().map(|spelled| (spelled.key, Spelling::Former, WHOLE)));
    }
    names.extend(row.aliases.iter().map(|alias| (squeeze(alias), Spelling::Alias, WHOLE)));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_means_two_charges() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for row in ROWS.iter() {
            for (key, _, _) in names(row) {
                let other = seen.insert(key.clone(), &row.name);
                assert!(other.is_none_or(|other| other == row.name), "{key}: {other:?} and {}", row.name);
            }
        }
    }

    #[test]
    fn every_article_is_a_place() {
        for (row, charge) in ROWS.iter().zip(all()) {
            assert_eq!(row.articles.len(), charge.articles.len(), "{}", row.name);
            assert!(!charge.articles.is_empty(), "{}", row.name);
        }
    }
}
