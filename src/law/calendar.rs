//! Public holidays and made-up working days of mainland China, as the yearly notices set them.
//!
//! A year without a notice at hand is unknown: its weekdays may be holidays and its weekends working days.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;

const DATA: &str = include_str!("../../review-standards/law/holidays.toml");

/// Whether nobody works on this day (public holiday or free weekend); none for an unknown year.
pub fn is_holiday(day: Date) -> Option<bool> {
    let year = YEARS.get(&day.year())?;
    if year.off.contains(&day) {
        return Some(true);
    }
    let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    Some(is_weekend && !year.work.contains(&day))
}

/// The day itself when it is a working day, else the first one after it (刑诉法§105: 节假日后的第一日).
pub fn next_working_day(day: Date) -> Option<Date> {
    let mut day = day;
    while is_holiday(day)? {
        day = day.tomorrow().ok()?;
    }
    Some(day)
}

/// The day `count` working days after `start`, which is not counted.
pub fn add_working_days(start: Date, count: u32) -> Option<Date> {
    let mut day = start;
    for _ in 0..count {
        day = next_working_day(day.tomorrow().ok()?)?;
    }
    Some(day)
}

/// Years whose notices are known.
pub fn known_years() -> impl Iterator<Item = i16> {
    YEARS.keys().copied()
}

#[derive(Deserialize)]
struct File {
    year: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    year: i16,
    off: Vec<String>,
    work: Vec<String>,
}

struct Year {
    off: HashSet<Date>,
    work: HashSet<Date>,
}

static YEARS: LazyLock<BTreeMap<i16, Year>> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).expect("the holiday list is tested to parse");
    file.year
        .iter()
        .map(|row| {
            let days = |written: &[String]| written.iter().flat_map(|days| span(row.year, days)).collect();
            (row.year, Year { off: days(&row.off), work: days(&row.work) })
        })
        .collect()
});

/// `01-24..02-02` or `01-01`, both ends included; nothing when it is no date.
fn span(year: i16, written: &str) -> Vec<Date> {
    let (first, last) = written.split_once("..").unwrap_or((written, written));
    let date = |written: &str| format!("{year}-{written}").parse::<Date>().ok();
    let (Some(first), Some(last)) = (date(first), date(last)) else {
        return Vec::new();
    };
    first.series(1.day()).take_while(|&day| day <= last).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_written_day_is_read() {
        let file: File = toml::from_str(DATA).expect("parses");
        for row in &file.year {
            for written in row.off.iter().chain(&row.work) {
                assert!(!span(row.year, written).is_empty(), "{} {written}", row.year);
            }
        }
    }

    #[test]
    fn made_up_days_are_weekends_and_no_holidays() {
        for year in YEARS.values() {
            for day in &year.work {
                assert!(matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday), "{day}");
                assert!(!year.off.contains(day), "{day}");
            }
        }
    }

    #[test]
    fn holidays_weekends_and_made_up_days() {
        assert_eq!(is_holiday(date(2024, 2, 14)), Some(true));
        assert_eq!(is_holiday(date(2024, 2, 18)), Some(false), "a Sunday worked");
        assert_eq!(is_holiday(date(2024, 3, 2)), Some(true), "a plain Saturday");
        assert_eq!(is_holiday(date(2024, 3, 4)), Some(false));
        assert_eq!(is_holiday(date(2020, 1, 31)), Some(true), "the extended holiday");
    }

    #[test]
    fn unknown_years_stay_unknown() {
        assert_eq!(is_holiday(date(2016, 5, 6)), None);
        assert_eq!(next_working_day(date(2026, 12, 31)), Some(date(2026, 12, 31)));
        assert_eq!(add_working_days(date(2026, 12, 31), 1), None);
    }

    #[test]
    fn long_holidays_are_passed() {
        assert_eq!(next_working_day(date(2025, 10, 1)), Some(date(2025, 10, 9)));
        assert_eq!(add_working_days(date(2025, 9, 30), 2), Some(date(2025, 10, 10)));
    }
}
