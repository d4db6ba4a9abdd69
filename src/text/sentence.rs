//! The sentence and the line around a place of a text. Semicolons and line breaks part sentences too.

use super::Range;

const ENDS: [char; 3] = ['。', '；', '\n'];

/// The sentence that holds a range of bytes, without the mark that ends it; empty where the range is not of `text`.
pub fn around<'a>(text: &'a str, range: &Range) -> &'a str {
    let (Some(before), Some(after)) = (text.get(..range.start), text.get(range.end..)) else { return "" };
    let start =
        before.char_indices().rev().find(|(_, c)| ENDS.contains(c)).map_or(0, |(at, c)| at + c.len_utf8());
    let end = after.find(ENDS).map_or(text.len(), |length| range.end + length);
    &text[start..end]
}

/// The line that holds byte `at`; empty where the text has no such place.
pub fn line_around(text: &str, at: usize) -> &str {
    let start = at - line_before(text, at).len();
    rest_of_line(text, start)
}

/// The words of `at`'s line that stand before it.
pub fn line_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default()
}

/// What follows `at` within its line.
pub fn rest_of_line(text: &str, at: usize) -> &str {
    let after = text.get(at..).unwrap_or_default();
    after.split('\n').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{around, line_around};

    #[test]
    fn a_line_lies_between_two_breaks() {
        let text = "甲认罪。\n乙不认罪；丙在逃\n";
        let line = |word: &str| line_around(text, text.find(word).expect("the word is there"));
        assert_eq!(line("认罪"), "甲认罪。");
        assert_eq!(line("丙"), "乙不认罪；丙在逃");
        assert_eq!(line_around(text, text.len()), "");
        assert_eq!(line_around(text, 1), "");
    }

    #[test]
    fn a_sentence_lies_between_two_marks() {
        let text = "甲认罪。乙不认罪；丙在逃";
        let at = |word: &str| text.find(word).map(|at| at..at + word.len()).expect("the word is there");
        assert_eq!(around(text, &at("认罪")), "甲认罪");
        assert_eq!(around(text, &at("不认")), "乙不认罪");
        assert_eq!(around(text, &at("逃")), "丙在逃");
        assert_eq!(around(text, &(1..2)), "");
    }
}
