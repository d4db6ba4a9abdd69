//! Words by which an operative part may deal with a thing.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    kind: Vec<Kind>,
}

/// Things of one kind, and the words that deal with any of them.
#[derive(Deserialize)]
struct Kind {
    of: Vec<String>,
    by: Vec<String>,
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("kinds.toml")).expect("kinds.toml ships with the program");
    file.kind
});

/// The last two characters of the name, which tell what it is (手机, T恤), and the words of its kind. None where the name
/// tells nothing: OPPO.
pub(super) fn words(name: &str) -> Vec<String> {
    let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let told = name.trim_end_matches(|c| !is_han(c));
    let letters: Vec<char> = told.chars().filter(|c| is_han(*c) || c.is_ascii_alphabetic()).collect();
    let mut found: Vec<String> = Vec::new();
    if let Some(head) = letters.get(letters.len().saturating_sub(2)..).filter(|head| head.len() == 2) {
        found.push(head.iter().collect());
    }
    for kind in KINDS.iter().filter(|kind| kind.of.iter().any(|word| name.contains(word.as_str()))) {
        found.extend(kind.by.iter().cloned());
    }
    found
}

/// Whether a text speaks of a thing by a word; a word of one character may be somebody's surname (刀文斌领回).
pub(super) fn is_named(text: &str, word: &str) -> bool {
    let is_thing = |at: usize| {
        let after = &text[at + word.len()..];
        after.is_empty() || after.starts_with(|c: char| c.is_ascii_digit() || THINGS.contains(c))
    };
    word.chars().count() > 1 && text.contains(word) || text.match_indices(word).any(|(at, _)| is_thing(at))
}

/// What follows a thing: its count, its unit, the next one of a list, what is done with it.
const THINGS: &str =
    "一二两三四五六七八九十具支把部台辆个件枚根、，。；）】已均由予等和及与被依发返退销没随附另";

#[cfg(test)]
mod tests {
    use super::{is_named, words};

    #[test]
    fn a_surname_is_no_thing() {
        assert!(!is_named("书记员刀文斌电话听取意见：已领回手机", "刀"));
        assert!(is_named("扣押的刀已销毁", "刀"));
        assert!(is_named("手机已发还", "手机"));
    }

    #[test]
    fn a_thing_is_dealt_with_by_its_name_or_its_kind() {
        let deals = |name: &str, operative: &str| words(name).iter().any(|word| operative.contains(word));
        assert!(deals("华为Mate40手机", "扣押在案的移动电话一部，予以没收"));
        assert!(deals("牌九", "赌具予以没收"));
        assert!(!deals("账本", "牌九2副、骰子4枚，予以没收"));
        assert!(deals("灰色T恤", "T恤一件，由扣押机关依法处理"));
        assert!(words("OPPO").is_empty());
    }
}
