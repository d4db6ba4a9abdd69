//! The day a sentence ends (刑期).

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::period_months;
use crate::text::Term;

/// First day of the written rule for the end of a sentence (法释〔2021〕1号§202.2).
pub const RULE_SINCE: Date = date(2021, 3, 1);

/// The last day of a sentence that starts on `start` (高法解释§202.2): the day before the same day of the
/// target year or month, with the month-end variant for months. Years are counted first, then months, then days.
pub fn term_end(start: Date, term: Term) -> Option<Date> {
    let after_years = add_years(start, term.years)?;
    let after_months =
        if term.months == 0 { after_years } else { period_months(after_years, u32::from(term.months))? };
    day_before(after_months, term.days)
}

/// All ends to accept, the exact one first. The order of years and months is nowhere written, so counting all
/// in months is accepted too; before 2021-03-01 the month-end variant was not uniform, so neither way is wrong.
/// Where the target month has no such day (30 August and six months) nothing says whether its last day is
/// served, so both are accepted. An unknown day of judgment is treated like an early one.
pub fn term_ends(start: Date, term: Term, judged_on: Option<Date>) -> Vec<Date> {
    let in_months = || day_before(period_months(start, term.total_months())?, term.days);
    let mut ends: Vec<Date> = term_end(start, term).into_iter().collect();
    if term.months > 0 {
        ends.extend(in_months());
    }
    if term.months > 0 && term.days == 0 {
        ends.extend(last_of_short_month(start, term));
    }
    if judged_on.is_none_or(|day| day < RULE_SINCE) {
        let same_day = || start.checked_add(i64::from(term.total_months()).months()).ok();
        ends.extend(in_months());
        ends.extend(same_day().and_then(|day| day_before(day, term.days)));
    }
    let mut seen = Vec::new();
    ends.retain(|end| {
        let is_new = !seen.contains(end);
        seen.push(*end);
        is_new
    });
    ends
}

/// The last day of a target month that is too short for the day of `start`.
fn last_of_short_month(start: Date, term: Term) -> Option<Date> {
    let target = start.checked_add(i64::from(term.total_months()).months()).ok()?;
    (target.day() < start.day()).then_some(target)
}

/// The same day of the target year; from 29 February to the last day of February.
fn add_years(from: Date, years: u16) -> Option<Date> {
    from.checked_add(i64::from(years).years()).ok()
}

fn day_before(anchor: Date, days: u16) -> Option<Date> {
    anchor.checked_add((i64::from(days) - 1).days()).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn term(years: u16, months: u16, days: u16) -> Term {
        Term { years, months, days }
    }

    #[test]
    fn ends_the_day_before() {
        for (start, length, end) in [
            (date(2022, 5, 10), term(3, 0, 0), date(2025, 5, 9)),
            (date(2022, 5, 10), term(0, 6, 0), date(2022, 11, 9)),
            (date(2022, 5, 1), term(1, 0, 0), date(2023, 4, 30)),
            (date(2023, 2, 28), term(1, 0, 0), date(2024, 2, 27)),
            (date(2024, 2, 29), term(1, 0, 0), date(2025, 2, 27)),
            (date(2023, 2, 28), term(0, 1, 0), date(2023, 3, 30)),
            (date(2023, 1, 30), term(0, 1, 0), date(2023, 2, 27)),
            (date(2023, 8, 31), term(0, 6, 0), date(2024, 2, 28)),
            (date(2022, 5, 10), term(0, 0, 15), date(2022, 5, 24)),
            (date(2022, 5, 10), term(1, 3, 15), date(2023, 8, 24)),
        ] {
            assert_eq!(term_end(start, length), Some(end), "{start} {length:?}");
        }
    }

    #[test]
    fn early_judgments_may_keep_the_same_day() {
        let (start, length) = (date(2019, 2, 28), term(0, 1, 0));
        assert_eq!(term_ends(start, length, Some(date(2019, 3, 1))), [date(2019, 3, 30), date(2019, 3, 27)]);
        assert_eq!(term_ends(start, length, Some(date(2021, 3, 1))), [date(2019, 3, 30)]);
    }

    #[test]
    fn a_month_too_short_may_end_with_its_last_day() {
        let judged = Some(date(2018, 1, 1));
        let ends = |start, term| term_ends(start, term, judged);
        assert!(ends(date(2017, 8, 30), term(1, 6, 0)).contains(&date(2019, 2, 28)));
        assert!(ends(date(2017, 8, 30), term(1, 6, 0)).contains(&date(2019, 2, 27)));
        assert!(ends(date(2017, 5, 31), term(3, 6, 0)).contains(&date(2020, 11, 30)));
        assert!(!ends(date(2017, 8, 29), term(2, 6, 0)).contains(&date(2020, 2, 29)));
    }

    #[test]
    fn mixed_terms_accept_both_orders() {
        let ends = term_ends(date(2023, 2, 28), term(1, 1, 0), Some(date(2023, 6, 1)));
        assert_eq!(ends, [date(2024, 3, 27), date(2024, 3, 30)]);
    }

    proptest! {
        #[test]
        fn the_exact_end_comes_first_and_longer_terms_end_later(
            year in 1998i16..2035, day in 0i64..365, years in 0u16..20, months in 0u16..12, days in 0u16..30,
        ) {
            let start = date(year, 1, 1).checked_add(day.days()).expect("a day");
            let length = term(years, months, days);
            let end = term_end(start, length).expect("in range");
            prop_assert_eq!(term_ends(start, length, None).first().copied(), Some(end));
            let longer = term_end(start, term(years, months, days + 1)).expect("in range");
            prop_assert_eq!(end.tomorrow().ok(), Some(longer));
            let off = end.since(start).expect("a span").get_days() + 1;
            let about = i32::from(years) * 365 + i32::from(months) * 30 + i32::from(days);
            prop_assert!((off - about).abs() <= i32::from(years) / 4 + 10, "{} {:?} {}", start, length, end);
        }
    }
}
