//! Brackets, title marks and quotation marks that stand alone.

use crate::text::Range;

/// A bracket that closes further away than this has lost its partner.
const LONGEST: usize = 3000;
const OPENING: [char; 5] = ['（', '〔', '《', '“', '〈'];
const CLOSING: [char; 5] = ['）', '〕', '》', '”', '〉'];

/// Marks without a partner, in reading order. A paper that mixes styles of quotation marks is left alone.
pub(super) fn unpaired(plain: &str) -> Vec<Range> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut found: Vec<Range> = Vec::new();
    let quotes_mixed = plain.contains(['"', '‘', '’', '「']);
    for (at, character) in plain.char_indices() {
        if quotes_mixed && matches!(character, '“' | '”') {
            continue;
        }
        if let Some(kind) = OPENING.iter().position(|&mark| mark == character) {
            open.push((kind, at));
        } else if let Some(kind) = CLOSING.iter().position(|&mark| mark == character) {
            match open.iter().rposition(|&(other, start)| other == kind && at - start <= LONGEST) {
                Some(place) => {
                    found.extend(open.drain(place..).skip(1).map(|(kind, at)| mark(at, OPENING[kind])));
                }
                None if character == '）' && numbers_an_item(&plain[..at]) => {}
                None => found.push(mark(at, character)),
            }
        }
    }
    found.extend(open.into_iter().map(|(kind, at)| mark(at, OPENING[kind])));
    found.sort_by_key(|range| range.start);
    found
}

fn mark(at: usize, character: char) -> Range {
    at..at + character.len_utf8()
}

/// 1）, 一） and ②） open an item; the bracket has no partner.
fn numbers_an_item(before: &str) -> bool {
    let is_number =
        |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c) || ('①'..='⑳').contains(&c);
    before.chars().next_back().is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use super::unpaired;

    fn told(text: &str) -> Vec<&str> {
        unpaired(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_lone_mark_is_seen() {
        assert_eq!(told("触犯《中华人民共和国刑法第二百六十四条"), ["《"]);
        assert_eq!(told("林小舟（绰号“阿舟）到案"), ["“"]);
        assert_eq!(told("到案》后"), ["》"]);
    }

    #[test]
    fn pairs_nest_and_items_are_numbered() {
        assert!(told("《关于适用〈中华人民共和国刑法〉的解释》（以下简称“《解释》”）").is_empty());
        assert!(told("1）到案经过；二）户籍证明").is_empty());
    }
}
