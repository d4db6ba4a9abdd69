//! Every spelling in one sorted list, and the longest that begins at a place of a text.
//!
//! An automaton over some thousand spellings would take longer to make than most dossiers take to read.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::index::{self, Known};
use crate::text::{Found, Range};

pub(super) static NAMES: LazyLock<Names> = LazyLock::new(|| Names::new(index::keys().collect()));

/// Spellings in the order of their bytes.
pub(super) struct Names<T = Known> {
    sorted: Vec<(&'static str, T)>,
    /// Where the names with a first character stand.
    by_first: HashMap<char, Range>,
}

impl<T: Copy> Names<T> {
    fn new(mut names: Vec<(&'static str, T)>) -> Self {
        names.sort_unstable_by_key(|&(name, _)| name);
        let mut by_first: HashMap<char, Range> = HashMap::new();
        for (place, first) in
            names.iter().enumerate().filter_map(|(at, (name, _))| Some((at, name.chars().next()?)))
        {
            by_first.entry(first).or_insert(place..place).end = place + 1;
        }
        Self { sorted: names, by_first }
    }

    /// Every name of a text, one after the other: the first, and of those that begin there the longest.
    pub(super) fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found<T>> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some(first) = text.get(at..)?.chars().next() {
                let start = at;
                if let Some((name, value)) = self.longest(first, &text[start..]) {
                    at = start + name.len();
                    return Some(Found::new(value, start..at));
                }
                at += first.len_utf8();
            }
            None
        })
    }

    /// The longest name that `text` starts with. What starts a text sorts before it, the longest last.
    fn longest(&self, first: char, mut text: &str) -> Option<(&'static str, T)> {
        let mut names = self.sorted.get(self.by_first.get(&first)?.clone())?;
        loop {
            let (last, before) = names[..names.partition_point(|&(name, _)| name <= text)].split_last()?;
            if text.starts_with(last.0) {
                return Some(*last);
            }
            // Any other name can only be a start of what the two share.
            let shared = text.char_indices().zip(last.0.chars()).find(|((_, one), other)| one != other);
            text = shared.map_or(text, |((end, _), _)| &text[..end]);
            names = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let names = Names::new(
            ["抢劫", "抢劫枪支", "抢", "盗窃", "抢劫枪支弹药爆炸物"].map(|name| (name, ())).to_vec(),
        );
        names.find_iter(text).map(|found| &text[found.range]).collect()
    }

    #[test]
    fn the_longest_name_that_begins_first_is_found() {
        assert_eq!(found("抢劫枪支弹药"), ["抢劫枪支"]);
        assert_eq!(found("抢夺、盗窃盗"), ["抢", "盗窃"]);
        assert_eq!(found("劫抢"), ["抢"]);
        assert!(found("").is_empty());
    }
}
