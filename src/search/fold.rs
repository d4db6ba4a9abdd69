//! One spelling for searching: width, case, traditional and simplified, brackets, white space.
//!
//! Coarser than [`SourceText`](crate::text::SourceText) and blind to what stands beside a character, so that
//! a few words typed into a search box fold as they do within a paper.

use std::ops::Range;
use std::sync::LazyLock;

use table::Table;

mod table;

static TABLE: LazyLock<Table> = LazyLock::new(Table::build);

/// A folded text and the way back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded characters.
    pub chars: Vec<char>,
    /// For each of them the character it came from, counted in Unicode characters of the source.
    pub origin: Vec<u32>,
}

impl Folded {
    /// Folds `text` into this value, whose memory is used again.
    pub fn refill(&mut self, text: &str) {
        let table = &*TABLE;
        self.chars.clear();
        self.origin.clear();
        // No Chinese character takes fewer than three bytes.
        self.chars.reserve(text.len() / 3);
        self.origin.reserve(text.len() / 3);
        for (at, character) in text.chars().enumerate() {
            if let Some(folded) = table.get(character) {
                self.chars.push(folded);
                self.origin.push(at as u32);
            }
        }
    }

    /// The characters of the source that a range of folded characters covers, what was dropped between
    /// them included; nothing for an empty range or one beyond the end.
    pub fn source(&self, folded: Range<usize>) -> Option<Range<u32>> {
        let covered = self.origin.get(folded)?;
        Some(*covered.first()?..*covered.last()? + 1)
    }

    /// The folded characters as a text.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }
}

/// Folds a text, for searching.
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    folded.refill(text);
    folded
}

/// Folds a text where the way back is not needed.
pub fn fold_text(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    folded.extend(text.chars().filter_map(|character| TABLE.get(character)));
    folded
}

/// Folds one character; nothing for white space and what is not seen.
pub fn fold_char(character: char) -> Option<char> {
    TABLE.get(character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{fold, fold_char, fold_text};

    #[test]
    fn spellings_of_one_text_fold_alike() {
        for (spelled, plain) in [
            ("ＡＢＣ　１２３", "abc123"),
            ("被告人趙某某涉嫌盜竊罪", "被告人赵某某涉嫌盗窃罪"),
            ("（２０２３）云刑初字第１２号", "(2023)云刑初字第12号"),
            ("云检刑诉〔2023〕7号", "云检刑诉[2023]7号"),
            ("【案情】", "[案情]"),
            ("《中華人民共和國刑法》", "<中华人民共和国刑法>"),
            ("他说：“好，好。”", "他说:\"好,好。\""),
            ("「血液酒精含量」", "\"血液酒精含量\""),
            ("ｍｇ／１００ｍＬ", "mg/100ml"),
            ("⼈⺠检察院", "人民检察院"),
            ("赵 某\u{200B}某\r\n\t在\u{3000}逃", "赵某某在逃"),
            ("2023－01—05", "2023-01-05"),
            ("林＊舟、林*舟", "林*舟、林*舟"),
            ("二○二三年", "二〇二三年"),
            ("王裏、李后、陳裡", "王里、李后、陈里"),
            ("后、後", "后、后"),
            ("", ""),
            (" \n\t\u{FEFF}", ""),
        ] {
            assert_eq!(fold(spelled).text(), plain, "{spelled}");
            assert_eq!(fold_text(spelled), plain, "{spelled}");
        }
    }

    #[test]
    fn characters_with_a_meaning_of_their_own_stay() {
        for kept in ['乾', '瞭', '藉', '覆', '著', '零', '㎎', '。', '、', '…', '𠮷'] {
            assert_eq!(fold_char(kept), Some(kept));
        }
    }

    #[test]
    fn a_range_leads_back_over_what_was_dropped() {
        let folded = fold("在 青 城 市");
        assert_eq!(folded.text(), "在青城市");
        assert_eq!(folded.source(1..4), Some(2..7));
        assert_eq!(folded.source(1..1), None);
        assert_eq!(folded.source(2..9), None);
    }

    #[test]
    fn every_character_folds_once_and_for_all() {
        for character in '\0'..=char::MAX {
            let Some(folded) = fold_char(character) else { continue };
            assert_eq!(fold_char(folded), Some(folded), "{character:?}");
            assert!(!folded.is_whitespace());
        }
    }

    proptest! {
        #[test]
        fn folding_is_idempotent_and_origins_ascend(text in "[\\PC\\s，。（）【】「」ａ-ｚＡ-Ｚ一-龥a-zA-Z0-9]{0,80}") {
            let folded = fold(&text);
            prop_assert_eq!(folded.chars.len(), folded.origin.len());
            prop_assert!(folded.origin.windows(2).all(|pair| pair[0] < pair[1]));
            let source: Vec<char> = text.chars().collect();
            for (character, &from) in folded.chars.iter().zip(&folded.origin) {
                prop_assert_eq!(fold_char(source[from as usize]), Some(*character));
            }
            let again = fold(&folded.text());
            prop_assert_eq!(&again.chars, &folded.chars);
            prop_assert_eq!(fold_text(&text), folded.text());
        }
    }
}
