//! How cases were sentenced: how the punishments of similar cases spread, and where one lies among them.

use std::collections::BTreeMap;

use crate::case::Profile;
use crate::case::profile::Sentenced;
use crate::extract::elements::{SentenceKind, label};

/// Shares of the persons below each told value.
pub const SHARES: [u8; 5] = [10, 25, 50, 75, 90];
/// Fewer persons are no distribution.
const FEWEST: usize = 3;

/// The punishments of the persons of some cases.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spread {
    /// Persons sentenced.
    pub persons: usize,
    /// How many got which main punishment, the most frequent first.
    pub kinds: Vec<(String, usize)>,
    /// Terms in months (有期徒刑, 拘役, 管制), sorted.
    pub months: Vec<f64>,
    /// How many of those with a term have it suspended.
    pub suspended: usize,
    /// Fines in yuan of those who got one, sorted.
    pub fines: Vec<f64>,
}

/// Where a sentence lies among others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// Share with a lighter one, 0 to 1.
    pub lighter: f64,
    /// Share with a heavier one.
    pub heavier: f64,
}

/// Gathers the punishments of cases.
pub fn spread<'a>(cases: impl IntoIterator<Item = &'a Profile>) -> Spread {
    let mut spread = Spread::default();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for sentenced in cases.into_iter().flat_map(|profile| &profile.sentences) {
        spread.persons += 1;
        *kinds.entry(label(sentenced.kind)).or_default() += 1;
        spread.months.extend(term(sentenced));
        spread.suspended += usize::from(term(sentenced).is_some() && sentenced.suspended_months.is_some());
        spread.fines.extend(sentenced.fine_fen.filter(|&fen| fen > 0).map(|fen| fen as f64 / 100.0));
    }
    spread.kinds = kinds.into_iter().collect();
    spread.kinds.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    spread.months.sort_by(f64::total_cmp);
    spread.fines.sort_by(f64::total_cmp);
    spread
}

impl Spread {
    /// Terms at [`SHARES`], in months; none from too few.
    pub fn terms(&self) -> Option<[f64; SHARES.len()]> {
        quantiles(&self.months)
    }

    /// Fines at [`SHARES`], in yuan; none from too few.
    pub fn fine_levels(&self) -> Option<[f64; SHARES.len()]> {
        quantiles(&self.fines)
    }

    /// Share of the terms that are suspended; none from too few.
    pub fn suspended_share(&self) -> Option<f64> {
        (self.months.len() >= FEWEST).then(|| self.suspended as f64 / self.months.len() as f64)
    }

    /// Where a sentence with a term lies; none without one, or among too few.
    pub fn standing(&self, sentenced: &Sentenced) -> Option<Standing> {
        let own = term(sentenced)?;
        if self.months.len() < FEWEST {
            return None;
        }
        let share = |count: usize| count as f64 / self.months.len() as f64;
        Some(Standing {
            lighter: share(self.months.partition_point(|&months| months < own)),
            heavier: share(self.months.len() - self.months.partition_point(|&months| months <= own)),
        })
    }

    /// The distribution in Chinese, one line each.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.persons == 0 {
            return lines;
        }
        let kinds: Vec<String> = self.kinds.iter().map(|(kind, count)| format!("{kind}{count}人")).collect();
        lines.push(format!("判处{}人：{}", self.persons, kinds.join("，")));
        if let Some([low, lower, middle, upper, high]) = self.terms() {
            lines.push(format!(
                "刑期中位数{}，半数在{}至{}之间，八成在{}至{}之间",
                duration(middle),
                duration(lower),
                duration(upper),
                duration(low),
                duration(high)
            ));
        }
        if let Some(share) = self.suspended_share() {
            lines.push(format!("其中宣告缓刑{}人，占{:.0}%", self.suspended, share * 100.0));
        }
        if let Some([_, lower, middle, upper, _]) = self.fine_levels() {
            lines.push(format!(
                "罚金{}人，中位数{middle:.0}元，半数在{lower:.0}元至{upper:.0}元之间",
                self.fines.len()
            ));
        }
        lines
    }
}

/// Months of a term; life and death have none, nor has a suspended death.
fn term(sentenced: &Sentenced) -> Option<f64> {
    let has_term = matches!(
        sentenced.kind,
        SentenceKind::Imprisonment | SentenceKind::Detention | SentenceKind::Control
    );
    sentenced.months.filter(|months| has_term && *months > 0.0)
}

/// Values at [`SHARES`], between two neighbours in proportion.
fn quantiles(sorted: &[f64]) -> Option<[f64; SHARES.len()]> {
    if sorted.len() < FEWEST {
        return None;
    }
    Some(SHARES.map(|share| {
        let place = f64::from(share) / 100.0 * (sorted.len() - 1) as f64;
        let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
        below + (above - below) * place.fract()
    }))
}

/// 8个月, 3年, 1年6个月; to the nearest half month.
pub fn duration(months: f64) -> String {
    let halves = (months * 2.0).round() / 2.0;
    let (years, rest) = ((halves / 12.0).floor(), halves % 12.0);
    match (years > 0.0, rest > 0.0) {
        (true, true) => format!("{years:.0}年{rest}个月"),
        (true, false) => format!("{years:.0}年"),
        _ => format!("{rest}个月"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn case(sentences: Vec<Sentenced>) -> Profile {
        Profile { sentences, ..Profile::default() }
    }

    fn prison(months: f64, suspended: bool) -> Sentenced {
        Sentenced {
            person: "赵某某".to_owned(),
            kind: SentenceKind::Imprisonment,
            months: Some(months),
            suspended_months: suspended.then_some(24.0),
            fine_fen: Some(200_000),
        }
    }

    #[test]
    fn terms_suspensions_and_fines_are_told() {
        let life = Sentenced { kind: SentenceKind::Life, months: None, fine_fen: None, ..prison(1.0, false) };
        let cases = [
            case(vec![prison(6.0, true), prison(12.0, true)]),
            case(vec![prison(18.0, false), prison(36.0, false), prison(60.0, false)]),
            case(vec![life.clone()]),
        ];
        let spread = spread(&cases);
        insta::assert_snapshot!(spread.lines().join("\n"), @"
        判处6人：有期徒刑5人，无期徒刑1人
        刑期中位数1年6个月，半数在1年至3年之间，八成在8.5个月至4年2.5个月之间
        其中宣告缓刑2人，占40%
        罚金5人，中位数2000元，半数在2000元至2000元之间
        ");
        assert_eq!(spread.standing(&prison(18.0, false)), Some(Standing { lighter: 0.4, heavier: 0.4 }));
        assert_eq!(spread.standing(&life), None);
    }

    #[test]
    fn too_few_are_no_distribution() {
        let spread = spread(&[case(vec![prison(6.0, false), prison(8.0, false)])]);
        assert_eq!((spread.terms(), spread.suspended_share()), (None, None));
        assert_eq!(spread.lines(), ["判处2人：有期徒刑2人"]);
        assert!(super::spread(&[]).lines().is_empty());
    }

    proptest! {
        #[test]
        fn shares_come_in_order_within_the_values(months in prop::collection::vec(0.5_f64..400.0, 3..40)) {
            let spread = spread(&[case(months.iter().map(|&one| prison(one, false)).collect())]);
            let terms = spread.terms().unwrap();
            prop_assert!(terms.is_sorted());
            prop_assert!(terms[0] >= spread.months[0] && terms[4] <= spread.months[months.len() - 1]);
        }
    }
}
