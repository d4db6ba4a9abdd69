//! Sentences of a section. Semicolons part them too, so that one person's words do not reach the next.

use crate::text::Range;
pub(super) use crate::text::sentence::{line_before, rest_of_line};

/// Ranges of the sentences of `text`, without gaps.
pub(super) fn split(text: &str) -> Vec<Range> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['。', '；', '\n', '！', '？']) {
        let end = at + mark.len();
        sentences.push(start..end);
        start = end;
    }
    if start < text.len() {
        sentences.push(start..text.len());
    }
    sentences
}

/// The sentence that holds byte `at`.
pub(super) fn around(sentences: &[Range], at: usize) -> Range {
    let index = sentences.partition_point(|sentence| sentence.end <= at);
    sentences.get(index).cloned().unwrap_or(at..at)
}

/// The words of `at`'s clause that stand before it: back to the last mark.
pub(super) fn clause_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let start = before
        .rfind(['，', '。', '；', '：', '\n', '（', '“', '、', '！'])
        .map_or(0, |mark| mark + before[mark..].chars().next().map_or(1, char::len_utf8));
    before.get(start..).unwrap_or_default()
}

/// The words before `at` back to the last comma or stop; brackets and enumerations stay in.
pub(super) fn phrase_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let start = before
        .rfind(['，', '。', '；', '：', '\n'])
        .map_or(0, |mark| mark + before[mark..].chars().next().map_or(1, char::len_utf8));
    before.get(start..).unwrap_or_default()
}

/// The words of `at`'s sentence that stand before it.
pub(super) fn sentence_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let start = before
        .rfind(['。', '；', '\n'])
        .map_or(0, |mark| mark + before[mark..].chars().next().map_or(1, char::len_utf8));
    before.get(start..).unwrap_or_default()
}
