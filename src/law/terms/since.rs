//! Years that must or must not have passed: limitation (追诉时效) and recidivism (累犯).

use jiff::ToSpan;
use jiff::civil::Date;

use crate::law::punishment::Punishment;

/// Years after which a crime is no longer prosecuted, by the statutory maximum of its tier (刑法§87): 5, 10, 15
/// or 20. The last may be lifted by the 最高人民检察院, and §88 stops the clock.
pub fn limitation_years(maximum: Punishment) -> u8 {
    match maximum {
        Punishment::AccessoryOnly | Punishment::Control | Punishment::Detention => 5,
        Punishment::Imprisonment(months) if months < 60 => 5,
        Punishment::Imprisonment(months) if months < 120 => 10,
        Punishment::Imprisonment(_) => 15,
        Punishment::Life | Punishment::Death => 20,
    }
}

/// The day the limitation is complete, counted from the crime or its end when continued (刑法§89).
pub fn limitation_end(crime: Date, maximum: Punishment) -> Option<Date> {
    crime.checked_add(i64::from(limitation_years(maximum)).years()).ok()
}

/// Whether a new crime falls in the five years of 刑法§65. The very day five years later is disputed: none.
/// `served` is the last day of the sentence, of the pardon, or of the parole period.
pub fn within_five_years(served: Date, crime: Date) -> Option<bool> {
    let same_day = served.checked_add(5.years()).ok()?;
    (crime != same_day).then_some(served < crime && crime < same_day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn limitation_grows_with_the_maximum() {
        for (maximum, years) in [
            (Punishment::Detention, 5),
            (Punishment::Imprisonment(36), 5),
            (Punishment::Imprisonment(60), 10),
            (Punishment::Imprisonment(120), 15),
            (Punishment::Death, 20),
        ] {
            assert_eq!(limitation_years(maximum), years, "{maximum}");
        }
        assert_eq!(limitation_end(date(2016, 2, 29), Punishment::Imprisonment(36)), Some(date(2021, 2, 28)));
    }

    #[test]
    fn five_years_after_serving() {
        let served = date(2018, 5, 10);
        assert_eq!(within_five_years(served, date(2023, 5, 9)), Some(true));
        assert_eq!(within_five_years(served, date(2023, 5, 10)), None);
        assert_eq!(within_five_years(served, date(2023, 5, 11)), Some(false));
        assert_eq!(within_five_years(served, date(2018, 5, 1)), Some(false), "while still serving");
    }
}
