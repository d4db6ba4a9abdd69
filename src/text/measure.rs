//! Weights of drugs and alcohol in the blood.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use super::Found;
use super::numeral::{self, CLASS};

/// A weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Weight {
    /// In milligrams.
    pub milligrams: i64,
    /// 余、约、近、左右
    pub approximate: bool,
}

/// Alcohol in the blood, in hundredths of a milligram a hundred millilitres (GB 19522: 80mg/100ml is 8000).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Alcohol {
    /// 168.35mg/100ml is 16835.
    pub hundredths: i64,
}

static ALCOHOL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        "(?P<n>[{CLASS}][{CLASS}.]*)(?:(?i:mg)|毫克)[/每](?P<per>(?:100|百|一百|每100|每百)?)(?:(?P<dl>(?i:dl)|分升)|(?i:ml)|毫升)"
    );
    Regex::new(&pattern).expect("the pattern is fixed")
});

static WEIGHT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        "(?P<n>[{CLASS}][{CLASS},.]*)(?P<more>[余多])?(?P<unit>千克|公斤|(?i:kg)|毫克|(?i:mg)|市斤|斤|吨|克|(?i:g))(?P<more2>[余多])?"
    );
    Regex::new(&pattern).expect("the pattern is fixed")
});

/// Every blood alcohol value of a normalised text.
pub fn scan_alcohol(text: &str) -> Vec<Found<Alcohol>> {
    let mut found = Vec::new();
    for captures in ALCOHOL.captures_iter(text) {
        let (Some(whole), Some(number)) = (captures.get(0), captures.name("n")) else { continue };
        let per_hundred =
            captures.name("dl").is_some() || captures.name("per").is_some_and(|per| !per.is_empty());
        let factor = if per_hundred { 100 } else { 10_000 };
        if let Some(hundredths) = numeral::decimal(number.as_str()).and_then(|value| value.scaled(factor)) {
            found.push(Found::new(Alcohol { hundredths }, whole.range()));
        }
    }
    found
}

/// Every weight of a normalised text; concentrations (mg/100ml) are none.
pub fn scan(text: &str) -> Vec<Found<Weight>> {
    let mut found = Vec::new();
    for captures in WEIGHT.captures_iter(text) {
        let (Some(whole), Some(number), Some(unit)) =
            (captures.get(0), captures.name("n"), captures.name("unit"))
        else {
            continue;
        };
        let after = &text[whole.end()..];
        if numeral::is_vague(text, whole.start()) {
            continue;
        }
        if after.starts_with(['/', '每', '拉']) || after.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        let factor = match unit.as_str().to_ascii_lowercase().as_str() {
            "千克" | "公斤" | "kg" => 1_000_000,
            "毫克" | "mg" => 1,
            "斤" | "市斤" => 500_000,
            "吨" => 1_000_000_000,
            _ => 1_000,
        };
        let approximate = captures.name("more").or(captures.name("more2")).is_some()
            || text[..whole.start()].ends_with(['约', '近'])
            || after.starts_with("左右");
        if let Some(milligrams) = numeral::decimal(number.as_str()).and_then(|value| value.scaled(factor)) {
            found.push(Found::new(Weight { milligrams, approximate }, whole.range()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_in_milligrams() {
        let text = "净重0.52克，另有甲基苯丙胺1.2千克、约3公斤、50余克和200mg";
        let weights: Vec<_> =
            scan(text).into_iter().map(|f| (f.value.milligrams, f.value.approximate)).collect();
        assert_eq!(
            weights,
            [(520, false), (1_200_000, false), (3_000_000, true), (50_000, true), (200, false)]
        );
    }

    #[test]
    fn blood_alcohol_is_no_weight() {
        for text in
            ["168.35mg/100ml", "168.35毫克/100毫升", "168.35毫克/百毫升", "168.35mg/dl", "1.6835mg/ml"]
        {
            let values: Vec<_> = scan_alcohol(text).into_iter().map(|f| f.value.hundredths).collect();
            assert_eq!(values, [16_835], "{text}");
            assert!(scan(text).is_empty(), "{text}");
        }
    }
}
