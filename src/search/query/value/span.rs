//! Comparisons and ranges of numbers: >3年, 5万以上, 5万..10万, 三年以上七年以下.

use std::ops::Bound;

use super::{number, unreadable};
use crate::search::query::Test;
use crate::search::query::error::Problem;
use crate::search::query::fields::FieldInfo;
use crate::search::query::words::{self, Sign};

type Bounds = (Bound<f64>, Bound<f64>);

/// Numbers and their bounds.
pub(super) fn numbers(info: &FieldInfo, word: &str) -> Result<Test, Problem> {
    let (from, to) = bounds(info, word)?;
    let is_empty = match (from, to) {
        (Bound::Included(from), Bound::Included(to)) => from > to,
        (Bound::Included(from) | Bound::Excluded(from), Bound::Included(to) | Bound::Excluded(to)) => {
            from >= to
        }
        _ => false,
    };
    if is_empty { Err(Problem::Reversed(info.field)) } else { Ok(Test::Number { from, to }) }
}

fn bounds(info: &FieldInfo, word: &str) -> Result<Bounds, Problem> {
    let read = |word: &str| number::read(info.kind, word);
    if let Some(value) = read(word) {
        return Ok((Bound::Included(value), Bound::Included(value)));
    }
    let before = words::comparison_before(word);
    if let (None, Some((lower, upper))) = (before, words::range(word)) {
        return ends(info, lower.trim(), upper.trim());
    }
    let single = before.or_else(|| words::comparison_after(word));
    let single = single.and_then(|(sign, rest)| Some(compared(sign, read(rest)?)));
    let both = || {
        words::both_comparisons(word).find_map(|(lower, upper)| {
            let (from, _) = compared(lower.0, read(lower.1)?);
            let (_, to) = compared(upper.0, read(upper.1)?);
            Some((from, to))
        })
    };
    single.or_else(both).ok_or_else(|| unreadable(info))
}

fn compared(sign: Sign, value: f64) -> Bounds {
    match sign {
        Sign::AtLeast => (Bound::Included(value), Bound::Unbounded),
        Sign::More => (Bound::Excluded(value), Bound::Unbounded),
        Sign::AtMost => (Bound::Unbounded, Bound::Included(value)),
        Sign::Less => (Bound::Unbounded, Bound::Excluded(value)),
        Sign::Equal => (Bound::Included(value), Bound::Included(value)),
    }
}

/// What stands on both sides of the sign of a range; one of them may be open.
fn ends(info: &FieldInfo, lower: &str, upper: &str) -> Result<Bounds, Problem> {
    let read = |word: &str| number::read(info.kind, word).ok_or_else(|| unreadable(info));
    let to = if is_open(upper) { Bound::Unbounded } else { Bound::Included(read(upper)?) };
    if !lower.is_empty() {
        return Ok((Bound::Included(lower_end(info, lower, upper, to)?), to));
    }
    if to == Bound::Unbounded { Err(unreadable(info)) } else { Ok((Bound::Unbounded, to)) }
}

/// 5至10万 means 5万 to 10万 and 1至3年 one year to three, as long as that keeps their order.
fn lower_end(info: &FieldInfo, lower: &str, upper: &str, to: Bound<f64>) -> Result<f64, Problem> {
    let has_unit = number::unit_of(info.kind, lower).is_some() || lower.ends_with(['元', '块', '天', '日']);
    if let (false, Some(unit), Bound::Included(to)) = (has_unit, number::unit_of(info.kind, upper), to)
        && let Some(shared) = number::read(info.kind, &format!("{lower}{unit}")).filter(|value| *value < to)
    {
        return Ok(shared);
    }
    number::read(info.kind, lower).ok_or_else(|| unreadable(info))
}

/// 2023至今, 3年..
pub(super) fn is_open(upper: &str) -> bool {
    matches!(upper, "" | "今" | "现在" | "目前")
}
