//! The word lists, read once.

use std::sync::LazyLock;

use crate::text::Pattern;

use serde::Deserialize;

/// Words and patterns about sums.
pub(super) struct Words {
    pub(super) taking: Vec<String>,
    pub(super) weak: Vec<String>,
    pub(super) worth: Vec<String>,
    pub(super) other: Vec<String>,
    pub(super) behind: Vec<String>,
    pub(super) pattern: Patterns,
}

macro_rules! patterns {
    ($($name:ident),* $(,)?) => {
        /// One compiled expression for each line of `[pattern]`.
        pub(super) struct Patterns { $(pub(super) $name: Pattern),* }

        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct RawPatterns { $($name: String),* }

        impl RawPatterns {
            fn compiled(&self) -> Patterns {
                let compile = |written: &str| Pattern::new(written).expect("the patterns are tested to compile");
                Patterns { $($name: compile(&self.$name)),* }
            }
        }
    };
}

patterns!(
    never,
    repaid,
    returned,
    taken_behind,
    total,
    rounded,
    of_a_thing,
    price_of,
    evidence,
    opinion,
    earlier_case,
    afterwards,
    afterwards_paragraph,
    opens,
    first_person,
    restated,
    proceeds,
    not_proceeds,
    several,
    listed,
    closing,
    bare,
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    taking: Vec<String>,
    weak: Vec<String>,
    worth: Vec<String>,
    other: Vec<String>,
    behind: Vec<String>,
    pattern: RawPatterns,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("words.toml")).expect("the list is tested to parse");
    Words {
        pattern: file.pattern.compiled(),
        taking: file.taking,
        weak: file.weak,
        worth: file.worth,
        other: file.other,
        behind: file.behind,
    }
});

/// Where the last of the words ends, as far to the right as any does.
pub(super) fn nearest(words: &[String], text: &str) -> Option<usize> {
    words.iter().filter_map(|word| text.rfind(word.as_str()).map(|at| at + word.len())).max()
}

/// Whether one of the words stands in the text.
pub(super) fn has(words: &[String], text: &str) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}
