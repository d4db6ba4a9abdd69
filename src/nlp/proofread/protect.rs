//! What no edit may touch: persons' names, masked names, numbers.

use super::confusion::is_han;
use super::edit::Edit;
use super::surnames::is_surname;

/// Titles that a name follows.
const TITLES: &str = include_str!("titles.txt");
/// Characters that mask a name, and what tells masked persons apart.
const MASKS: &str = "某×＊*△○□";
const ORDINALS: &str = "甲乙丙丁戊己庚辛";
const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟";
const UNITS: &str = "年月日时分秒元角条款项目号人次个名起件岁周期级点倍克吨米里亩辆第余多几";

/// Which characters are protected.
pub(super) fn protected(text: &[char]) -> Vec<bool> {
    let mut marks = vec![false; text.len()];
    after_titles(text, &mut marks);
    around_masks(text, &mut marks);
    numerals(text, &mut marks);
    marks
}

/// Whether an edit of characters `start..end` leaves what is protected alone.
pub(super) fn allows(marks: &[bool], start: usize, end: usize) -> bool {
    if start == end {
        let before = start.checked_sub(1).and_then(|at| marks.get(at)).copied().unwrap_or_default();
        return !(before && marks.get(start).copied().unwrap_or_default());
    }
    !marks.get(start..end).unwrap_or_default().contains(&true)
}

/// Whether an edit turns one number into another or into a word, or a word into a number beside a unit.
pub(super) fn changes_number(edit: &Edit, new: &[char], right: Option<char>) -> bool {
    let adds = new.iter().any(|&character| NUMERALS.contains(character));
    adds && (edit.width() == 0 || right.is_some_and(|next| UNITS.contains(next) || NUMERALS.contains(next)))
}

/// A family name after a title, with the two characters after it.
fn after_titles(text: &[char], marks: &mut [bool]) {
    for title in TITLES.lines().filter(|title| !title.is_empty()) {
        let title: Vec<char> = title.chars().collect();
        for start in 0..text.len().saturating_sub(title.len()) {
            let end = start + title.len();
            if text[start..end] != title[..] || !text.get(end).is_some_and(|&next| is_surname(next)) {
                continue;
            }
            let name = text[end..].iter().take(3).take_while(|&&character| is_han(character)).count();
            marks[end..end + name].fill(true);
        }
    }
}

fn around_masks(text: &[char], marks: &mut [bool]) {
    for at in 0..text.len() {
        if !MASKS.contains(text[at]) {
            continue;
        }
        marks[at] = true;
        if let Some(before) = at.checked_sub(1) {
            marks[before] = true;
        }
        if text.get(at + 1).is_some_and(|&next| ORDINALS.contains(next)) {
            marks[at + 1] = true;
        }
    }
}

/// Chinese numerals that stand beside another numeral, a digit or a unit.
fn numerals(text: &[char], marks: &mut [bool]) {
    for at in 0..text.len() {
        if !NUMERALS.contains(text[at]) {
            continue;
        }
        let counts = |c: Option<&char>| {
            c.is_some_and(|&c| c.is_ascii_digit() || NUMERALS.contains(c) || UNITS.contains(c))
        };
        if counts(text.get(at + 1)) || counts(at.checked_sub(1).and_then(|before| text.get(before))) {
            marks[at] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::edit::Kind;
    use super::*;

    fn marked(text: &str) -> String {
        let text: Vec<char> = text.chars().collect();
        protected(&text)
            .iter()
            .zip(&text)
            .filter(|(mark, _)| **mark)
            .map(|(_, character)| character)
            .collect()
    }

    #[test]
    fn names_after_titles_and_masked_names_are_protected() {
        assert_eq!(marked("被告人林小舟在庭"), "林小舟");
        assert_eq!(marked("证人赵某甲证实"), "赵某甲");
        assert_eq!(marked("被害人钱××报案"), "钱××");
        assert_eq!(marked("原告不服判决"), "");
    }

    #[test]
    fn numbers_beside_units_are_protected() {
        assert_eq!(marked("有期徒刑三年六个月"), "三六");
        assert_eq!(marked("统一规定"), "");
        let number = Edit::new(Kind::Insert, 2, 2, &[7]);
        assert!(changes_number(&number, &['三'], Some('年')));
        let word = Edit::new(Kind::Replace, 0, 1, &[7]);
        assert!(changes_number(&word, &['十'], Some('日')));
        assert!(!changes_number(&word, &['一'], Some('致')));
        assert!(!changes_number(&word, &['合'], Some('议')));
    }

    #[test]
    fn only_what_is_free_may_be_touched() {
        let marks = [false, true, true, false];
        assert!(allows(&marks, 0, 1));
        assert!(!allows(&marks, 0, 2));
        assert!(!allows(&marks, 2, 2), "inside a name");
        assert!(allows(&marks, 1, 1), "before a name");
        assert!(allows(&marks, 4, 4));
    }
}
