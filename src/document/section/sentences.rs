//! Sentences as the units that sections are made of.

use crate::text::Range;

/// A sentence with its place.
pub(super) struct Sentence {
    /// Bytes of the normalised text; consecutive sentences leave no gap.
    pub range: Range,
    /// Whether it opens a paragraph.
    pub starts_paragraph: bool,
}

/// Cuts a normalised text after 。！？；： (when a lead-in ends) and at line ends.
pub(super) fn split(plain: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut starts_paragraph = true;
    let mut depth = 0_i32;
    for (at, character) in plain.char_indices() {
        let end = at + character.len_utf8();
        match character {
            '（' | '“' | '《' => depth += 1,
            '）' | '”' | '》' => depth = (depth - 1).max(0),
            '\n' => {}
            '。' | '！' | '？' if depth == 0 || end - start > 900 => {}
            '；' if depth == 0 => {}
            '：' if depth == 0 && is_lead_in(&plain[start..end]) => {}
            _ => continue,
        }
        if matches!(character, '（' | '“' | '《' | '）' | '”' | '》') {
            continue;
        }
        sentences.push(Sentence { range: start..end, starts_paragraph });
        starts_paragraph = character == '\n';
        if starts_paragraph {
            depth = 0;
        }
        start = end;
    }
    if start < plain.len() {
        sentences.push(Sentence { range: start..plain.len(), starts_paragraph });
    }
    sentences
}

/// 判决如下： and the like end a part; a colon inside a sentence does not.
fn is_lead_in(sentence: &str) -> bool {
    sentence.ends_with("如下：") || sentence.ends_with("判决：") || sentence.ends_with("指控：")
}
