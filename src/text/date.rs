//! Dates and times: absolute, and relative ones resolved from the dates before them.

mod clock;
mod words;

use super::{Found, Moment, Range};
use words::Written;

/// What a scan for dates yields.
#[derive(Debug, Clone, Default)]
pub struct Dates {
    /// Every date, in order. Relative dates are resolved; one that nothing precedes is left out.
    pub found: Vec<Found<Moment>>,
    /// Dates that no calendar has (2月30日, 13月), as ranges; the find keeps what is possible.
    pub invalid: Vec<Range>,
    /// Pairs joined by 至: first and last.
    pub ranges: Vec<Found<(Moment, Moment)>>,
}

/// Every date of a normalised text.
pub fn scan(text: &str) -> Vec<Found<Moment>> {
    scan_all(text, None).found
}

/// Every date of a normalised text that follows `last`: 同年 and 次日 at its start refer to it.
pub fn scan_from(text: &str, last: Option<Moment>) -> Vec<Found<Moment>> {
    scan_all(text, last).found
}

/// Every span of time: 2022年3月至5月间.
pub fn ranges(text: &str) -> Vec<Found<(Moment, Moment)>> {
    scan_all(text, None).ranges
}

/// Words that look like a date but name a day no calendar has.
pub fn invalid(text: &str) -> Vec<Range> {
    scan_all(text, None).invalid
}

/// Dates, impossible dates and spans in one pass.
pub fn scan_all(text: &str, last: Option<Moment>) -> Dates {
    let mut dates = Dates::default();
    let mut last = last;
    let mut open: Option<Found<Moment>> = None;
    let mut last_end: Option<usize> = None;
    for written in words::scan(text) {
        let is_linked = last_end.is_some_and(|end| is_link(text, end, written.range.start));
        if written.needs_link && !is_linked {
            continue;
        }
        let Some((moment, is_possible)) = resolve(&written, last) else { continue };
        if !is_possible {
            dates.invalid.push(written.range.clone());
        }
        let found = Found::new(moment, written.range.clone());
        if let Some(first) = open.take_if(|first| is_span(text, first.range.end, found.range.start)) {
            dates.ranges.push(Found::new((first.value, moment), first.range.start..found.range.end));
        } else {
            open = Some(found.clone());
        }
        // 同年 and 9时 never count from the day on which somebody was born.
        if !is_birth(text, &found.range) {
            last = Some(moment);
        }
        last_end = Some(found.range.end);
        dates.found.push(found);
    }
    dates
}

/// Whether the day at `day` is one somebody was born on: 1990年1月2日出生, 出生日期：1990年1月2日.
pub fn is_birth(text: &str, day: &Range) -> bool {
    let before = text[..day.start].trim_end_matches(['：', ':', '\t', ' ', '|']);
    let after = &text[day.end..];
    ["出生日期", "出生年月日", "出生年月", "出生于", "生于", "出生", "生日"]
        .iter()
        .any(|cue| before.ends_with(cue))
        || ["出生", "生，", "生。", "生）", "生、", "生于", "生；", "生|", "生\t", "生\n"]
            .iter()
            .any(|cue| after.starts_with(cue))
}

fn is_link(text: &str, from: usize, to: usize) -> bool {
    let gap = text.get(from..to).unwrap_or("?");
    matches!(
        gap,
        "至" | "到"
            | "、"
            | "和"
            | "及"
            | "与"
            | "-"
            | "—"
            | "——"
            | "~"
            | ","
            | "或"
            | "或者"
            | "以及"
            | "间至"
            | "起至"
            | "，至"
    )
}

fn is_span(text: &str, from: usize, to: usize) -> bool {
    let gap = text.get(from..to).unwrap_or("?");
    matches!(
        gap,
        "至" | "到"
            | "-"
            | "—"
            | "——"
            | "~"
            | "间至"
            | "起至"
            | "以来至"
            | "，至"
            | "起到"
            | "开始至"
            | "开始到"
            | "起，至"
            | "-至"
    )
}

/// The point in time meant, and whether the calendar has it.
fn resolve(written: &Written, last: Option<Moment>) -> Option<(Moment, bool)> {
    let mut moment = Moment {
        year: 0,
        month: None,
        day: None,
        hour: None,
        minute: None,
        approximate: written.approximate,
    };
    match written.base {
        words::Base::Year(year) => moment.year = year,
        words::Base::LastYear { later } => moment.year = last?.year.checked_add(later)?,
        words::Base::LastMonth { later } => {
            let last = last?;
            let month = last.month? + later;
            (moment.year, moment.month) = if month > 12 {
                (last.year.checked_add(1)?, Some(month - 12))
            } else {
                (last.year, Some(month))
            };
        }
        words::Base::LastDay { later } => {
            let date = last?.date()?;
            let date =
                if later == 0 { date } else { date.checked_add(jiff::Span::new().days(later)).ok()? };
            moment = Moment { approximate: written.approximate, ..Moment::day(date) };
        }
    }
    let mut is_possible = true;
    if let Some(month) = written.month {
        is_possible &= (1..=12).contains(&month);
        moment.month = (1..=12).contains(&month).then_some(month);
    }
    if let Some(day) = written.day {
        let exists =
            moment.month.is_some_and(|month| jiff::civil::Date::new(moment.year, month, day).is_ok());
        is_possible &= exists;
        moment.day = exists.then_some(day);
    }
    if let Some(clock) = written.clock {
        moment.hour = clock.hour;
        moment.minute = clock.minute;
        is_possible &= clock.is_possible;
        moment.approximate |= clock.approximate;
    }
    Some((moment, is_possible))
}

#[cfg(test)]
mod tests;
