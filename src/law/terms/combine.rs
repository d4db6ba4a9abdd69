//! Several punishments into one (数罪并罚, 刑法§69).

use super::size;
use crate::text::Term;

/// Kind of a main punishment that enters a combination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 管制
    Control,
    /// 拘役
    Detention,
    /// 有期徒刑
    Imprisonment,
    /// 无期徒刑
    Life,
    /// 死刑
    Death,
}

/// What a combination may result in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Combined {
    /// Kind to be executed.
    pub kind: Kind,
    /// Shortest and longest term; none for 无期徒刑 and 死刑.
    pub bounds: Option<(Term, Term)>,
    /// Whether 管制 is still to be served after it (§69.2).
    pub control_remains: bool,
}

const IMPRISONMENT_SUM: Term = Term { years: 35, months: 0, days: 0 };

/// The bounds of the executed punishment: not below the longest single term, not above the sum, and capped
/// (管制 3 years, 拘役 1 year, 有期徒刑 20 years or, from a sum of 35 years, 25). 拘役 beside 有期徒刑 falls
/// away (§69.2, since 2015-11-01). None without punishments.
pub fn combine(counts: &[(Kind, Term)]) -> Option<Combined> {
    let kind = counts.iter().map(|&(kind, _)| kind).max()?;
    let has_control = counts.iter().any(|&(kind, _)| kind == Kind::Control);
    let control_remains = has_control && matches!(kind, Kind::Detention | Kind::Imprisonment);
    if kind >= Kind::Life {
        return Some(Combined { kind, bounds: None, control_remains: false });
    }
    let same_kind = || counts.iter().filter(|&&(of, _)| of == kind).map(|&(_, term)| term);
    let longest = same_kind().max_by_key(|&term| size(term))?;
    let sum = sum(same_kind());
    let most = [sum, cap(kind, sum)].into_iter().min_by_key(|&term| size(term))?;
    // A single term above the cap cannot be shortened by combining it.
    let most = if size(most) < size(longest) { longest } else { most };
    Some(Combined { kind, bounds: Some((longest, most)), control_remains })
}

fn cap(kind: Kind, sum: Term) -> Term {
    let years = match kind {
        Kind::Control => 3,
        Kind::Detention => 1,
        _ if size(sum) < size(IMPRISONMENT_SUM) => 20,
        _ => 25,
    };
    Term { years, ..Term::default() }
}

/// Adds terms and writes twelve months as a year; days stay days.
fn sum(terms: impl Iterator<Item = Term>) -> Term {
    let (mut months, mut days) = (0u32, 0u32);
    for term in terms {
        months += term.total_months();
        days += u32::from(term.days);
    }
    let small = |value: u32| u16::try_from(value).unwrap_or(u16::MAX);
    Term { years: small(months / 12), months: small(months % 12), days: small(days) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn months(months: u16) -> Term {
        Term { years: months / 12, months: months % 12, days: 0 }
    }

    #[test]
    fn imprisonment_lies_between_the_longest_and_the_sum() {
        let combined = combine(&[(Kind::Imprisonment, months(36)), (Kind::Imprisonment, months(10))]);
        assert_eq!(combined.and_then(|combined| combined.bounds), Some((months(36), months(46))));
    }

    #[test]
    fn sums_are_capped() {
        let ten = (Kind::Imprisonment, months(120));
        let bounds = |counts: &[_]| combine(counts).and_then(|combined| combined.bounds);
        assert_eq!(bounds(&[ten; 3]), Some((months(120), months(240))));
        assert_eq!(bounds(&[ten; 4]), Some((months(120), months(300))));
        assert_eq!(bounds(&[(Kind::Detention, months(6)); 3]), Some((months(6), months(12))));
    }

    #[test]
    fn detention_falls_away_and_control_remains() {
        let counts =
            [(Kind::Imprisonment, months(12)), (Kind::Detention, months(3)), (Kind::Control, months(6))];
        let combined = combine(&counts).expect("a punishment");
        assert_eq!(combined.bounds, Some((months(12), months(12))));
        assert!(combined.control_remains);
    }

    #[test]
    fn life_absorbs() {
        let combined = combine(&[(Kind::Life, Term::default()), (Kind::Imprisonment, months(120))]);
        assert_eq!(combined, Some(Combined { kind: Kind::Life, bounds: None, control_remains: false }));
        assert_eq!(combine(&[]), None);
    }

    proptest! {
        #[test]
        fn bounds_hold_every_single_term(terms in proptest::collection::vec(6u16..180, 1..8)) {
            let counts: Vec<_> = terms.iter().map(|&term| (Kind::Imprisonment, months(term))).collect();
            let (low, high) = combine(&counts).and_then(|combined| combined.bounds).expect("bounds");
            prop_assert!(size(low) <= size(high));
            prop_assert!(terms.iter().all(|&term| size(months(term)) <= size(low)));
        }
    }
}
