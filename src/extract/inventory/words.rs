//! Word lists of evidence and property, read once.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;
use serde::Deserialize;

use crate::text::WordList;

#[derive(Deserialize)]
struct File {
    category: Vec<Category>,
    evidence: Evidence,
    property: Property,
}

/// A category of evidence (刑事诉讼法 §50) and the words that show it.
#[derive(Deserialize)]
struct Category {
    name: String,
    words: Vec<String>,
}

/// Words around a list of evidence.
#[derive(Deserialize)]
pub(super) struct Evidence {
    pub(super) leads: Vec<String>,
    pub(super) stops: WordList,
}

#[derive(Deserialize)]
struct Property {
    dispositions: Vec<String>,
    leads: Vec<String>,
    units: String,
}

/// Word lists; see `words.toml`.
pub(super) struct Words {
    pub(super) categories: Categories,
    pub(super) evidence: Evidence,
    pub(super) dispositions: Vec<String>,
    pub(super) leads: Vec<String>,
    /// A count with its unit at either end of a name.
    pub(super) quantity: Regex,
}

/// Categories of evidence, all their words sought at once.
pub(super) struct Categories {
    finder: AhoCorasick,
    /// The category of each word of the finder.
    of_word: Vec<usize>,
    names: Vec<String>,
}

impl Categories {
    fn new(categories: Vec<Category>) -> Self {
        let words = categories.iter().flat_map(|category| &category.words);
        let finder = AhoCorasick::new(words).expect("words.toml ships with the program");
        let places = categories.iter().enumerate();
        let of_word = places.flat_map(|(place, one)| one.words.iter().map(move |_| place)).collect();
        Self { finder, of_word, names: categories.into_iter().map(|category| category.name).collect() }
    }

    /// The first category that one of its words shows.
    pub(super) fn of(&self, name: &str) -> Option<&str> {
        let found = self.finder.find_overlapping_iter(name);
        let first = found.filter_map(|word| self.of_word.get(word.pattern().as_usize())).min()?;
        self.names.get(*first).map(String::as_str)
    }
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("words.toml")).expect("words.toml ships with the program");
    let quantity = format!(
        "(?:人民币)?(?:[0-9][0-9,.]*|[一二三四五六七八九十两百千万数壹贰叁肆伍陆柒捌玖拾佰仟]+)余?(?:{})",
        file.property.units
    );
    Words {
        categories: Categories::new(file.category),
        evidence: file.evidence,
        dispositions: file.property.dispositions,
        leads: file.property.leads,
        quantity: Regex::new(&quantity).expect("words.toml ships with the program"),
    }
});
