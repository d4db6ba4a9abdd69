//! Sums of money, to the fen.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde::Serialize;

use super::Found;
use super::numeral::{self, CLASS, Decimal};

/// A sum in renminbi.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Money {
    /// In fen (分), a hundredth of a yuan.
    pub fen: i64,
    /// 余、多、约、近、左右
    pub approximate: bool,
}

/// A sum in fen as people write it.
pub fn yuan(fen: i64) -> String {
    if fen % 100 == 0 { format!("{}元", fen / 100) } else { format!("{}.{:02}元", fen / 100, fen % 100) }
}

static SUM: LazyLock<Regex> = LazyLock::new(|| {
    // 86 000元: spaces may set off thousands.
    let number = format!(r"(?:[0-9]{{1,3}}(?: [0-9]{{3}})+(?:\.[0-9]+)?|[{CLASS}][{CLASS},.]*)");
    let lower = format!("(?P<low>{number})(?P<low_more>[余多])?(?:元)?(?:至|到|—|-|~)(?:人民币)?");
    let pattern = format!(
        "(?:人民币|RMB|￥|¥)?(?:{lower})?(?P<sum>{number})(?P<more>[余多来])?(?P<unit>[十百千万亿]*)(?P<more2>[余多])?(?:人民币)?(?:元|圆|块钱)整?(?:(?P<jiao>[{CLASS}])角)?(?:(?P<fen>[{CLASS}])分)?|(?:人民币|￥|¥)(?P<bare>{number})(?P<more3>[余多])?"
    );
    Regex::new(&pattern).expect("the pattern is fixed")
});

/// Every sum of a normalised text. A range (5万至6万元) gives both ends.
pub fn scan(text: &str) -> Vec<Found<Money>> {
    let mut found = Vec::new();
    for captures in SUM.captures_iter(text) {
        let Some(whole) = captures.get(0) else { continue };
        if is_name(&text[whole.end()..], whole.as_str()) || numeral::is_vague(text, whole.start()) {
            continue;
        }
        read(text, &captures, &mut found);
    }
    found
}

fn read(text: &str, captures: &Captures<'_>, found: &mut Vec<Found<Money>>) {
    let Some(whole) = captures.get(0) else { return };
    let before = &text[..whole.start()];
    let after = &text[whole.end()..];
    let vague = ["more", "more2", "more3"].iter().any(|name| captures.name(name).is_some());
    let approximate = vague || is_approximate(before, after);
    if let Some(bare) = captures.name("bare") {
        let digits = bare.as_str().trim_end_matches([',', '.']);
        if let Some(fen) = numeral::decimal(digits).and_then(|value| value.scaled(100)) {
            let end = captures.name("more3").map_or(bare.start() + digits.len(), |more| more.end());
            found.push(Found::new(Money { fen, approximate }, whole.start()..end));
        }
        return;
    }
    let Some(sum) = captures.name("sum") else { return };
    let unit = captures.name("unit").map_or("", |unit| unit.as_str());
    let words = format!("{}{unit}", sum.as_str().replace(' ', ""));
    let Some(mut fen) = numeral::decimal(&words).and_then(|value| value.scaled(100)) else {
        return;
    };
    for (name, worth) in [("jiao", 10), ("fen", 1)] {
        let count = captures.name(name).and_then(|digit| numeral::integer(digit.as_str())).unwrap_or(0);
        fen = fen.saturating_add(count * worth);
    }
    let mut start = whole.start();
    if let Some(low) = captures.name("low")
        && let Some(value) = numeral::decimal(low.as_str())
    {
        let lower = lower_fen(value, low.as_str(), sum.as_str(), fen);
        if let Some(lower) = lower {
            let approximate = approximate || captures.name("low_more").is_some();
            found.push(Found::new(Money { fen: lower, approximate }, start..low.end()));
        }
        start = sum.start();
    }
    found.push(Found::new(Money { fen, approximate }, start..whole.end()));
}

/// 3至5万元 means three to five times ten thousand.
fn lower_fen(value: Decimal, low: &str, high: &str, high_fen: i64) -> Option<i64> {
    let fen = value.scaled(100)?;
    let shares_unit = high.ends_with('万') && !low.ends_with(['万', '千', '百']);
    let widened = fen.checked_mul(10_000).filter(|&wide| shares_unit && wide < high_fen);
    Some(widened.unwrap_or(fen))
}

fn is_approximate(before: &str, after: &str) -> bool {
    let before = before.strip_suffix("人民币").unwrap_or(before);
    ["约", "近", "大概", "约为", "将近"].iter().any(|word| before.ends_with(word))
        || ["左右", "余", "许", "上下"].iter().any(|word| after.starts_with(word))
}

/// 三元里, 二元 … are names, not sums.
fn is_name(after: &str, sum: &str) -> bool {
    let short = sum.chars().count() <= 2;
    short && after.starts_with(['里', '区', '店', '桥', '素', '旦', '化', '论', '村', '镇', '路', '小'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<(i64, bool, &str)> {
        scan(text).into_iter().map(|f| (f.value.fen, f.value.approximate, &text[f.range])).collect()
    }

    #[test]
    fn sums_are_read_to_the_fen() {
        assert_eq!(read("骗得人民币1.2万余元。"), [(1_200_000, true, "人民币1.2万余元")]);
        assert_eq!(read("价值3,500.50元"), [(350_050, false, "3,500.50元")]);
        assert_eq!(read("货款86 000元"), [(8_600_000, false, "86 000元")]);
        assert_eq!(read("共计1 187 500.50元"), [(118_750_050, false, "1 187 500.50元")]);
        assert_eq!(read("1.0138059334亿元"), [(10_138_059_334, false, "1.0138059334亿元")]);
        assert_eq!(read("罚金叁仟元"), [(300_000, false, "叁仟元")]);
        assert_eq!(read("两万三千元"), [(2_300_000, false, "两万三千元")]);
        assert_eq!(read("付款12元5角"), [(1_250, false, "12元5角")]);
        assert_eq!(read("约八百元"), [(80_000, true, "八百元")]);
        assert_eq!(read("获利8500元左右"), [(850_000, true, "8500元")]);
        assert_eq!(read("罚金人民币三万，"), [(3_000_000, false, "人民币三万")]);
    }

    #[test]
    fn a_range_gives_both_ends() {
        assert_eq!(read("5万至6万元"), [(5_000_000, false, "5万"), (6_000_000, false, "6万元")]);
        assert_eq!(read("罚金3至5万元"), [(3_000_000, false, "3"), (5_000_000, false, "5万元")]);
    }

    #[test]
    fn names_and_other_currencies_are_no_sums() {
        assert!(read("广州市三元里大道2单元").is_empty());
        assert!(read("100美元").is_empty());
    }

    proptest! {
        #[test]
        fn every_sum_is_exact(yuan in 1i64..100_000_000, fen in 0i64..100) {
            let text = format!("价值人民币{yuan}.{fen:02}元。");
            prop_assert_eq!(scan(&text)[0].value.fen, yuan * 100 + fen);
        }
    }
}
