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

/// The last two characters of the name, which tell what it is, and the words of its kind. None where the name tells
/// nothing: OPPO.
pub(super) fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).collect();
    let mut found: Vec<String> = Vec::new();
    if let Some(head) = letters.get(letters.len().saturating_sub(2)..).filter(|head| head.len() == 2) {
        found.push(head.iter().collect());
    }
    for kind in KINDS.iter().filter(|kind| kind.of.iter().any(|word| name.contains(word.as_str()))) {
        found.extend(kind.by.iter().cloned());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_thing_is_dealt_with_by_its_name_or_its_kind() {
        let deals = |name: &str, operative: &str| words(name).iter().any(|word| operative.contains(word));
        assert!(deals("华为Mate40手机", "扣押在案的移动电话一部，予以没收"));
        assert!(deals("牌九", "赌具予以没收"));
        assert!(!deals("账本", "牌九2副、骰子4枚，予以没收"));
        assert!(words("OPPO").is_empty());
    }
}
