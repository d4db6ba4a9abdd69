//! 缓刑考验期 and 剥夺政治权利: their bounds.

use super::{Kind, size};
use crate::text::Term;

const fn months(months: u16) -> Term {
    Term { years: 0, months, days: 0 }
}

const fn years(years: u16) -> Term {
    Term { years, months: 0, days: 0 }
}

/// Whether a punishment is short enough to be suspended (刑法§72.1): 拘役, or 有期徒刑 of three years at most.
pub fn may_suspend(kind: Kind, term: Term) -> bool {
    match kind {
        Kind::Detention => true,
        Kind::Imprisonment => size(term) <= size(years(3)),
        Kind::Control | Kind::Life | Kind::Death => false,
    }
}

/// Shortest and longest probation (刑法§73): never below the term itself; 拘役 two months to one year,
/// 有期徒刑 one to five years. None where suspension is not open.
pub fn probation_bounds(kind: Kind, term: Term) -> Option<(Term, Term)> {
    if !may_suspend(kind, term) {
        return None;
    }
    let (least, most) = if kind == Kind::Detention { (months(2), years(1)) } else { (years(1), years(5)) };
    let least = if size(term) > size(least) { term } else { least };
    Some((least, most))
}

/// How long 剥夺政治权利 lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deprivation {
    /// From one term to another (刑法§55.1), and 3 to 10 years after commutation (§57.2).
    Between(Term, Term),
    /// As long as the 管制 it goes with (§55.2).
    AsLongAs(Term),
    /// 终身: with 无期徒刑 and 死刑 (§57.1).
    ForLife,
}

/// The length of 剥夺政治权利 beside a main punishment.
pub fn deprivation_bounds(kind: Kind, term: Term) -> Deprivation {
    match kind {
        Kind::Control => Deprivation::AsLongAs(term),
        Kind::Detention | Kind::Imprisonment => Deprivation::Between(years(1), years(5)),
        Kind::Life | Kind::Death => Deprivation::ForLife,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probation_is_never_below_the_term() {
        assert_eq!(probation_bounds(Kind::Imprisonment, months(8)), Some((years(1), years(5))));
        assert_eq!(probation_bounds(Kind::Imprisonment, months(30)), Some((months(30), years(5))));
        assert_eq!(probation_bounds(Kind::Detention, months(1)), Some((months(2), years(1))));
        assert_eq!(probation_bounds(Kind::Detention, months(4)), Some((months(4), years(1))));
    }

    #[test]
    fn long_terms_are_not_suspended() {
        assert!(may_suspend(Kind::Imprisonment, years(3)));
        assert_eq!(probation_bounds(Kind::Imprisonment, months(37)), None);
        assert_eq!(probation_bounds(Kind::Control, months(6)), None);
    }

    #[test]
    fn deprivation_follows_the_main_punishment() {
        assert_eq!(deprivation_bounds(Kind::Control, months(6)), Deprivation::AsLongAs(months(6)));
        assert_eq!(deprivation_bounds(Kind::Life, Term::default()), Deprivation::ForLife);
    }
}
