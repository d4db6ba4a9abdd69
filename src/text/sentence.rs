//! The sentence around a place of a text. Semicolons and line breaks part sentences too.

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

#[cfg(test)]
mod tests {
    use super::around;

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
