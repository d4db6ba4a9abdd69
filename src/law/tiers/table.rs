//! The tier table as read from its data file. Bounds are in thousandths of the written unit.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

const DATA: &str = include_str!("../../../review-standards/law/tiers.toml");

/// A national standard for one charge.
pub(super) struct Standard {
    pub charge: String,
    pub source: String,
    pub verified: bool,
    pub lines: Vec<Line>,
    unit: String,
    since: Date,
    until: Option<Date>,
}

/// A line between tiers.
pub(super) struct Line {
    pub label: String,
    pub tier: u8,
    pub from: (i64, i64),
}

/// A province's own lines for one charge.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "ProvinceRow")]
pub struct Province {
    pub(super) source: String,
    pub(super) verified: bool,
    pub(super) lines: Vec<(i64, i64)>,
    name: String,
    charge: String,
    since: Date,
    until: Option<Date>,
}

/// The two lines of one drug, in milligrams.
pub(super) struct Drug {
    pub source: String,
    pub larger: i64,
    pub large: i64,
    names: Vec<String>,
    since: Date,
}

pub(super) fn standard(charge: &str, unit: &str, day: Date) -> Option<&'static Standard> {
    let in_force = |standard: &&Standard| in_force(standard.since, standard.until, day);
    let named = |standard: &&Standard| standard.charge == charge && standard.unit == unit;
    TABLE.standards.iter().filter(in_force).find(named)
}

/// The figures of a province, called by its short or full name.
pub(super) fn province(charge: &str, name: &str, day: Date) -> Option<&'static Province> {
    let named = |row: &&Province| row.charge == charge && name.starts_with(row.name.as_str());
    TABLE.provinces.iter().filter(named).find(|row| in_force(row.since, row.until, day))
}

/// An office's own figures for a charge.
pub(super) fn own<'a>(rows: &'a [Province], charge: &str, day: Date) -> Option<&'a Province> {
    rows.iter().find(|row| row.charge == charge && in_force(row.since, row.until, day))
}

impl Province {
    /// Why the figures cannot be used, in Chinese; none where they stand within the national band.
    pub fn fault(&self) -> Option<String> {
        let Some(national) = standard(&self.charge, "元", self.since) else {
            return Some(format!("“{}”没有可以由各地确定的数额标准", self.charge));
        };
        if self.lines.len() != national.lines.len() {
            return Some(format!("“{}”应写 {} 档数额", self.charge, national.lines.len()));
        }
        let is_within =
            |(local, line): (&(i64, i64), &Line)| line.from.0 <= local.0 && local.1 <= line.from.1;
        let is_fine = self.lines.iter().zip(&national.lines).all(is_within);
        (!is_fine).then(|| format!("“{}”的数额不在司法解释规定的幅度以内", self.charge))
    }
}

pub(super) fn drug(name: &str, day: Date) -> Option<&'static Drug> {
    TABLE.drugs.iter().find(|drug| drug.since <= day && drug.names.iter().any(|known| known == name))
}

/// 走私、贩卖、运输、制造: any quantity, then the two lines.
pub(super) fn trading_lines() -> &'static [Line] {
    &TABLE.trading
}

/// 非法持有: the two lines.
pub(super) fn possession_lines() -> &'static [Line] {
    &TABLE.possession
}

fn in_force(since: Date, until: Option<Date>, day: Date) -> bool {
    since <= day && until.is_none_or(|until| day < until)
}

struct Table {
    standards: Vec<Standard>,
    provinces: Vec<Province>,
    drugs: Vec<Drug>,
    trading: Vec<Line>,
    possession: Vec<Line>,
}

#[derive(Deserialize)]
struct File {
    standard: Vec<StandardRow>,
    province: Vec<Province>,
    drug: Vec<DrugRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StandardRow {
    charges: Vec<String>,
    quantity: String,
    source: String,
    since: Date,
    until: Option<Date>,
    #[serde(default = "yes")]
    verified: bool,
    lines: Vec<LineRow>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct LineRow {
    label: String,
    tier: u8,
    from: (i64, i64),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProvinceRow {
    province: String,
    charge: String,
    source: String,
    since: Date,
    until: Option<Date>,
    #[serde(default = "yes")]
    verified: bool,
    lines: Vec<(i64, i64)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DrugRow {
    name: String,
    aliases: Vec<String>,
    larger: f64,
    large: f64,
    source: String,
    since: Date,
}

fn yes() -> bool {
    true
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).expect("the tier table is tested to parse");
    Table {
        standards: file.standard.iter().flat_map(standards).collect(),
        provinces: file.province,
        drugs: file.drug.into_iter().map(read_drug).collect(),
        trading: vec![line("少量", 1), line("数量较大", 3), line("数量大", 4)],
        possession: vec![line("数量较大", 1), line("数量大", 3)],
    }
});

fn standards(row: &StandardRow) -> Vec<Standard> {
    let read = |charge: &String| Standard {
        charge: charge.clone(),
        source: row.source.clone(),
        verified: row.verified,
        lines: row.lines.iter().cloned().map(read_line).collect(),
        unit: row.quantity.clone(),
        since: row.since,
        until: row.until,
    };
    row.charges.iter().map(read).collect()
}

fn read_line(row: LineRow) -> Line {
    Line { label: row.label, tier: row.tier, from: (row.from.0 * 1000, row.from.1 * 1000) }
}

impl From<ProvinceRow> for Province {
    fn from(row: ProvinceRow) -> Self {
        Self {
            source: row.source,
            verified: row.verified,
            lines: row.lines.into_iter().map(|(low, high)| (low * 1000, high * 1000)).collect(),
            name: row.province,
            charge: row.charge,
            since: row.since,
            until: row.until,
        }
    }
}

fn read_drug(row: DrugRow) -> Drug {
    let milligrams = |grams: f64| (grams * 1000.0).round() as i64;
    let mut names = row.aliases;
    names.push(row.name);
    Drug {
        source: row.source,
        larger: milligrams(row.larger),
        large: milligrams(row.large),
        names,
        since: row.since,
    }
}

/// A line whose bounds depend on the drug.
fn line(label: &str, tier: u8) -> Line {
    Line { label: label.to_owned(), tier, from: (0, 0) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::law::{charges, ranges};

    #[test]
    fn lines_rise_and_point_to_tiers_that_exist() {
        for standard in &TABLE.standards {
            let rises = standard.lines.is_sorted_by_key(|line| line.from);
            assert!(
                rises && standard.lines.iter().all(|line| line.from.0 <= line.from.1),
                "{}",
                standard.charge
            );
            let plain = standard.charge.split('（').next().unwrap_or_default();
            let charge = charges::find(&standard.charge).or_else(|| charges::find(plain)).expect("a charge");
            let last_day = standard.until.and_then(|until| until.yesterday().ok());
            let tiers = ranges::tiers_of(&charge.name, last_day.unwrap_or(date(2026, 1, 1)));
            for line in &standard.lines {
                assert!(
                    tiers.iter().any(|range| range.tier == line.tier),
                    "{} {}",
                    standard.charge,
                    line.label
                );
            }
        }
    }

    #[test]
    fn provinces_stay_within_the_national_band() {
        let faults: Vec<String> = TABLE.provinces.iter().filter_map(Province::fault).collect();
        assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn drugs_have_two_rising_lines() {
        for drug in &TABLE.drugs {
            assert!(0 < drug.larger && drug.larger * 5 == drug.large, "{:?}", drug.names);
        }
    }
}
