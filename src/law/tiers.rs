//! Which tier a sum, a weight or a blood alcohol level reaches, by charge, province and date.
//!
//! Where the law leaves the line to the provinces and no provincial figure is known, a quantity within the
//! national band is [`Reading::Between`]: unknown, not guessed.

mod table;

use jiff::civil::Date;

use super::charges;
pub use table::Province;
use table::{Line, Standard};

/// Whose figures apply where the law leaves the line to the provinces.
#[derive(Debug, Clone, Copy, Default)]
pub struct Local<'a> {
    /// Short or full name of the province: 浙江, 浙江省.
    pub province: Option<&'a str>,
    /// Figures an office has written down itself; they go before the shipped ones.
    pub own: &'a [Province],
}

/// A quantity that decides a tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quantity {
    /// Money in fen.
    Money(i64),
    /// A drug by its name, in milligrams of the drug as it stands (刑法§357.2: purity is not reckoned).
    Drug {
        /// 海洛因, 冰毒, …
        kind: String,
        /// Weight.
        milligrams: i64,
    },
    /// Blood alcohol in hundredths of mg/100ml.
    Alcohol(i64),
    /// 立木蓄积 in thousandths of a cubic metre.
    Timber(i64),
}

/// Where a quantity stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Below the first line.
    Below,
    /// At or above this line (from 1) and below the next one.
    At(u8),
    /// Within the band of this line: it may or may not be reached.
    Between(u8),
}

/// The answer with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierAnswer {
    /// Line reached.
    pub reading: Reading,
    /// Name of the line reached, or of the one that is open: 数额巨大.
    pub label: Option<&'static str>,
    /// Tier in [`super::ranges`] for a reached line.
    pub range_tier: Option<u8>,
    /// Provision the line comes from.
    pub source: String,
    /// Whether a provincial figure was used.
    pub provincial: bool,
    /// Whether the figure was checked; an unchecked one only hints.
    pub verified: bool,
}

/// The tier a quantity reaches for a charge on a day; none when no standard is known.
///
/// `charge` may name a case of a charge as the table does: `诈骗罪（电信网络诈骗）`. Lower lines for special circumstances are not applied.
pub fn tier(charge: &str, quantity: &Quantity, figures: Local<'_>, day: Date) -> Option<TierAnswer> {
    if let Quantity::Drug { kind, milligrams } = quantity {
        return drug_tier(charge, kind, *milligrams, day);
    }
    let standard = standard(charge, quantity, day)?;
    let amount = thousandths(quantity);
    let shipped = || table::province(&standard.charge, figures.province?, day);
    let local = table::own(figures.own, &standard.charge, day).or_else(shipped);
    let lines: Vec<(i64, i64)> = match local {
        Some(local) => local.lines.clone(),
        None => standard.lines.iter().map(|line| line.from).collect(),
    };
    let reading = read(&lines, amount);
    let (source, verified) = match local {
        Some(local) => (local.source.as_str(), local.verified && standard.verified),
        None => (standard.source.as_str(), standard.verified),
    };
    Some(answer(reading, &standard.lines, source, local.is_some(), verified))
}

/// Whether two quantities of one charge stand in different tiers; none where that is open or no standard is known.
pub fn crosses(charge: &str, a: &Quantity, b: &Quantity, figures: Local<'_>, day: Date) -> Option<bool> {
    let reading = |quantity| tier(charge, quantity, figures, day).map(|answer| answer.reading);
    let (a_reading, b_reading) = (reading(a)?, reading(b)?);
    if a == b {
        return Some(false);
    }
    let ((a_low, a_high), (b_low, b_high)) = (possible(a_reading), possible(b_reading));
    if a_high < b_low || b_high < a_low {
        return Some(true);
    }
    let both_certain = a_low == a_high && b_low == b_high;
    both_certain.then_some(false)
}

/// Lowest and highest line a reading may mean.
fn possible(reading: Reading) -> (u8, u8) {
    match reading {
        Reading::Below => (0, 0),
        Reading::At(line) => (line, line),
        Reading::Between(line) => (line - 1, line),
    }
}

fn read(lines: &[(i64, i64)], amount: i64) -> Reading {
    let mut reading = Reading::Below;
    for (at, &(low, high)) in (1u8..).zip(lines) {
        if amount < low {
            break;
        }
        reading = if amount >= high { Reading::At(at) } else { Reading::Between(at) };
    }
    reading
}

fn answer(
    reading: Reading,
    lines: &'static [Line],
    source: &str,
    provincial: bool,
    verified: bool,
) -> TierAnswer {
    let line = match reading {
        Reading::Below => None,
        Reading::At(line) | Reading::Between(line) => lines.get(usize::from(line) - 1),
    };
    let is_reached = matches!(reading, Reading::At(_));
    TierAnswer {
        reading,
        label: line.map(|line| line.label.as_str()),
        range_tier: line.filter(|_| is_reached).map(|line| line.tier),
        source: source.to_owned(),
        provincial,
        verified,
    }
}

fn standard(charge: &str, quantity: &Quantity, day: Date) -> Option<&'static Standard> {
    let unit = match quantity {
        Quantity::Money(_) => "元",
        Quantity::Alcohol(_) => "毫克每百毫升",
        Quantity::Timber(_) => "立方米",
        Quantity::Drug { .. } => return None,
    };
    let name = charges::find(charge).map_or(charge, |found| found.name.as_str());
    table::standard(name, unit, day)
}

/// In thousandths of the unit the table uses, so that fen and hundredths stay exact.
fn thousandths(quantity: &Quantity) -> i64 {
    match quantity {
        Quantity::Money(hundredths) | Quantity::Alcohol(hundredths) => hundredths.saturating_mul(10),
        Quantity::Timber(thousandths) | Quantity::Drug { milligrams: thousandths, .. } => *thousandths,
    }
}

/// 刑法§347 and §348 know the same two lines; below the first one selling is a crime, possessing is not.
fn drug_tier(charge: &str, kind: &str, milligrams: i64, day: Date) -> Option<TierAnswer> {
    let article = charges::article_of(charge)?.article;
    let lines = match article {
        347 => table::trading_lines(),
        348 => table::possession_lines(),
        _ => return None,
    };
    let drug = table::drug(kind, day)?;
    let (larger, large) = ((drug.larger, drug.larger), (drug.large, drug.large));
    let bounds = if article == 347 { vec![(1, 1), larger, large] } else { vec![larger, large] };
    Some(answer(read(&bounds, milligrams), lines, &drug.source, false, true))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn of(province: Option<&str>) -> Local<'_> {
        Local { province, own: &[] }
    }

    fn yuan(yuan: i64) -> Quantity {
        Quantity::Money(yuan * 100)
    }

    fn reading(charge: &str, quantity: &Quantity, province: Option<&str>) -> Option<Reading> {
        tier(charge, quantity, of(province), date(2024, 6, 1)).map(|answer| answer.reading)
    }

    #[test]
    fn an_office_knows_its_own_province_best() {
        let row = "province = '山东'\ncharge = '盗窃罪'\nsource = '某'\nsince = '2013-06-01'\nlines = [[2000, 2000], [60000, 60000], [400000, 400000]]";
        let own: Vec<Province> = vec![toml::from_str(row).expect("a row")];
        let reading = |own| {
            let figures = Local { province: None, own };
            tier("盗窃罪", &yuan(50_000), figures, date(2024, 6, 1)).map(|answer| answer.reading)
        };
        assert_eq!(reading(&[]), Some(Reading::Between(2)));
        assert_eq!(reading(&own), Some(Reading::At(1)));
    }

    #[test]
    fn the_national_band_is_open() {
        for (sum, expected) in [
            (999, Reading::Below),
            (2000, Reading::Between(1)),
            (3000, Reading::At(1)),
            (50_000, Reading::Between(2)),
            (100_000, Reading::At(2)),
            (500_000, Reading::At(3)),
        ] {
            assert_eq!(reading("盗窃罪", &yuan(sum), None), Some(expected), "{sum}");
        }
    }

    #[test]
    fn a_province_closes_the_band() {
        assert_eq!(reading("盗窃", &yuan(50_000), Some("浙江省")), Some(Reading::At(1)));
        assert_eq!(reading("盗窃", &yuan(80_000), Some("浙江")), Some(Reading::At(2)));
        assert_eq!(reading("盗窃", &yuan(80_000), Some("青海省")), Some(Reading::Between(2)));
        let answer = tier("盗窃罪", &yuan(80_000), of(Some("浙江")), date(2024, 6, 1)).expect("a standard");
        assert!(answer.provincial && answer.verified);
        assert_eq!((answer.label, answer.range_tier), (Some("数额巨大"), Some(2)));
    }

    #[test]
    fn unsure_figures_say_so() {
        let answer =
            tier("职务侵占罪", &yuan(40_000), Local::default(), date(2023, 1, 1)).expect("a standard");
        assert!(!answer.verified);
        assert_eq!(answer.reading, Reading::Between(1));
    }

    #[test]
    fn receiving_changed_three_times() {
        let on = |day| {
            tier("掩饰、隐瞒犯罪所得罪", &yuan(200_000), Local::default(), day).map(|answer| answer.reading)
        };
        assert_eq!(on(date(2025, 8, 25)), Some(Reading::At(2)));
        assert_eq!(on(date(2025, 8, 26)), Some(Reading::At(1)));
        assert_eq!(on(date(2010, 1, 1)), None);
    }

    #[test]
    fn drugs_are_read_by_kind() {
        let drug =
            |kind: &str, grams: i64| Quantity::Drug { kind: kind.to_owned(), milligrams: grams * 1000 };
        let trading =
            |quantity| tier("贩卖毒品罪", &quantity, Local::default(), date(2024, 6, 1)).expect("a standard");
        assert_eq!(trading(drug("冰毒", 9)).range_tier, Some(1));
        assert_eq!(trading(drug("海洛因", 10)).range_tier, Some(3));
        assert_eq!(trading(drug("氯胺酮", 500)).range_tier, Some(4));
        assert_eq!(reading("非法持有毒品罪", &drug("甲基苯丙胺", 9), None), Some(Reading::Below));
        assert_eq!(reading("非法持有毒品罪", &drug("某某粉", 9), None), None);
    }

    #[test]
    fn drunk_driving_follows_the_opinion_of_2023() {
        let on = |day, level| {
            tier("危险驾驶罪", &Quantity::Alcohol(level), Local::default(), day).map(|answer| answer.reading)
        };
        assert_eq!(on(date(2023, 12, 27), 15_000), Some(Reading::At(1)));
        assert_eq!(on(date(2023, 12, 28), 15_000), Some(Reading::At(2)));
        assert_eq!(on(date(2024, 1, 1), 7_999), Some(Reading::Below));
    }

    #[test]
    fn crossing_needs_certainty() {
        let crosses = |a, b, province| crosses("盗窃罪", &yuan(a), &yuan(b), of(province), date(2024, 6, 1));
        assert_eq!(crosses(5_000, 200_000, None), Some(true));
        assert_eq!(crosses(5_000, 20_000, None), Some(false));
        assert_eq!(crosses(5_000, 50_000, None), None);
        assert_eq!(crosses(5_000, 50_000, Some("浙江")), Some(false));
        assert_eq!(crosses(500, 50_000, None), Some(true));
    }

    proptest! {
        #[test]
        fn more_money_never_reads_lower(a in 0i64..1_000_000, b in 0i64..1_000_000) {
            let (low, high) = (a.min(b), a.max(b));
            let rank = |sum| reading("诈骗罪", &yuan(sum), None).map(possible).expect("a standard");
            prop_assert!(rank(low) <= rank(high));
        }
    }
}
