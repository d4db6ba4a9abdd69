//! Age at law.

use jiff::ToSpan;
use jiff::civil::Date;

/// Full years of age on a day: a year is complete on the day after the birthday (法释〔2006〕1号§2), so a person
/// is still fifteen on the sixteenth birthday. None when the day lies before the birth.
pub fn age_on(birth: Date, day: Date) -> Option<u16> {
    if day < birth {
        return None;
    }
    let years = day.year() - birth.year();
    let birthday = birth.checked_add(i64::from(years).years()).ok()?;
    let age = if day > birthday { years } else { years - 1 };
    u16::try_from(age.max(0)).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_year_is_complete_the_day_after_the_birthday() {
        let birth = date(2005, 6, 10);
        assert_eq!(age_on(birth, date(2021, 6, 10)), Some(15));
        assert_eq!(age_on(birth, date(2021, 6, 11)), Some(16));
        assert_eq!(age_on(birth, birth), Some(0));
        assert_eq!(age_on(birth, date(2005, 6, 9)), None);
    }

    #[test]
    fn leap_day_birthdays_come_on_the_last_of_february() {
        let birth = date(2004, 2, 29);
        assert_eq!(age_on(birth, date(2022, 2, 28)), Some(17));
        assert_eq!(age_on(birth, date(2022, 3, 1)), Some(18));
    }

    proptest! {
        #[test]
        fn age_never_falls(year in 1930i16..2020, day in 0i64..365, later in 0i64..40_000) {
            let birth = date(year, 1, 1).checked_add(day.days()).expect("a day");
            let on = birth.checked_add(later.days()).expect("a day");
            let next = on.tomorrow().expect("a day");
            let (today, tomorrow) = (age_on(birth, on), age_on(birth, next));
            prop_assert!(today <= tomorrow && tomorrow <= today.map(|age| age + 1));
        }
    }
}
