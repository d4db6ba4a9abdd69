//! Word lists of evidence and property, read once.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    category: Vec<Category>,
    property: Property,
}

/// A category of evidence (刑事诉讼法 §50) and the words that show it.
#[derive(Deserialize)]
pub(super) struct Category {
    pub(super) name: String,
    pub(super) words: Vec<String>,
}

#[derive(Deserialize)]
struct Property {
    dispositions: Vec<String>,
    leads: Vec<String>,
    units: String,
}

/// Word lists; see `words.toml`.
pub(super) struct Words {
    pub(super) categories: Vec<Category>,
    pub(super) dispositions: Vec<String>,
    pub(super) leads: Vec<String>,
    /// A count with its unit at either end of a name.
    pub(super) quantity: Regex,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("words.toml")).expect("words.toml ships with the program");
    let quantity = format!(
        "(?:人民币)?(?:[0-9][0-9,.]*|[一二三四五六七八九十两百千万数壹贰叁肆伍陆柒捌玖拾佰仟]+)余?(?:{})",
        file.property.units
    );
    Words {
        categories: file.category,
        dispositions: file.property.dispositions,
        leads: file.property.leads,
        quantity: Regex::new(&quantity).expect("words.toml ships with the program"),
    }
});
