//! The ethnic groups a paper may name.

use std::sync::LazyLock;

use regex::Regex;

fn pattern(names: &str, end: &str) -> Regex {
    let mut names: Vec<&str> = names.split_whitespace().collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    Regex::new(&format!("^(?:{}){end}", names.join("|"))).expect("the list holds plain words")
}

static GROUP: LazyLock<Regex> = LazyLock::new(|| pattern(include_str!("data/ethnic_groups.txt"), "族"));

/// Peoples that papers name without 族: 穿青人.
static PEOPLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(include_str!("data/unrecognised_peoples.txt"), r"(?:[^\p{Han}]|$)"));

/// Bytes of the ethnic group at the start of `text`; none for 瑶族自治县.
pub(super) fn at_start(text: &str) -> Option<usize> {
    if let Some(found) = PEOPLE.find(text) {
        return found.as_str().find('人').map(|at| at + '人'.len_utf8());
    }
    let found = GROUP.find(text)?;
    let after = &text[found.end()..];
    let is_place = after.starts_with(['自', '乡', '镇', '村', '街']) || at_start(after).is_some();
    (!is_place).then_some(found.end())
}
