//! Days in custody and what they count for (折抵).

use jiff::civil::Date;

use crate::law::punishment::Punishment;

/// Days from the first day of custody to the day of release, the first counted and the last not.
///
/// None when the release lies before the start. Whether the day of release counts is nowhere written: a check
/// should allow one day either way.
pub fn days_in_custody(first: Date, released: Date) -> Option<u32> {
    let days = released.since(first).ok()?.get_days();
    u32::try_from(days).ok()
}

/// Days by which a punishment is shortened: custody one for one against 拘役 and 有期徒刑 and two for one
/// against 管制 (刑法§41, 44, 47; 监察法§44); 指定居所监视居住 half of that (刑诉§76), odd days falling away.
/// None for punishments without a length.
pub fn credited_days(punishment: Punishment, custody: u32, designated_residence: u32) -> Option<u32> {
    match punishment {
        Punishment::Control => custody.checked_mul(2)?.checked_add(designated_residence),
        Punishment::Detention | Punishment::Imprisonment(_) => custody.checked_add(designated_residence / 2),
        Punishment::AccessoryOnly | Punishment::Life | Punishment::Death => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn custody_counts_by_punishment() {
        assert_eq!(credited_days(Punishment::Imprisonment(12), 30, 5), Some(32));
        assert_eq!(credited_days(Punishment::Control, 30, 5), Some(65));
        assert_eq!(credited_days(Punishment::Life, 30, 5), None);
    }

    #[test]
    fn the_first_day_counts() {
        assert_eq!(days_in_custody(date(2024, 2, 28), date(2024, 3, 1)), Some(2));
        assert_eq!(days_in_custody(date(2024, 3, 1), date(2024, 2, 28)), None);
    }
}
