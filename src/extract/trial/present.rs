//! Who appeared for the prosecution, out of words that name titles, clerks and others beside: 林某、代理检察员赵某及书记员陈某.

use std::sync::LazyLock;

use super::WORDS;
use crate::text::Pattern;

/// A title within the list, of whoever is named behind it.
static TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    let others = WORDS.other_titles.join("|");
    Pattern::new(&format!(
        "(?:代理|代|助理|见习|员额|主诉|主任|副)*(?:检[察查](?:官|员|长|院)|公诉人)(?:助理)?|助理|其?(?P<other>{others})"
    ))
    .expect("the words are plain")
});

/// How a list of names ends: 等二人, 通过远程视频.
static TAIL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:等(?:[0-9一二三四五六七八九十]+(?:人|名.*)|人)?|通过.*|担任.*|出席.*|先后.*|以.*身份)$")
        .expect("constant pattern")
});

/// The names of the prosecutors and their assistants, without titles, joined by 、.
pub(in crate::extract) fn names(words: &str) -> String {
    let mut found: Vec<&str> = Vec::new();
    let mut from = 0;
    let mut is_prosecutor = true;
    for captures in TITLE.captures_iter(words) {
        let Some(title) = captures.get(0) else { continue };
        if is_prosecutor {
            found.extend(listed(&words[from..title.start()]));
        }
        is_prosecutor = captures.name("other").is_none();
        from = title.end();
    }
    if is_prosecutor {
        found.extend(listed(&words[from..]));
    }
    found.join("、")
}

/// Bytes of the list up to the comma behind which others are named: 甲、乙，被告人丙; a title goes on with it.
pub(super) fn before_others(list: &str) -> usize {
    let is_title = |words: &str| {
        TITLE.find(words).is_some_and(|title| title.start() == 0)
            && !WORDS.other_titles.iter().any(|other| words.starts_with(other.as_str()))
    };
    let mut commas = list.match_indices('，').map(|(at, comma)| (at, &list[at + comma.len()..]));
    commas.find(|(_, rest)| !is_title(rest)).map_or(list.len(), |(at, _)| at)
}

/// The names of a list without titles.
fn listed(words: &str) -> Vec<&str> {
    let end = TAIL.find(words).map_or(words.len(), |tail| tail.start());
    let parts = words[..end].split(['、', '，', ' ', '及', '（', '）']).flat_map(|part| joined(part.trim()));
    parts.filter(|name| !name.is_empty()).collect()
}

/// 罗芳和林小舟 are two; a name may hold 和 itself.
fn joined(part: &str) -> Vec<&str> {
    let is_name = |name: &str| name.chars().count() >= 2;
    match part.split_once('和') {
        Some((one, other)) if is_name(one) && is_name(other) => vec![one, other],
        Some((one, "")) => vec![one],
        _ => vec![part],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_clerks_are_no_prosecutors() {
        for (words, expected) in [
            ("林小舟", "林小舟"),
            ("林小舟、代理检察员赵明", "林小舟、赵明"),
            ("林小舟、书记员陈立", "林小舟"),
            ("林小舟及其书记员陈立、检察官助理赵明、周宁", "林小舟、赵明、周宁"),
            ("林某1代理检察员赵某、陈某", "林某1、赵某、陈某"),
            ("罗芳和检察员林小舟", "罗芳、林小舟"),
            ("罗芳和林小舟等二人", "罗芳、林小舟"),
            ("林小舟、被告人赵明及其辩护人陈立", "林小舟"),
            ("李和平、代萍", "李和平、代萍"),
        ] {
            assert_eq!(names(words), expected, "{words}");
        }
    }
}
