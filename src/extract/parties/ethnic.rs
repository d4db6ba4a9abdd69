//! The ethnic groups a paper may name.

use std::sync::LazyLock;

use regex::Regex;

static GROUP: LazyLock<Regex> = LazyLock::new(|| {
    let mut names: Vec<&str> = include_str!("data/ethnic_groups.txt").split_whitespace().collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    Regex::new(&format!("^(?:{})族", names.join("|"))).expect("the list holds plain words")
});

/// Bytes of the ethnic group at the start of `text`; none for 瑶族自治县.
pub(super) fn at_start(text: &str) -> Option<usize> {
    let found = GROUP.find(text)?;
    let after = &text[found.end()..];
    let is_place = after.starts_with(['自', '乡', '镇', '村', '街']) || at_start(after).is_some();
    (!is_place).then_some(found.end())
}
