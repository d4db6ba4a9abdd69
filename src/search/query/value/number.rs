//! Sums in yuan, lengths of time in months, counts.

use crate::search::query::fields::Kind;
use crate::search::query::words::{WORDS, is_one_of};
use crate::text::{numeral, term};

/// Where 无期徒刑 stands on the scale of months: above every fixed term (at most 25 years, 刑法§69).
pub const LIFE_MONTHS: f64 = 600.0;
/// Where 死刑缓期执行 stands on the scale of months.
pub const SUSPENDED_DEATH_MONTHS: f64 = 720.0;
/// Where 死刑 stands on the scale of months.
pub const DEATH_MONTHS: f64 = 840.0;

/// 6月 is a length only behind the name of a punishment.
const BEFORE: &str = "徒刑";

/// Beyond this a sum in yuan would lose its fen.
const MOST_YUAN: f64 = 1e13;

/// The value of a folded word in the unit of its kind.
pub(super) fn read(kind: Kind, word: &str) -> Option<f64> {
    let word: String = word.chars().filter(|c| !c.is_whitespace()).collect();
    match kind {
        Kind::Money => yuan(&word),
        Kind::Months => months(&word),
        Kind::Count => count(&word),
        _ => None,
    }
}

/// 5 of 5万..10万 or 1 of 1至3年: the unit stands behind the upper end only.
pub(super) fn unit_of(kind: Kind, upper: &str) -> Option<&'static str> {
    let upper = upper.trim_end_matches(['元', '块']);
    let units: &[&'static str] = match kind {
        Kind::Money => &["亿", "万", "千"],
        Kind::Months => &["个月", "年", "月"],
        _ => &[],
    };
    units.iter().copied().find(|unit| upper.ends_with(unit))
}

fn yuan(word: &str) -> Option<f64> {
    let word = word.trim_start_matches("人民币").trim_start_matches(['￥', '¥', '\u{a5}']);
    let word = ["元整", "元", "块钱", "块"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let fen = numeral::decimal(word)?.scaled(100)?;
    let yuan = fen as f64 / 100.0;
    (yuan <= MOST_YUAN).then_some(yuan)
}

fn count(word: &str) -> Option<f64> {
    let word =
        ["人", "名", "个", "项", "处", "条"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let value = numeral::integer(word)?;
    u32::try_from(value).ok().map(f64::from)
}

fn months(word: &str) -> Option<f64> {
    let grave = [
        (&WORDS.life, LIFE_MONTHS),
        (&WORDS.suspended_death, SUSPENDED_DEATH_MONTHS),
        (&WORDS.death, DEATH_MONTHS),
    ];
    if let Some((_, months)) = grave.into_iter().find(|(words, _)| is_one_of(words, word)) {
        return Some(months);
    }
    if word == "0" {
        return Some(0.0);
    }
    let word = word.trim_start_matches("有期").trim_start_matches(BEFORE);
    let sentence = format!("{BEFORE}{word}");
    let found = term::scan(&sentence).pop().filter(|found| found.range == (BEFORE.len()..sentence.len()))?;
    let term = found.value;
    Some(f64::from(term.total_months() + u32::from(term.days) / 30) + f64::from(term.days % 30) / 30.0)
}

/// A length in months as people write it: 3年6个月, 15天, 无期.
pub fn months_in_words(months: f64) -> String {
    for (constant, name) in [(LIFE_MONTHS, "无期"), (SUSPENDED_DEATH_MONTHS, "死缓"), (DEATH_MONTHS, "死刑")]
    {
        if (months - constant).abs() < f64::EPSILON {
            return name.to_owned();
        }
    }
    let mut whole = months.max(0.0).floor() as u32;
    let mut days = ((months.max(0.0) - f64::from(whole)) * 30.0).round() as u32;
    if days == 30 {
        (whole, days) = (whole.saturating_add(1), 0);
    }
    let parts = [(whole / 12, "年"), (whole % 12, "个月"), (days, "天")];
    let written = parts.iter().filter(|(number, _)| *number > 0);
    let words: String = written.flat_map(|(number, unit)| [number.to_string(), (*unit).to_owned()]).collect();
    if words.is_empty() { "0".to_owned() } else { words }
}
