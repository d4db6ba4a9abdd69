//! Arithmetic of time limits and terms, each function naming the provision it follows.
//!
//! Unknown is `None`: a year without a holiday notice, a limit in hours without a clock time, a date past the
//! end of the calendar. Nothing here guesses.

mod age;
mod combine;
mod custody;
mod limits;
mod probation;
mod sentence;
mod since;

pub use age::age_on;
pub use combine::{Combined, Kind, combine};
pub use custody::{credited_days, days_in_custody};
pub use limits::{Limit, deadline, deadline_hour, period_months};
pub use probation::{Deprivation, deprivation_bounds, may_suspend, probation_bounds};
pub use sentence::{RULE_SINCE, term_end, term_ends};
pub use since::{limitation_end, limitation_years, within_five_years};

use crate::text::Term;

/// A term in days with thirty to the month: for comparing terms only, never for dates.
pub fn size(term: Term) -> u32 {
    term.total_months() * 30 + u32::from(term.days)
}
