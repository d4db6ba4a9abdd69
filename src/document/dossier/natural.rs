//! The order a person expects of file names: 2 before 10, 第二 before 第十.

use std::cmp::Ordering;

/// Compares paths part by part, runs of digits by value. A total order, stable on every system.
pub(super) fn compare(left: &str, right: &str) -> Ordering {
    let (mut a, mut b) = (left, right);
    loop {
        let (number_a, rest_a) = leading_number(a);
        let (number_b, rest_b) = leading_number(b);
        if let (Some(x), Some(y)) = (number_a, number_b) {
            match by_value(x, y) {
                Ordering::Equal => (a, b) = (rest_a, rest_b),
                unequal => return unequal,
            }
            continue;
        }
        let (mut next_a, mut next_b) = (a.chars(), b.chars());
        match (next_a.next(), next_b.next()) {
            (None, None) => return left.cmp(right),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) if x == y => (a, b) = (next_a.as_str(), next_b.as_str()),
            (Some(x), Some(y)) => return rank(x).cmp(&rank(y)),
        }
    }
}

/// Files of a folder come before those of its subfolders would matter only with `/`; it sorts first.
fn rank(character: char) -> (u8, u32) {
    match character {
        '/' => (0, 0),
        _ => match chinese_digit(character) {
            Some(value) => (1, value),
            None => (2, character as u32),
        },
    }
}

fn chinese_digit(character: char) -> Option<u32> {
    "一二三四五六七八九十".chars().zip(1..).find(|&(digit, _)| digit == character).map(|(_, value)| value)
}

fn leading_number(text: &str) -> (Option<&str>, &str) {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    if end == 0 {
        return (None, text);
    }
    let (number, rest) = text.split_at(end);
    (Some(number), rest)
}

fn by_value(left: &str, right: &str) -> Ordering {
    let (left, right) = (left.trim_start_matches('0'), right.trim_start_matches('0'));
    left.len().cmp(&right.len()).then_with(|| left.cmp(right))
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn numbers_count_by_value() {
        let mut names = [
            "卷二/1.txt",
            "卷一/10.txt",
            "卷一/2.txt",
            "卷一/010.txt",
            "案卡.json",
            "卷三/1.txt",
            "卷一/2(1).txt",
        ];
        names.sort_unstable_by(|a, b| compare(a, b));
        assert_eq!(
            names,
            [
                "卷一/2(1).txt",
                "卷一/2.txt",
                "卷一/010.txt",
                "卷一/10.txt",
                "卷二/1.txt",
                "卷三/1.txt",
                "案卡.json"
            ]
        );
    }
}
