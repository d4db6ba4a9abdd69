//! Finds charge names in running text.

use super::Charge;
use super::form::is_separator;
use super::index::Spelling;
use super::names::NAMES;
use crate::text::{Found, Range};

/// A charge name as it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChargeName {
    /// The charge it means.
    pub charge: &'static Charge,
    /// The standard name in force, with 罪.
    pub standard: &'static str,
    /// Standard, narrowed, former or short.
    pub spelling: Spelling,
    /// Whether 罪 stands behind it: 盗窃 alone may be a verb.
    pub has_suffix: bool,
}

/// Names with 罪, and those that share it: 盗窃、诈骗罪 gives both. The range includes 罪.
pub fn scan(text: &str) -> Vec<Found<ChargeName>> {
    let mut found = scan_bare(text);
    let mut counts = vec![false; found.len()];
    for at in (0..found.len()).rev() {
        let shares_next = || {
            let next = found.get(at + 1)?;
            let between = text.get(found[at].range.end..next.range.start)?;
            Some(counts[at + 1] && matches!(between, "、" | "，" | "和" | "及" | "与" | ""))
        };
        counts[at] = found[at].value.has_suffix || shares_next().unwrap_or(false);
    }
    let mut counts = counts.into_iter();
    found.retain(|_| counts.next().unwrap_or(false));
    found
}

/// All names, with 罪 or without: for short passages that name a charge, such as 涉嫌……一案.
pub fn scan_bare(text: &str) -> Vec<Found<ChargeName>> {
    let squeezed = Squeezed::new(text);
    NAMES
        .find_iter(&squeezed.text)
        .map(|Found { value: known, range }| {
            let has_suffix = is_suffix(squeezed.text.get(range.end..).unwrap_or_default());
            let end = if has_suffix { range.end + '罪'.len_utf8() } else { range.end };
            let value = ChargeName {
                charge: known.charge,
                standard: &known.charge.name,
                spelling: known.spelling,
                has_suffix,
            };
            Found::new(value, squeezed.original(range.start, end))
        })
        .collect()
}

/// Like [`scan`], giving the charges alone.
pub fn find_all(text: &str) -> Vec<Found<&'static Charge>> {
    scan(text).into_iter().map(|found| Found::new(found.value.charge, found.range)).collect()
}

/// 罪 as the end of a name, not the start of 罪犯 or 罪行; 犯盗窃罪犯罪… still ends one.
fn is_suffix(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix('罪') else {
        return false;
    };
    let is_other_word = rest.starts_with(['行', '责', '恶', '过']);
    !is_other_word && (!rest.starts_with('犯') || rest.starts_with("犯罪"))
}

/// A text without separators, with the way back.
struct Squeezed {
    text: String,
    /// Original byte of each kept byte.
    back: Vec<u32>,
}

impl Squeezed {
    fn new(original: &str) -> Self {
        let mut squeezed =
            Self { text: String::with_capacity(original.len()), back: Vec::with_capacity(original.len()) };
        for (at, character) in original.char_indices() {
            if is_separator(character) {
                continue;
            }
            squeezed.text.push(character);
            squeezed.back.extend((at..at + character.len_utf8()).map(|byte| byte as u32));
        }
        squeezed
    }

    /// The original range of a non-empty range.
    fn original(&self, start: usize, end: usize) -> Range {
        let byte = |at: usize| self.back.get(at).map_or(0, |&byte| byte as usize);
        byte(start)..byte(end - 1) + 1
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(text: &str) -> Vec<(&str, &'static str)> {
        scan(text).into_iter().map(|found| (&text[found.range], found.value.standard)).collect()
    }

    #[test]
    fn finds_the_longest_name() {
        assert_eq!(
            names("被告人赵某某犯走私、贩卖毒品罪，判处有期徒刑一年；犯非法持有枪支罪"),
            [
                ("走私、贩卖毒品罪", "走私、贩卖、运输、制造毒品罪"),
                ("非法持有枪支罪", "非法持有、私藏枪支、弹药罪")
            ]
        );
    }

    #[test]
    fn names_share_a_suffix() {
        assert_eq!(names("犯盗窃、诈骗罪"), [("盗窃", "盗窃罪"), ("诈骗罪", "诈骗罪")]);
        assert_eq!(names("涉嫌盗窃，后被抓获"), []);
    }

    #[test]
    fn verbs_and_offenders_are_no_names() {
        assert_eq!(names("多次盗窃他人财物，系盗窃罪犯，其抢劫罪行严重"), []);
    }

    #[test]
    fn odd_punctuation_is_accepted() {
        assert_eq!(names("掩饰，隐瞒犯罪所得罪").len(), 1);
        assert_eq!(names("组织/领导传销活动罪").len(), 1);
        assert_eq!(names("偷越国(边)境罪"), [("偷越国(边)境罪", "偷越国（边）境罪")]);
    }

    #[test]
    fn bare_names_are_found_on_request() {
        let found = scan_bare("赵某某涉嫌寻衅滋事一案");
        assert_eq!(found.len(), 1);
        assert!(!found[0].value.has_suffix);
    }

    proptest! {
        #[test]
        fn ranges_lie_in_the_text(text in "[盗窃诈骗抢劫毒品贩卖走私、，（）/ 罪犯a]{0,60}") {
            for found in scan(&text) {
                prop_assert!(text.get(found.range).is_some());
            }
        }
    }
}
