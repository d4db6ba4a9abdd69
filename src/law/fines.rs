//! Lowest and highest fine, from the articles themselves and from the interpretations.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::{charges, ranges};

const DATA: &str = include_str!("../../review-standards/law/fines.toml");
const FEN: i64 = 100;

/// What is known of the case a fine is imposed in.
#[derive(Debug, Clone, Copy)]
pub struct FineCase<'a> {
    /// Charge as written.
    pub charge: &'a str,
    /// Tier in [`super::ranges`], when known: some bounds depend on it.
    pub tier: Option<u8>,
    /// The sum at stake (盗窃数额, 犯罪数额, 违法所得) in fen, when known.
    pub amount: Option<i64>,
    /// Whether the person was a minor when acting.
    pub minor: bool,
    /// Day of the act or the judgment, as the reviewer chooses under 刑法§12.
    pub day: Date,
}

/// Bounds in fen with their source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FineBounds {
    /// Lowest fine.
    pub low: i64,
    /// Highest fine, where one is set and can be reckoned.
    pub high: Option<i64>,
    /// Provision.
    pub source: String,
    /// 一般应当: a departure is only worth a hint.
    pub usually: bool,
}

/// The bounds of a fine: from the article where it names figures, else from the interpretation for the charge,
/// else the general floor. None where the tier or the sum that decides is not known.
pub fn bounds(case: &FineCase<'_>) -> Option<FineBounds> {
    let bounds = from_article(case).or_else(|| from_rule(case)).unwrap_or_else(|| Some(floor()))?;
    // A minor's fine is lighter than the rule's own floor (法释〔2000〕45号§2.2).
    Some(if case.minor { lighten(bounds) } else { bounds })
}

/// Outer none: the article names no figures. Inner none: it does, but the case does not tell them.
#[expect(clippy::option_option, reason = "no rule and no answer are two things")]
fn from_article(case: &FineCase<'_>) -> Option<Option<FineBounds>> {
    let tiers = ranges::tiers_of(case.charge, case.day);
    if tiers.iter().all(|range| range.fine.is_none() && range.fine_ratio.is_none()) {
        return None;
    }
    let Some(range) = tiers.into_iter().find(|range| Some(range.tier) == case.tier) else {
        return Some(None);
    };
    let source = format!("刑法第{}条", range.place.article);
    if let Some((low, high)) = range.fine {
        let bounds = FineBounds {
            low: i64::from(low) * FEN,
            high: Some(i64::from(high) * FEN),
            source,
            usually: false,
        };
        return Some(Some(bounds));
    }
    let (low, high) = range.fine_ratio?;
    Some(case.amount.map(|amount| FineBounds {
        low: share(amount, low),
        high: Some(share(amount, high)),
        source,
        usually: false,
    }))
}

#[expect(clippy::option_option, reason = "no rule and no answer are two things")]
fn from_rule(case: &FineCase<'_>) -> Option<Option<FineBounds>> {
    let name = charges::find(case.charge)?.name.as_str();
    let mut rules = DATA_FILE.rule.iter().filter(|rule| rule.applies(name, case.day)).peekable();
    rules.peek()?;
    let Some(rule) = rules.find(|rule| rule.tier.is_none() || rule.tier == case.tier) else {
        return Some(None);
    };
    Some(rule.bounds(case.amount))
}

fn floor() -> FineBounds {
    let floor = &DATA_FILE.floor;
    FineBounds { low: floor.low * FEN, high: None, source: floor.source.clone(), usually: false }
}

fn lighten(mut bounds: FineBounds) -> FineBounds {
    let minor = &DATA_FILE.minor;
    bounds.low = minor.low * FEN;
    bounds.source = format!("{}、{}", bounds.source, minor.source);
    bounds
}

fn share(amount: i64, ratio: f64) -> i64 {
    (amount as f64 * ratio).round() as i64
}

#[derive(Deserialize)]
struct File {
    floor: Floor,
    minor: Floor,
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
struct Floor {
    low: i64,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    charges: Vec<String>,
    tier: Option<u8>,
    low: Option<i64>,
    high: Option<i64>,
    times: Option<(f64, f64)>,
    no_amount: Option<(i64, i64)>,
    #[serde(default)]
    usually: bool,
    source: String,
    since: Date,
    until: Option<Date>,
}

static DATA_FILE: LazyLock<File> =
    LazyLock::new(|| toml::from_str(DATA).expect("the fine rules are tested to parse"));

impl Rule {
    fn applies(&self, charge: &str, day: Date) -> bool {
        let in_force = self.since <= day && self.until.is_none_or(|until| day < until);
        in_force && self.charges.iter().any(|name| name == charge)
    }

    /// None when the sum that decides is not known.
    fn bounds(&self, amount: Option<i64>) -> Option<FineBounds> {
        let of = |low, high| FineBounds { low, high, source: self.source.clone(), usually: self.usually };
        let floor = self.low.unwrap_or(DATA_FILE.floor.low) * FEN;
        let Some((least, most)) = self.times else {
            return Some(of(floor, self.high.map(|high| high * FEN)));
        };
        let Some(amount) = amount else {
            return self.no_amount.map(|(low, high)| of(low * FEN, Some(high * FEN)));
        };
        let low = floor.max(share(amount, least));
        // Twice a very small sum may lie below the floor: then the floor is all there is.
        let high = (most > 0.0).then(|| share(amount, most).max(low));
        Some(of(low, high))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn yuan(yuan: i64) -> i64 {
        yuan * FEN
    }

    fn case(charge: &str) -> FineCase<'_> {
        FineCase { charge, tier: None, amount: None, minor: false, day: date(2024, 6, 1) }
    }

    #[test]
    fn every_rule_names_known_charges() {
        for name in DATA_FILE.rule.iter().flat_map(|rule| &rule.charges) {
            assert!(charges::find(name).is_some_and(|charge| charge.name == *name), "{name}");
        }
    }

    #[test]
    fn theft_is_bounded_by_twice_the_sum() {
        let stolen = FineCase { amount: Some(yuan(8_000)), ..case("盗窃罪") };
        let known = bounds(&stolen).expect("bounds");
        assert_eq!((known.low, known.high), (yuan(1_000), Some(yuan(16_000))));
        let unknown = bounds(&case("盗窃罪")).expect("bounds");
        assert_eq!(unknown.high, Some(yuan(100_000)));
        let tiny = bounds(&FineCase { amount: Some(yuan(300)), ..case("盗窃罪") }).expect("bounds");
        assert_eq!((tiny.low, tiny.high), (yuan(1_000), Some(yuan(1_000))));
    }

    #[test]
    fn minors_have_a_lower_floor() {
        let minor = FineCase { minor: true, ..case("寻衅滋事罪") };
        assert_eq!(bounds(&minor).map(|bounds| bounds.low), Some(yuan(500)));
        assert_eq!(bounds(&case("寻衅滋事罪")).map(|bounds| bounds.low), Some(yuan(1_000)));
    }

    #[test]
    fn figures_of_the_article_come_first() {
        let card = FineCase { tier: Some(1), ..case("信用卡诈骗罪") };
        let known = bounds(&card).expect("bounds");
        assert_eq!((known.low, known.high), (yuan(20_000), Some(yuan(200_000))));
        assert_eq!(bounds(&case("信用卡诈骗罪")), None, "the tier decides");
    }

    #[test]
    fn bribery_depends_on_the_tier() {
        let second = FineCase { tier: Some(2), amount: Some(yuan(500_000)), ..case("受贿罪") };
        assert_eq!(bounds(&second).map(|bounds| bounds.high), Some(Some(yuan(1_000_000))));
        assert_eq!(bounds(&case("受贿罪")), None);
    }
}
