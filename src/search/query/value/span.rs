//! Comparisons and ranges: >3年, 5万以上, 2023-01..2023-06, 至今.

use std::ops::Bound;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::{number, unreadable};
use crate::search::query::Test;
use crate::search::query::error::Problem;
use crate::search::query::fields::FieldInfo;
use crate::search::query::words::{self, Sign};
use crate::text::date;

/// Numbers and their bounds.
pub(super) fn numbers(info: &FieldInfo, word: &str) -> Result<Test, Problem> {
    let read = |word: &str| number::read(info.kind, word).ok_or_else(|| unreadable(info));
    if let Some(value) = number::read(info.kind, word) {
        return Ok(Test::Number { from: Bound::Included(value), to: Bound::Included(value) });
    }
    let before = words::comparison_before(word);
    if let (None, Some((lower, upper))) = (before, words::range(word)) {
        let (lower, upper) = (lower.trim(), upper.trim());
        let to = if is_open(upper) { Bound::Unbounded } else { Bound::Included(read(upper)?) };
        let from = if lower.is_empty() {
            Bound::Unbounded
        } else {
            Bound::Included(lower_end(info, lower, upper, &to)?)
        };
        if let (Bound::Included(from), Bound::Included(to)) = (from, to)
            && from > to
        {
            return Err(Problem::Reversed(info.field));
        }
        if (from, to) == (Bound::Unbounded, Bound::Unbounded) {
            return Err(unreadable(info));
        }
        return Ok(Test::Number { from, to });
    }
    let (sign, rest) = before.or_else(|| words::comparison_after(word)).ok_or_else(|| unreadable(info))?;
    let value = read(rest.trim())?;
    let (from, to) = match sign {
        Sign::AtLeast => (Bound::Included(value), Bound::Unbounded),
        Sign::More => (Bound::Excluded(value), Bound::Unbounded),
        Sign::AtMost => (Bound::Unbounded, Bound::Included(value)),
        Sign::Less => (Bound::Unbounded, Bound::Excluded(value)),
        Sign::Equal => (Bound::Included(value), Bound::Included(value)),
    };
    Ok(Test::Number { from, to })
}

/// 5至10万 means 5万 to 10万 and 1至3年 one year to three, as long as that keeps their order.
fn lower_end(info: &FieldInfo, lower: &str, upper: &str, to: &Bound<f64>) -> Result<f64, Problem> {
    let written = number::read(info.kind, lower);
    let has_unit = number::unit_of(info.kind, lower).is_some() || lower.ends_with(['元', '块', '天', '日']);
    if let (false, Some(unit), Bound::Included(to)) = (has_unit, number::unit_of(info.kind, upper), to)
        && let Some(shared) = number::read(info.kind, &format!("{lower}{unit}")).filter(|value| value < to)
    {
        return Ok(shared);
    }
    written.ok_or_else(|| unreadable(info))
}

fn is_open(upper: &str) -> bool {
    matches!(upper, "" | "今" | "现在" | "目前")
}

/// Days and their bounds; the upper one is the day after.
pub(super) fn dates(info: &FieldInfo, word: &str) -> Result<Test, Problem> {
    let read = |word: &str| span(word, None).ok_or_else(|| unreadable(info));
    let within = |(from, to): Span| Test::Date { from: Bound::Included(from), to };
    if let Some(span) = span(word, None) {
        return Ok(within(span));
    }
    let before = words::comparison_before(word);
    if let (None, Some((lower, upper))) = (before, words::range(word)) {
        let (lower, upper) = (lower.trim(), upper.trim());
        if lower.is_empty() {
            let (_, to) = read(upper)?;
            return Ok(Test::Date { from: Bound::Unbounded, to });
        }
        let first = read(lower)?;
        if is_open(upper) {
            return Ok(Test::Date { from: Bound::Included(first.0), to: Bound::Unbounded });
        }
        let last = span(upper, Some(lower)).ok_or_else(|| unreadable(info))?;
        if last.0 < first.0 {
            return Err(Problem::Reversed(info.field));
        }
        return Ok(within((first.0, last.1)));
    }
    let (sign, rest) = before.or_else(|| words::comparison_after(word)).ok_or_else(|| unreadable(info))?;
    let (from, to) = read(rest.trim())?;
    Ok(match sign {
        Sign::AtLeast => Test::Date { from: Bound::Included(from), to: Bound::Unbounded },
        Sign::Less => Test::Date { from: Bound::Unbounded, to: Bound::Excluded(from) },
        Sign::AtMost => Test::Date { from: Bound::Unbounded, to },
        Sign::Equal => within((from, to)),
        Sign::More => match to {
            Bound::Excluded(next) => Test::Date { from: Bound::Included(next), to: Bound::Unbounded },
            _ => return Err(unreadable(info)),
        },
    })
}

/// First day, and the day after the last (none at the end of the calendar).
type Span = (Date, Bound<Date>);

/// 2023, 2023-01, 2023/1/5, 20230105
static NUMERIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<year>[0-9]{4})(?:(?:[-/.](?P<month>[0-9]{1,2})(?:[-/.](?P<day>[0-9]{1,2}))?)|(?P<month2>[0-9]{2})(?P<day2>[0-9]{2})?)?$")
        .expect("the pattern is fixed")
});

/// The span of days a word means by its precision. After `lower` it may lack the year or month: 2023年1月至6月.
fn span(word: &str, lower: Option<&str>) -> Option<Span> {
    let word: String = word.chars().filter(|c| !c.is_whitespace()).collect();
    if word.is_empty() {
        return None;
    }
    if let Some(captures) = NUMERIC.captures(&word) {
        let number = |names: [&str; 2]| {
            let found = names.iter().find_map(|name| captures.name(name));
            found.map(|found| found.as_str().parse::<i8>()).transpose().ok()
        };
        let year = captures.name("year")?.as_str().parse().ok()?;
        return whole(year, number(["month", "month2"])?, number(["day", "day2"])?);
    }
    let before = lower.map(|lower| format!("{}至", canonical(lower))).unwrap_or_default();
    // 2023-01..06: of the same kind as the end of the lower one.
    let unit = before
        .trim_end_matches('至')
        .chars()
        .next_back()
        .filter(|_| word.bytes().all(|b| b.is_ascii_digit()));
    let text = format!("{before}{}{}", canonical(&word), unit.map(String::from).unwrap_or_default());
    let dates = date::scan_all(&text, None);
    let found = dates.found.last().filter(|found| found.range == (before.len()..text.len()))?;
    let moment = found.value;
    let is_exact = dates.invalid.is_empty() && moment.hour.is_none() && !moment.approximate;
    is_exact.then(|| whole(moment.year, moment.month, moment.day)).flatten()
}

/// 2023-01 as 2023年01月, which the reader of dates knows in running text; 06 after it as a month.
fn canonical(word: &str) -> String {
    let Some(captures) = NUMERIC.captures(word) else { return word.to_owned() };
    let get =
        |names: [&str; 2]| names.iter().find_map(|name| captures.name(name)).map(|found| found.as_str());
    let mut text = format!("{}年", get(["year", "year"]).unwrap_or_default());
    for (part, unit) in [(get(["month", "month2"]), '月'), (get(["day", "day2"]), '日')] {
        if let Some(part) = part {
            text.push_str(part);
            text.push(unit);
        }
    }
    text
}

fn whole(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Span> {
    if year < 1 {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (_, Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, None) => Date::new(year, 12, 31).ok()?,
    };
    Some((first, last.tomorrow().map_or(Bound::Unbounded, Bound::Excluded)))
}
