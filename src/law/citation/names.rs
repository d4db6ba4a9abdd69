//! Short names of laws.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    law: Vec<Law>,
}

#[derive(Deserialize)]
struct Law {
    short: String,
    names: Vec<String>,
    /// Whether papers name it without 《》.
    #[serde(default)]
    bare: bool,
}

static LAWS: LazyLock<Vec<Law>> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(include_str!("../data/law_names.toml")).expect("the shipped table parses");
    table.law
});

static SHORT: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for law in LAWS.iter() {
        map.insert(law.short.as_str(), law.short.as_str());
        for name in &law.names {
            map.insert(name.as_str(), law.short.as_str());
        }
    }
    map
});

/// The name a citation carries for a title without 《》: 刑法 for 中华人民共和国刑法, any other title as written
/// without 中华人民共和国.
pub fn short_name(title: &str) -> String {
    let title = title.replace(['﹤', '＜', '<'], "〈").replace(['﹥', '＞', '>'], "〉");
    let title = title.trim_matches([' ', '〈', '〉', '《', '》']);
    if let Some(short) = SHORT.get(title) {
        return (*short).to_owned();
    }
    // 最高人民法院〈关于……的解释〉: an inner bracket around the rest of the title is no part of the name.
    let is_wrapped = title.contains('〈') && title.matches('〈').count() > title.matches('〉').count();
    let title = if is_wrapped { title.replacen('〈', "", 1) } else { title.to_owned() };
    title.strip_prefix("中华人民共和国").unwrap_or(&title).to_owned()
}

/// Whether a title is that of a law the table knows, however it ends.
pub(super) fn is_known(title: &str) -> bool {
    SHORT.contains_key(title)
}

/// Names that are read as a law without 《》, longest first.
pub(super) fn bare_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = LAWS
        .iter()
        .filter(|law| law.bare)
        .flat_map(|law| law.names.iter().chain(std::iter::once(&law.short)))
        .map(String::as_str)
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}
