//! Statutory ranges (法定刑幅度) of frequent charges, tier by tier and version by version.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::punishment::Punishment;
use super::{Citation, charges, place};

const DATA: &str = include_str!("../../review-standards/law/ranges.toml");

/// What the law says on property punishments in a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
pub enum Property {
    /// Nothing.
    #[default]
    None,
    /// 并处罚金
    #[serde(rename = "并处罚金")]
    Fine,
    /// 并处或者单处罚金
    #[serde(rename = "并处或者单处罚金")]
    FineWithOrAlone,
    /// …、拘役或者罚金: the fine stands in the place of the main punishment.
    #[serde(rename = "选处罚金")]
    FineInstead,
    /// 并处罚金或者没收财产
    #[serde(rename = "并处罚金或者没收财产")]
    FineOrConfiscation,
    /// 并处没收财产
    #[serde(rename = "并处没收财产")]
    Confiscation,
    /// 可以并处罚金
    #[serde(rename = "可以并处罚金")]
    MayFine,
    /// 可以并处罚金或者没收财产
    #[serde(rename = "可以并处罚金或者没收财产")]
    MayFineOrConfiscate,
    /// 可以并处没收财产
    #[serde(rename = "可以并处没收财产")]
    MayConfiscate,
}

/// One tier (量刑档次) of a charge.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// Standard charge name.
    pub charge: String,
    /// Article, paragraph, item.
    pub place: Citation,
    /// From 1, lightest first.
    pub tier: u8,
    /// Short name of the condition: 数额巨大或其他严重情节.
    pub when: String,
    /// Lightest main punishment.
    pub low: Punishment,
    /// Heaviest main punishment.
    pub high: Punishment,
    /// Fine and confiscation.
    pub property: Property,
    /// Lowest and highest fine in yuan, where the article names them.
    pub fine: Option<(u32, u32)>,
    /// Lowest and highest fine as a share of the sum at stake, where the article names them.
    pub fine_ratio: Option<(f64, f64)>,
    /// Whether 剥夺政治权利 may be imposed alone.
    pub deprivation_alone: bool,
    /// First day of this version.
    pub since: Date,
    /// First day it is no longer in force.
    pub until: Option<Date>,
    /// Whether the figures were checked against the text of the article.
    pub verified: bool,
}

impl Range {
    /// Whether the main punishment lies in this tier, without mitigation below it (刑法§63).
    pub fn admits(&self, punishment: Punishment) -> bool {
        if punishment == Punishment::AccessoryOnly {
            let fine_alone = matches!(self.property, Property::FineWithOrAlone | Property::FineInstead);
            return fine_alone || self.deprivation_alone;
        }
        self.low <= punishment && punishment <= self.high
    }

    /// Whether a fine or confiscation must accompany the main punishment.
    pub fn requires_property(&self) -> bool {
        use Property::{Confiscation, Fine, FineOrConfiscation, FineWithOrAlone};
        matches!(self.property, Fine | FineWithOrAlone | FineOrConfiscation | Confiscation)
    }

    /// Whether the article offers a fine at all, with the main punishment or instead of it.
    pub fn allows_fine(&self) -> bool {
        !matches!(self.property, Property::None | Property::Confiscation | Property::MayConfiscate)
    }
}

/// The tiers of a charge in force on a day, lightest first; empty when the charge is not in the table.
pub fn tiers_of(charge: &str, day: Date) -> Vec<&'static Range> {
    let Some(charge) = charges::find(charge) else {
        return Vec::new();
    };
    let versions = RANGES.get(charge.name.as_str()).map(Vec::as_slice).unwrap_or_default();
    versions
        .iter()
        .filter(|range| range.since <= day && range.until.is_none_or(|until| day < until))
        .collect()
}

/// The next lower tier, into which 减轻处罚 leads (刑法§63.1); none for the lowest tier.
pub fn next_lower(range: &Range) -> Option<&'static Range> {
    let lower = tiers_of(&range.charge, range.since);
    lower.into_iter().find(|lower| lower.tier + 1 == range.tier)
}

/// Charges in the table.
pub fn charges_covered() -> impl Iterator<Item = &'static str> {
    RANGES.keys().copied()
}

#[derive(Deserialize)]
struct File {
    charge: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    since: Date,
    until: Option<Date>,
    #[serde(default = "yes")]
    verified: bool,
    tiers: Vec<TierRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TierRow {
    at: String,
    when: String,
    low: String,
    high: String,
    #[serde(default)]
    property: Property,
    fine: Option<(u32, u32)>,
    fine_ratio: Option<(f64, f64)>,
    #[serde(default)]
    deprivation_alone: bool,
}

fn yes() -> bool {
    true
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).expect("the range table is tested to parse");
    file.charge
});

static RANGES: LazyLock<HashMap<&'static str, Vec<Range>>> = LazyLock::new(|| {
    let mut ranges: HashMap<&'static str, Vec<Range>> = HashMap::new();
    for row in ROWS.iter() {
        let tiers = row.tiers.iter().enumerate().filter_map(|(at, tier)| range(row, tier, at as u8 + 1));
        ranges.entry(&row.name).or_default().extend(tiers);
    }
    ranges
});

fn range(row: &Row, tier: &TierRow, number: u8) -> Option<Range> {
    Some(Range {
        charge: row.name.clone(),
        place: place::parse("刑法", &tier.at)?,
        tier: number,
        when: tier.when.clone(),
        low: Punishment::parse(&tier.low)?,
        high: Punishment::parse(&tier.high)?,
        property: tier.property,
        fine: tier.fine,
        fine_ratio: tier.fine_ratio,
        deprivation_alone: tier.deprivation_alone,
        since: row.since,
        until: row.until,
        verified: row.verified,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_row_is_read_and_every_charge_known() {
        for row in ROWS.iter() {
            assert!(charges::find(&row.name).is_some_and(|charge| charge.name == row.name), "{}", row.name);
            for tier in &row.tiers {
                let range = range(row, tier, 1).unwrap_or_else(|| panic!("{} {}", row.name, tier.at));
                assert!(range.low <= range.high, "{} {}", row.name, tier.at);
                assert!(super::super::articles::exists(&range.place), "{} {}", row.name, tier.at);
            }
        }
        assert!(charges_covered().count() >= 100);
    }

    #[test]
    fn versions_do_not_overlap() {
        for charge in charges_covered() {
            let tiers = tiers_of(charge, date(2026, 1, 1));
            assert!(!tiers.is_empty(), "{charge} has no version in force");
            let numbers: Vec<_> = tiers.iter().map(|range| range.tier).collect();
            assert_eq!(numbers, (1..=tiers.len() as u8).collect::<Vec<_>>(), "{charge}");
        }
    }

    #[test]
    fn theft_has_three_tiers() {
        let tiers = tiers_of("盗窃罪", date(2023, 5, 1));
        assert_eq!(tiers.len(), 3);
        assert!(tiers[0].admits(Punishment::Detention) && tiers[0].admits(Punishment::AccessoryOnly));
        assert!(!tiers[0].admits(Punishment::Imprisonment(37)));
        assert!(tiers[1].admits(Punishment::Imprisonment(36)) && tiers[1].requires_property());
        assert!(tiers[2].admits(Punishment::Life) && !tiers[2].admits(Punishment::Death));
        assert_eq!(next_lower(tiers[1]).map(|range| range.tier), Some(1));
    }

    #[test]
    fn gambling_houses_changed_in_2021() {
        let before = tiers_of("开设赌场罪", date(2021, 2, 28));
        let after = tiers_of("开设赌场罪", date(2021, 3, 1));
        assert_eq!(before[0].high, Punishment::Imprisonment(36));
        assert_eq!(after[0].high, Punishment::Imprisonment(60));
    }

    #[test]
    fn drunk_driving_knows_only_detention() {
        let tiers = tiers_of("危险驾驶", date(2024, 1, 1));
        assert!(tiers[0].admits(Punishment::Detention));
        assert!(!tiers[0].admits(Punishment::Control) && !tiers[0].admits(Punishment::Imprisonment(6)));
    }

    #[test]
    fn unknown_charges_have_no_tiers() {
        assert!(tiers_of("某某罪", date(2024, 1, 1)).is_empty());
    }
}
