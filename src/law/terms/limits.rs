//! Time limits of procedure (期间).

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::law::calendar;

/// How a provision writes its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// 日
    Days(u32),
    /// 个月
    Months(u32),
    /// 半个月: fifteen days (高法解释§202.1).
    HalfMonth,
    /// 个工作日
    WorkingDays(u32),
    /// 小时: needs a clock time, see [`deadline_hour`].
    Hours(u32),
}

/// The day that ends a period of months (高法解释§202.1): the same day of the target month; from the last day
/// of a month to the last day of the target month; to its last day also where it has no such day.
pub fn period_months(from: Date, months: u32) -> Option<Date> {
    let months = i64::from(months);
    let target = from.checked_add(months.months()).ok()?;
    Some(if from == from.last_of_month() { target.last_of_month() } else { target })
}

/// The last day of a limit (刑诉§105): the day it starts is not counted, and where `roll_over` a last day that
/// is a holiday moves to the first working day after it. Custody never rolls over (§105.4): pass `false`.
pub fn deadline(start: Date, limit: Limit, roll_over: bool) -> Option<Date> {
    let last = match limit {
        Limit::Days(days) => start.checked_add(i64::from(days).days()).ok()?,
        Limit::HalfMonth => start.checked_add(15.days()).ok()?,
        Limit::Months(months) => period_months(start, months)?,
        Limit::WorkingDays(days) => calendar::add_working_days(start, days)?,
        Limit::Hours(_) => return None,
    };
    if roll_over { calendar::next_working_day(last) } else { Some(last) }
}

/// The end of a limit in hours (刑诉§105.2): the hour it starts in is not counted, so minutes are kept.
pub fn deadline_hour(start: DateTime, hours: u32) -> Option<DateTime> {
    start.checked_add(i64::from(hours).hours()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn months_end_on_the_same_day_or_the_last() {
        for (from, months, to) in [
            (date(2023, 3, 15), 1, date(2023, 4, 15)),
            (date(2023, 1, 31), 1, date(2023, 2, 28)),
            (date(2023, 2, 28), 1, date(2023, 3, 31)),
            (date(2024, 2, 28), 1, date(2024, 3, 28)),
            (date(2023, 1, 30), 1, date(2023, 2, 28)),
            (date(2023, 12, 31), 2, date(2024, 2, 29)),
        ] {
            assert_eq!(period_months(from, months), Some(to), "{from} + {months}");
        }
    }

    #[test]
    fn the_first_day_is_not_counted() {
        assert_eq!(deadline(date(2024, 3, 1), Limit::Days(3), false), Some(date(2024, 3, 4)));
        assert_eq!(deadline(date(2024, 3, 1), Limit::HalfMonth, false), Some(date(2024, 3, 16)));
    }

    #[test]
    fn only_where_asked_a_holiday_moves_the_end() {
        let start = date(2024, 9, 21);
        assert_eq!(deadline(start, Limit::Days(10), false), Some(date(2024, 10, 1)));
        assert_eq!(deadline(start, Limit::Days(10), true), Some(date(2024, 10, 8)));
        assert_eq!(deadline(date(2030, 1, 1), Limit::Days(10), true), None, "no notice for 2030");
    }

    #[test]
    fn hours_need_a_clock() {
        assert_eq!(deadline(date(2024, 3, 1), Limit::Hours(24), false), None);
        let start = date(2024, 3, 1).at(9, 30, 0, 0);
        assert_eq!(deadline_hour(start, 24), Some(date(2024, 3, 2).at(9, 30, 0, 0)));
    }

    proptest! {
        #[test]
        fn more_months_end_later(year in 1990i16..2040, day in 0u32..365, months in 0u32..60) {
            let from = date(year, 1, 1).checked_add(i64::from(day).days()).expect("a day");
            let (one, two) = (period_months(from, months), period_months(from, months + 1));
            prop_assert!(one < two);
            let length = one.expect("in range").since(from).expect("a span").get_days();
            prop_assert!((28 * months as i32..=31 * months as i32).contains(&length), "{from} {months} {length}");
        }
    }
}
