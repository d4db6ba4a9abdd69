//! Which articles and paragraphs exist, so that a citation of what is not there can be seen.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::{Citation, place};

const DATA: &str = include_str!("../../review-standards/law/articles.toml");

/// What is wrong with a cited place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Absence {
    /// The law has no such article.
    NoArticle,
    /// The article was deleted.
    Deleted,
    /// The article was not yet in force on the day.
    NotYet,
    /// The article has fewer paragraphs: this many.
    NoParagraph(u8),
}

/// Whether a place exists in the law in force on a day. `Ok` also where the law is not in the table or its
/// paragraphs are not counted: unknown is no absence.
pub fn check(place: &Citation, day: Date) -> Result<(), Absence> {
    let Some(law) = law(&place.law) else {
        return Ok(());
    };
    let key = (place.article, place.insert);
    if law.deleted.get(&key).is_some_and(|since| day >= *since) {
        return Err(Absence::Deleted);
    }
    let is_numbered = (1..=law.last_on(day)).contains(&place.article);
    match (law.inserted.get(&key), place.insert) {
        (Some(&since), _) if day < since => return Err(Absence::NotYet),
        (None, Some(_)) => return Err(Absence::NoArticle),
        (None, None) if !is_numbered => return Err(Absence::NoArticle),
        _ => {}
    }
    let (Some(cited), Some(count)) = (place.paragraph, law.paragraphs_on(key, day)) else {
        return Ok(());
    };
    if cited == 0 || cited > count { Err(Absence::NoParagraph(count)) } else { Ok(()) }
}

/// Whether a place exists in the newest version known.
pub fn exists(place: &Citation) -> bool {
    check(place, Date::MAX).is_ok()
}

/// How many paragraphs an article had on a day; none when it is not counted or the law is unknown.
pub fn paragraphs(place: &Citation, day: Date) -> Option<u8> {
    law(&place.law)?.paragraphs_on((place.article, place.insert), day)
}

/// Whether the articles of a law were numbered anew, so that a place can be judged only by the version of its day.
pub fn was_renumbered(written: &str) -> bool {
    law(written).is_some_and(|law| !law.lasts.is_empty())
}

/// The short name of a law however a paper writes it: 《中华人民共和国刑法》 gives 刑法.
pub fn short_name(written: &str) -> Option<&'static str> {
    law(written).map(|law| law.name.as_str())
}

/// A place in short words: 刑法第133条之1第2款.
pub fn words(place: &Citation) -> String {
    let insert = place.insert.map(|n| format!("之{n}")).unwrap_or_default();
    let paragraph = place.paragraph.map(|n| format!("第{n}款")).unwrap_or_default();
    format!("{}第{}条{insert}{paragraph}", place.law, place.article)
}

type Key = (u16, Option<u8>);

struct Law {
    name: String,
    last: u16,
    /// Last articles of earlier numberings, each up to a day.
    lasts: Vec<Last>,
    counted: bool,
    counted_since: Option<Date>,
    deleted: HashMap<Key, Date>,
    inserted: HashMap<Key, Date>,
    paragraphs: HashMap<Key, u8>,
    earlier: Vec<(Key, u8, Date)>,
}

impl Law {
    fn last_on(&self, day: Date) -> u16 {
        let earlier = self.lasts.iter().filter(|last| day < last.until).min_by_key(|last| last.until);
        earlier.map_or(self.last, |last| last.last)
    }

    fn paragraphs_on(&self, key: Key, day: Date) -> Option<u8> {
        if !self.counted || self.counted_since.is_some_and(|since| day < since) {
            return None;
        }
        let earlier = self.earlier.iter().filter(|(at, _, until)| *at == key && day < *until);
        let in_force = earlier.min_by_key(|(_, _, until)| *until).map(|&(_, count, _)| count);
        Some(in_force.unwrap_or_else(|| self.paragraphs.get(&key).copied().unwrap_or(1)))
    }
}

fn law(written: &str) -> Option<&'static Law> {
    let bare = written.trim_matches(['《', '》', ' ']);
    LAWS.by_name.get(bare).and_then(|&at| LAWS.laws.get(at))
}

#[derive(Deserialize)]
struct File {
    law: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    last: u16,
    #[serde(default)]
    lasts: Vec<Last>,
    counted: bool,
    counted_since: Option<Date>,
    #[serde(default)]
    deleted: Vec<Inserted>,
    #[serde(default)]
    inserted: Vec<Inserted>,
    #[serde(default)]
    paragraphs: Vec<Counted>,
    #[serde(default)]
    earlier: Vec<Earlier>,
}

#[derive(Deserialize)]
struct Last {
    last: u16,
    until: Date,
}

#[derive(Deserialize)]
struct Inserted {
    since: Date,
    articles: Vec<String>,
}

#[derive(Deserialize)]
struct Counted {
    count: u8,
    articles: Vec<String>,
}

#[derive(Deserialize)]
struct Earlier {
    article: String,
    count: u8,
    until: Date,
}

struct Laws {
    laws: Vec<Law>,
    by_name: HashMap<String, usize>,
}

static LAWS: LazyLock<Laws> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).expect("the article table is tested to parse");
    let mut by_name = HashMap::new();
    for (at, row) in file.law.iter().enumerate() {
        by_name.extend(row.aliases.iter().chain([&row.name]).map(|name| (name.clone(), at)));
    }
    Laws { laws: file.law.into_iter().map(read).collect(), by_name }
});

fn read(row: Row) -> Law {
    let keys = |articles: &[String]| articles.iter().filter_map(|article| key(article)).collect::<Vec<_>>();
    let (inserted, deleted) = (dated(&row.inserted), dated(&row.deleted));
    let paragraphs = row
        .paragraphs
        .iter()
        .flat_map(|group| keys(&group.articles).into_iter().map(|key| (key, group.count)));
    let earlier = row.earlier.iter().filter_map(|row| Some((key(&row.article)?, row.count, row.until)));
    Law {
        last: row.last,
        lasts: row.lasts,
        counted: row.counted,
        counted_since: row.counted_since,
        deleted,
        inserted,
        paragraphs: paragraphs.collect(),
        earlier: earlier.collect(),
        name: row.name,
    }
}

fn dated(groups: &[Inserted]) -> HashMap<Key, Date> {
    let places = groups.iter().flat_map(|group| group.articles.iter().map(|article| (article, group.since)));
    places.filter_map(|(article, since)| Some((key(article)?, since))).collect()
}

fn key(article: &str) -> Option<Key> {
    place::parse("", article).map(|place| (place.article, place.insert))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn at(law: &str, written: &str) -> Citation {
        place::parse(law, written).expect("a place")
    }

    #[test]
    fn existing_places_pass() {
        for place in ["264", "67.3", "133之一.3", "452.2", "17.5"] {
            assert!(exists(&at("刑法", place)), "{place}");
        }
        assert!(exists(&at("《中华人民共和国刑事诉讼法》", "308")));
    }

    #[test]
    fn absent_places_are_named() {
        let day = date(2024, 6, 1);
        for (place, absence) in [
            ("453", Absence::NoArticle),
            ("264之一", Absence::NoArticle),
            ("199", Absence::Deleted),
            ("264.2", Absence::NoParagraph(1)),
            ("67.4", Absence::NoParagraph(3)),
        ] {
            assert_eq!(check(&at("刑法", place), day), Err(absence), "{place}");
        }
        assert_eq!(check(&at("刑事诉讼法", "309"), day), Err(Absence::NoArticle));
    }

    #[test]
    fn versions_count() {
        let before = date(2021, 2, 28);
        assert_eq!(check(&at("刑法", "291之二"), before), Err(Absence::NotYet));
        assert_eq!(check(&at("刑法", "303.3"), before), Err(Absence::NoParagraph(2)));
        assert_eq!(check(&at("刑法", "303.3"), date(2021, 3, 1)), Ok(()));
        assert_eq!(check(&at("刑法", "199"), date(2015, 10, 31)), Ok(()));
        let renumbered = at("刑事诉讼法", "291");
        assert_eq!(check(&renumbered, date(2018, 10, 25)), Err(Absence::NoArticle));
        assert_eq!(check(&renumbered, date(2018, 10, 26)), Ok(()));
        assert_eq!(check(&at("刑事诉讼法", "48.2"), date(2018, 10, 25)), Ok(()), "not counted then");
    }

    #[test]
    fn unknown_laws_are_no_absence() {
        assert_eq!(check(&at("某条例", "999.9"), date(2024, 1, 1)), Ok(()));
    }
}
