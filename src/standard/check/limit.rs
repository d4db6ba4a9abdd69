//! Time limits as the standards write them.

use serde::Deserialize;
use serde::de::Error as _;

use crate::law::terms;

/// A time limit as the standards write it: 7日, 15日, 1个月, 24小时, 3个工作日.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(pub terms::Limit);

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        let limit = parse(&written).ok_or_else(|| {
            D::Error::custom(format!("读不懂期限“{written}”，写法如 7日、1个月、24小时、3个工作日"))
        })?;
        Ok(Self(limit))
    }
}

fn parse(written: &str) -> Option<terms::Limit> {
    let digits = written.trim_end_matches(|c: char| !c.is_ascii_digit());
    let count: u32 = digits.parse().ok()?;
    match &written[digits.len()..] {
        "日" => Some(terms::Limit::Days(count)),
        "个月" => Some(terms::Limit::Months(count)),
        "小时" => Some(terms::Limit::Hours(count)),
        "个工作日" => Some(terms::Limit::WorkingDays(count)),
        _ => None,
    }
}
