//! Days of the office: the civil day in China, and days that count only working ones.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::Offset;
use serde::Serialize;

use crate::law::calendar;

/// The last day of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Due {
    /// Last day.
    pub day: Date,
    /// False where the holidays of a year are not known yet, so that only weekends were left out.
    pub certain: bool,
}

/// China keeps one time and no summer time.
const CHINA: Offset = Offset::constant(8);

/// Day and time in China at a moment.
pub fn time_in_china(moment: Timestamp) -> DateTime {
    CHINA.to_datetime(moment)
}

/// The day in China at a moment.
pub fn day_in_china(moment: Timestamp) -> Date {
    time_in_china(moment).date()
}

/// The time on a clock in China: `2026-03-02 09:30:05`.
pub fn clock_in_china(moment: Timestamp) -> String {
    time_in_china(moment).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// The day `count` working days after `start`, which is not counted. None only past the end of the calendar.
pub fn working_days_after(start: Date, count: u32) -> Option<Due> {
    if let Some(day) = calendar::add_working_days(start, count) {
        return Some(Due { day, certain: true });
    }
    let mut day = start;
    for _ in 0..count {
        day = day.tomorrow().ok()?;
        while is_off(day) {
            day = day.tomorrow().ok()?;
        }
    }
    Some(Due { day, certain: false })
}

/// How many working days are left until a day, which counts; none where it is over.
pub fn working_days_left(today: Date, last: Date) -> Option<u32> {
    if today > last {
        return None;
    }
    let mut day = today;
    let mut left = 0;
    while day < last {
        day = day.tomorrow().ok()?;
        left += u32::from(!is_off(day));
    }
    Some(left)
}

fn is_off(day: Date) -> bool {
    let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    calendar::is_holiday(day).unwrap_or(is_weekend)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn five_working_days_pass_over_holidays_and_say_when_they_are_not_known() {
        let due = working_days_after(date(2025, 9, 30), 5).unwrap();
        assert_eq!(due, Due { day: date(2025, 10, 14), certain: true }, "八天长假，11 日（周六）上班");
        let last_known = calendar::known_years().max().unwrap();
        let due = working_days_after(date(last_known + 5, 1, 1), 5).unwrap();
        assert!(!due.certain);
    }

    #[test]
    fn the_days_left_are_those_that_were_given() {
        for start in [date(2025, 9, 30), date(2025, 10, 1), date(2026, 2, 13), date(2026, 11, 20)] {
            let due = working_days_after(start, 5).unwrap().day;
            assert_eq!(working_days_left(start, due), Some(5), "{start}");
            assert_eq!(working_days_left(due, due), Some(0));
            assert_eq!(working_days_left(due.tomorrow().unwrap(), due), None);
        }
    }

    #[test]
    fn the_day_is_that_of_china() {
        assert_eq!(day_in_china("2026-11-22T16:30:00Z".parse().unwrap()), date(2026, 11, 23));
        assert_eq!(clock_in_china("2026-11-22T16:30:00Z".parse().unwrap()), "2026-11-23 00:30:00");
    }
}
