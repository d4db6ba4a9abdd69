//! Which provision each sentencing circumstance rests on.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::{Citation, place};

const DATA: &str = include_str!("../../review-standards/law/circumstances.toml");

/// A circumstance and its provisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstance {
    /// Its Chinese name, as extraction writes it.
    pub name: String,
    /// Provisions, main one first.
    pub places: Vec<Citation>,
    /// What the law attaches to it.
    pub effect: String,
    /// 应当 (true) or 可以.
    pub mandatory: bool,
    /// 法定 or 酌定.
    pub statutory: bool,
    /// First day of the present provision.
    pub since: Date,
}

/// The circumstance of this name.
pub fn find(name: &str) -> Option<&'static Circumstance> {
    all().iter().find(|circumstance| circumstance.name == name)
}

/// All circumstances in the table.
pub fn all() -> &'static [Circumstance] {
    &CIRCUMSTANCES
}

/// Circumstances that rest on a cited article; paragraphs are compared where both name one.
pub fn resting_on(cited: &Citation) -> impl Iterator<Item = &'static Circumstance> {
    all().iter().filter(move |circumstance| circumstance.places.iter().any(|place| covers(cited, place)))
}

fn covers(cited: &Citation, place: &Citation) -> bool {
    let same_article = (&cited.law, cited.article, cited.insert) == (&place.law, place.article, place.insert);
    let paragraphs_agree = match (cited.paragraph, place.paragraph) {
        (Some(cited), Some(place)) => cited == place,
        _ => true,
    };
    same_article && paragraphs_agree
}

#[derive(Deserialize)]
struct File {
    circumstance: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    places: Vec<String>,
    effect: String,
    mandatory: bool,
    statutory: bool,
    since: Date,
}

static CIRCUMSTANCES: LazyLock<Vec<Circumstance>> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).expect("the circumstance table is tested to parse");
    file.circumstance
        .into_iter()
        .map(|row| Circumstance {
            places: row.places.iter().filter_map(|written| read_place(written)).collect(),
            name: row.name,
            effect: row.effect,
            mandatory: row.mandatory,
            statutory: row.statutory,
            since: row.since,
        })
        .collect()
});

fn read_place(written: &str) -> Option<Citation> {
    let (law, article) = written.split_once(':').unwrap_or(("刑法", written));
    place::parse(law, article)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::articles;

    #[test]
    fn every_provision_exists() {
        for circumstance in all() {
            assert!(!circumstance.places.is_empty(), "{}", circumstance.name);
            for place in &circumstance.places {
                assert!(articles::exists(place), "{} {place:?}", circumstance.name);
            }
        }
    }

    #[test]
    fn paragraphs_tell_surrender_from_confession() {
        let cited = |written| place::parse("刑法", written).expect("a place");
        let names =
            |written| resting_on(&cited(written)).map(|found| found.name.as_str()).collect::<Vec<_>>();
        assert_eq!(names("67.3"), ["坦白"]);
        assert_eq!(names("67.1"), ["自首"]);
        assert_eq!(names("67"), ["自首", "坦白"]);
        assert!(find("从犯").is_some_and(|accessory| accessory.mandatory));
    }
}
