//! Words of a text, for ranking. What must be found exactly goes by [`tokens`](super::tokens) of characters.

use std::collections::HashSet;
use std::sync::LazyLock;

use jieba_rs::Jieba;

use super::fold;
use crate::document::DocumentKind;
use crate::law::{charges, circumstances};

/// One dictionary for the whole program: it takes a tenth of a second to read and some 60 MB to keep.
static DICTIONARY: LazyLock<Jieba> = LazyLock::new(with_legal_words);
static STOP_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| listed(include_str!("data/stop_words.txt")).collect());

/// A legal term of more characters is left to its parts: asked for in part, it would not be found.
const LONGEST_TERM: usize = 8;
/// Bytes of the longest entry of the stop list.
const LONGEST_STOP_WORD: usize = 6;

/// A word and its place among all words of the text, those left out included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// As it stands in the text.
    pub text: &'a str,
    /// How many words, left out or not, stand before it.
    pub position: usize,
    /// Byte of the text it starts at.
    pub start: usize,
}

/// The words of a text folded by [`fold_for_words`]; signs and words that say nothing are left out.
pub fn words(folded: &str) -> impl Iterator<Item = Word<'_>> {
    let cut = DICTIONARY.cut(folded, false).into_iter();
    cut.filter(|token| token.word.chars().any(char::is_alphanumeric)).enumerate().filter_map(
        |(position, token)| {
            let kept = token.word.len() > LONGEST_STOP_WORD || !STOP_WORDS.contains(token.word);
            kept.then_some(Word { text: token.word, position, start: token.byte_start })
        },
    )
}

/// Folds a text and keeps one space between Latin words or numbers, which would be one word without it.
pub fn fold_for_words(text: &str, folded: &mut String) {
    folded.clear();
    let mut parted = false;
    for character in text.chars() {
        let Some(kept) = fold::fold_char(character) else {
            parted |= character.is_whitespace();
            continue;
        };
        if parted
            && kept.is_ascii_alphanumeric()
            && folded.ends_with(|last: char| last.is_ascii_alphanumeric())
        {
            folded.push(' ');
        }
        parted = false;
        folded.push(kept);
    }
}

/// The words of what someone typed, in order, folded as the index has them.
pub fn of_query(text: &str) -> Vec<String> {
    let mut folded = String::new();
    fold_for_words(text, &mut folded);
    words(&folded).map(|word| word.text.to_owned()).collect()
}

fn with_legal_words() -> Jieba {
    let mut dictionary = Jieba::new();
    let mut terms: Vec<String> =
        legal_terms().map(fold::fold_text).filter(|term| is_one_word(term)).collect();
    // A short term first: how frequent a long one must be to stay whole depends on those within it.
    terms.sort_by_cached_key(|term| (term.chars().count(), term.clone()));
    terms.dedup();
    for term in terms {
        dictionary.add_word(&term, None, None);
    }
    for charge in charges::all() {
        // Never chosen: the name without 罪 is the word.
        if dictionary.has_word(&charge.name) {
            dictionary.add_word(&charge.name, Some(0), None);
        }
    }
    dictionary
}

fn legal_terms() -> impl Iterator<Item = &'static str> {
    // 故意伤害 and 故意伤害罪 are asked for alike: the word is the name without 罪.
    let charges = charges::all().iter().map(|charge| charge.name.trim_end_matches('罪'));
    let circumstances = circumstances::all().iter().map(|circumstance| circumstance.name.as_str());
    let kinds = DocumentKind::ALL.iter().map(|kind| kind.label());
    charges.chain(circumstances).chain(kinds).chain(listed(include_str!("data/legal_words.txt")))
}

fn is_one_word(term: &str) -> bool {
    let mut characters = 0;
    let is_plain = term.chars().inspect(|_| characters += 1).all(char::is_alphanumeric);
    is_plain && (2..=LONGEST_TERM).contains(&characters)
}

fn listed(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{fold_for_words, legal_terms, of_query, words};

    #[test]
    fn legal_terms_stay_whole() {
        for (text, expected) in [
            ("被告人林小舟被取保候审。", "被告人 林小舟 取保候审"),
            ("签署《认罪认罚具结书》", "签署 认罪认罚具结书"),
            ("其血液酒精含量为１８０ｍｇ／１００ｍｌ", "血液酒精含量 180mg 100ml"),
            ("鑒定為輕傷二級", "鉴定 轻伤二级"),
            ("犯故意伤害罪，系累犯", "故意伤害 累犯"),
            ("公诉机关提出确定刑量刑建议", "公诉机关 提出 确定刑量刑建议"),
            ("的 了 ，。", ""),
            ("", ""),
        ] {
            let found = of_query(text).join(" ").replace("林 小舟", "林小舟").replace("林小 舟", "林小舟");
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn latin_words_and_numbers_stay_apart_and_broken_lines_join() {
        let mut folded = String::from("rest");
        fold_for_words("iPhone 13 手机\n一 部，Abc\u{200B}d  效\n", &mut folded);
        assert_eq!(folded, "iphone 13手机一部,abcd效");
    }

    #[test]
    fn a_word_left_out_leaves_its_place() {
        let found: Vec<(usize, &str, usize)> =
            words("手机和电脑").map(|word| (word.position, word.text, word.start)).collect();
        assert_eq!(found, [(0, "手机", 0), (2, "电脑", 9)]);
    }

    #[test]
    fn terms_come_from_every_table() {
        let terms: Vec<&str> = legal_terms().collect();
        for term in ["盗窃", "自首", "起诉意见书", "取保候审"] {
            assert!(terms.contains(&term), "{term}");
        }
        assert!(terms.len() > 1200, "{}", terms.len());
    }

    proptest! {
        #[test]
        fn every_word_stands_where_it_says(text in "[\\PC\\s的了盗窃罪手机被告人a-z0-9，。]{0,60}") {
            let mut folded = String::new();
            fold_for_words(&text, &mut folded);
            let mut last = None;
            for word in words(&folded) {
                prop_assert!(folded[word.start..].starts_with(word.text));
                prop_assert!(last < Some(word.position));
                last = Some(word.position);
            }
        }
    }
}
