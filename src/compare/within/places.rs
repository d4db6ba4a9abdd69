//! Places: another number, another area, or somewhere else altogether.

use super::context::{self, Window};
use super::{Matched, Telling};
use crate::compare::Difference;
use crate::compare::incident::told;
use crate::compare::sides::Pair;

const AROUND: Window = Window { before: 14, after: 24 };

pub(super) fn compare(
    pair: &Pair<'_>,
    matched: &Matched<'_>,
    alleged: &Telling<'_>,
    found: &Telling<'_>,
) -> Option<Difference> {
    let ([left], [right]) = (matched.left.as_slice(), matched.right.as_slice()) else { return None };
    let (a, b) = (left.place.as_ref()?, right.place.as_ref()?);
    let is_masked = |place: &str| place.contains(['X', 'x', '×', '＊', '*']);
    if is_masked(&a.value) || is_masked(&b.value) {
        return None;
    }
    if a.value == b.value || context::alike(alleged, &a.quote, found, &b.quote, AROUND) < 0.5 {
        return None;
    }
    let differs = if let Some((x, y)) = changed_part(&a.value, &b.value) {
        !found.text.contains(&x) && !alleged.text.contains(&y)
    } else {
        let is_name = |place: &str| place.chars().count() >= 5;
        is_name(&a.value)
            && is_name(&b.value)
            && context::covered(&a.value, &found.text) < 0.35
            && context::covered(&b.value, &alleged.text) < 0.35
    };
    differs.then(|| told(pair, "place", "作案地点", "事实变化（地点）", "S1", a, b, Clone::clone))
}

/// The number or the area's name that two otherwise like places differ in, each with the unit after it.
fn changed_part(a: &str, b: &str) -> Option<(String, String)> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let shortest = a.len().min(b.len());
    let mut head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take(shortest - head).take_while(|(x, y)| x == y).count();
    let mut tail = tail;
    // 18号 and 48号 differ in a number, not in a digit.
    while head > 0 && a[head - 1].is_ascii_digit() {
        head -= 1;
    }
    while tail > 0 && a[a.len() - tail].is_ascii_digit() {
        tail -= 1;
    }
    let (x, y) = (a.get(head..a.len() - tail)?, b.get(head..b.len() - tail)?);
    let unit = a.get(a.len() - tail).copied();
    if x.is_empty() || y.is_empty() || (head + tail) * 2 < shortest {
        return None;
    }
    let is_number = |part: &[char]| part.iter().all(char::is_ascii_digit);
    let is_name = |part: &[char]| part.len() >= 2 && part.iter().all(|c| c.is_alphabetic());
    let ends_area = |c: char| "省市县区镇乡村路街道屯组社巷".contains(c);
    let is_area = is_name(x) && is_name(y) && unit.is_some_and(ends_area) && !x.iter().any(|c| y.contains(c));
    if !(is_number(x) && is_number(y) || is_area) {
        return None;
    }
    let with_unit = |part: &[char]| part.iter().copied().chain(unit).collect::<String>();
    Some((with_unit(x), with_unit(y)))
}
