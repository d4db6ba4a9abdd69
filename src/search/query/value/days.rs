//! Days and spans of days: 2023, 2023-01, 2023年上半年, 2023-01..2023-06, >=2023.

use std::ops::Bound;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::unreadable;
use crate::search::query::Test;
use crate::search::query::error::Problem;
use crate::search::query::fields::FieldInfo;
use crate::search::query::words::{self, Sign};
use crate::text::{date, numeral};

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
        if super::span::is_open(upper) {
            return Ok(Test::Date { from: Bound::Included(first.0), to: Bound::Unbounded });
        }
        let last = span(upper, Some(lower)).ok_or_else(|| unreadable(info))?;
        if last.0 < first.0 {
            return Err(Problem::Reversed(info.field));
        }
        return Ok(within((first.0, last.1)));
    }
    let single = before.or_else(|| words::comparison_after(word));
    if let Some((from, to)) = single.and_then(|(sign, rest)| compared(sign, span(rest, None)?)) {
        return Ok(Test::Date { from, to });
    }
    let both = words::both_comparisons(word).find_map(|(lower, upper)| {
        let (from, _) = compared(lower.0, span(lower.1, None)?)?;
        let (_, to) = compared(upper.0, span(upper.1, None)?)?;
        Some((from, to))
    });
    let (from, to) = both.ok_or_else(|| unreadable(info))?;
    if let (Bound::Included(first), Bound::Excluded(next)) = (from, to)
        && first >= next
    {
        return Err(Problem::Reversed(info.field));
    }
    Ok(Test::Date { from, to })
}

/// The bounds a comparison with a span of days means; none for days after the end of the calendar.
fn compared(sign: Sign, (first, next): Span) -> Option<(Bound<Date>, Bound<Date>)> {
    Some(match sign {
        Sign::AtLeast => (Bound::Included(first), Bound::Unbounded),
        Sign::Less => (Bound::Unbounded, Bound::Excluded(first)),
        Sign::AtMost => (Bound::Unbounded, next),
        Sign::Equal => (Bound::Included(first), next),
        Sign::More => match next {
            Bound::Excluded(next) => (Bound::Included(next), Bound::Unbounded),
            _ => return None,
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
    if let Some(captures) = PART_OF_YEAR.captures(&word) {
        return part_of_year(&captures);
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

/// 2023年上半年, 2023年第三季度
static PART_OF_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?P<year>[0-9]{4})年?(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度)$")
        .expect("the pattern is fixed")
});

fn part_of_year(captures: &Captures<'_>) -> Option<Span> {
    let year: i16 = captures.name("year")?.as_str().parse().ok()?;
    let (first, last) = if let Some(half) = captures.name("half") {
        if half.as_str() == "上" { (1, 6) } else { (7, 12) }
    } else {
        let quarter = i8::try_from(numeral::integer(captures.name("quarter")?.as_str())?).ok()?;
        (quarter * 3 - 2, quarter * 3)
    };
    Some((whole(year, Some(first), None)?.0, whole(year, Some(last), None)?.1))
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
