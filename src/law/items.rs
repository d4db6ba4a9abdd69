//! Provisions told item by item, and the words by which each item is known (刑法 §263: 入户, 持枪 …).

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use serde::Deserialize;

use super::Citation;

const DATA: &str = include_str!("../../review-standards/law/items.toml");

/// A paragraph with items.
#[derive(Debug)]
pub struct Provision {
    law: String,
    article: u16,
    insert: Option<u8>,
    paragraph: Option<u8>,
    /// First day on which the items were these; none for since ever.
    pub since: Option<Date>,
    /// Whether a deed falls under one item only: sums and degrees.
    pub exclusive: bool,
    /// What each item is known by, the first item first; none for the one that holds everything else.
    pub items: Vec<Option<Regex>>,
}

/// The provision a citation names, whichever of its items; a citation that names another paragraph is none of it.
pub fn provision(place: &Citation) -> Option<&'static Provision> {
    PROVISIONS.iter().find(|known| {
        let same_paragraph =
            place.paragraph.is_none() || known.paragraph.is_none() || place.paragraph == known.paragraph;
        known.law == place.law
            && known.article == place.article
            && known.insert == place.insert
            && same_paragraph
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    law: String,
    article: u16,
    insert: Option<u8>,
    paragraph: Option<u8>,
    since: Option<Date>,
    #[serde(default)]
    exclusive: bool,
    items: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    provision: Vec<Row>,
}

static PROVISIONS: LazyLock<Vec<Provision>> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).expect("items.toml is checked by a test");
    let known_by =
        |words: &String| (words != ".").then(|| Regex::new(words).expect("items.toml is checked by a test"));
    let read = |row: Row| Provision {
        law: row.law,
        article: row.article,
        insert: row.insert,
        paragraph: row.paragraph,
        since: row.since,
        exclusive: row.exclusive,
        items: row.items.iter().map(known_by).collect(),
    };
    file.provision.into_iter().map(read).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::articles;

    #[test]
    fn every_provision_exists_and_is_found_with_and_without_its_paragraph() {
        for known in PROVISIONS.iter() {
            let place = Citation {
                law: known.law.clone(),
                article: known.article,
                insert: known.insert,
                paragraph: known.paragraph,
                item: Some(1),
            };
            assert!(articles::exists(&place), "{}", articles::words(&place));
            assert!(known.items.len() > 1);
            let bare = Citation { paragraph: None, ..place.clone() };
            assert_eq!(provision(&bare).map(|found| found.article), Some(known.article));
            let other = Citation { paragraph: known.paragraph.map(|n| n + 7), ..place };
            assert_eq!(provision(&other).is_some(), known.paragraph.is_none());
        }
    }
}
