//! Lengths of time as sentences count them.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde::Serialize;

use super::{Found, numeral};

/// A length of time in years, months and days, kept apart because the law counts them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize)]
pub struct Term {
    /// 年
    pub years: u16,
    /// 个月
    pub months: u16,
    /// 日（天）; 半个月 is 15
    pub days: u16,
}

impl Term {
    /// Whole months; days are left out.
    pub fn total_months(self) -> u32 {
        u32::from(self.years) * 12 + u32::from(self.months)
    }

    /// Months with days as a fraction of thirty, as sentence tables count them.
    pub fn months_with_days(self) -> f64 {
        f64::from(self.total_months()) + f64::from(self.days) / 30.0
    }
}

static LENGTH: LazyLock<Regex> = LazyLock::new(|| {
    let number = "(?:[0-9]+|[〇零一二两三四五六七八九十百廿壹贰叁肆伍陆柒捌玖拾]+)";
    let link = "(?:又|零|另|余|加|，)?零?";
    let years = format!("(?:(?P<years>{number})周?年(?P<half_year>半)?|(?P<only_half_year>半年))");
    let months = |n: u8| {
        format!(
            "(?:(?P<months{n}>{number})(?P<counter{n}>个)?(?P<inner_half{n}>半)?月(?P<half_month{n}>半)?|(?P<only_half_month{n}>半个月))"
        )
    };
    let days = |n: u8| format!("(?P<days{n}>{number})(?P<day_unit{n}>[日天])");
    let pattern = format!(
        "{years}(?:{link}{})?(?:{link}{})?|{}(?:{link}{})?|{}",
        months(1),
        days(1),
        months(2),
        days(2),
        days(3)
    );
    Regex::new(&pattern).expect("the pattern is fixed")
});

/// The lower end of 三至五年, which shares the unit of the upper one.
static LOWER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("([0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:至|到|-|—|~)$").expect("the pattern is fixed")
});

/// Longer than any term a sentence counts in years; more is a calendar year.
const MOST_YEARS: i64 = 60;

/// Every length of time of a normalised text: 一年零六个月, 6个月, 半年, 四个月十五天. Dates are none.
pub fn scan(text: &str) -> Vec<Found<Term>> {
    let mut found = Vec::new();
    for captures in LENGTH.captures_iter(text) {
        let Some(whole) = captures.get(0) else { continue };
        let (before, after) = (&text[..whole.start()], &text[whole.end()..]);
        let Some(term) = read(&captures, before, after) else { continue };
        found.extend(lower_end(before, term));
        found.push(Found::new(term, whole.range()));
    }
    found
}

fn lower_end(before: &str, upper: Term) -> Option<Found<Term>> {
    let nearby = before.char_indices().rev().nth(4).map_or(0, |(at, _)| at);
    let number = LOWER.captures(&before[nearby..])?.get(1)?;
    let value = u16::try_from(numeral::integer(number.as_str())?).ok()?;
    let lower = match upper {
        Term { months: 0, days: 0, .. } => Term { years: value, ..Term::default() },
        Term { years: 0, days: 0, .. } => Term { months: value, ..Term::default() },
        _ => return None,
    };
    (lower < upper).then(|| Found::new(lower, number.range()).shifted(nearby))
}

fn read(captures: &Captures<'_>, before: &str, after: &str) -> Option<Term> {
    let group = |name: &str| (1..=3).find_map(|n| captures.name(&format!("{name}{n}")));
    let integer = |text: &str| numeral::integer(text);
    let mut term = Term::default();
    let has_years = captures.name("years").is_some();
    if let Some(years) = captures.name("years") {
        let years = integer(years.as_str()).filter(|years| *years <= MOST_YEARS)?;
        term.years = u16::try_from(years).ok()?;
    }
    if captures.name("half_year").is_some() || captures.name("only_half_year").is_some() {
        term.months += 6;
    }
    if let Some(months) = group("months") {
        // 5月 is a month of the calendar unless it follows 年 or the kind of punishment.
        let is_counted = group("counter").is_some() || has_years || follows_punishment(before);
        if !is_counted {
            return None;
        }
        term.months += u16::try_from(integer(months.as_str()).filter(|months| *months <= 600)?).ok()?;
    }
    let has_half_month =
        ["inner_half", "half_month", "only_half_month"].iter().any(|name| group(name).is_some());
    if has_half_month {
        term.days += 15;
    }
    if let Some(days) = group("days") {
        let alone = term == Term::default();
        if alone && !is_day_count(group("day_unit").is_some_and(|unit| unit.as_str() == "天"), before, after)
        {
            return None;
        }
        term.days += u16::try_from(integer(days.as_str()).filter(|days| *days < 10_000)?).ok()?;
    }
    let is_part_of_date = before.ends_with(['第', '同', '.', '月'])
        || before.ends_with(|c: char| c.is_ascii_digit() || c == '*');
    let names_year =
        after.starts_with(['度', '级', '代']) && group("months").is_none() && group("days").is_none();
    (term != Term::default() && !is_part_of_date && !names_year).then_some(term)
}

fn follows_punishment(before: &str) -> bool {
    let before = before.strip_suffix(['为', '期', '，']).unwrap_or(before);
    ["徒刑", "拘役", "管制", "考验", "缓刑", "政治权利"].iter().any(|word| before.ends_with(word))
}

fn is_day_count(in_days: bool, before: &str, after: &str) -> bool {
    let before = before.strip_suffix(['了', '共', '计', '的', '期', '刑', '为']).unwrap_or(before);
    in_days
        || ["拘留", "拘役", "管制", "扣除", "羁押", "折抵", "考验", "徒刑", "延长", "隔离"]
            .iter()
            .any(|word| before.ends_with(word))
        || ["内", "以内", "以上", "以下", "，折抵", "折抵"].iter().any(|word| after.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(text: &str) -> Option<(u16, u16, u16)> {
        scan(text).first().map(|found| (found.value.years, found.value.months, found.value.days))
    }

    #[test]
    fn terms_are_read_in_every_usual_spelling() {
        let cases = [
            ("有期徒刑一年六个月，", (1, 6, 0)),
            ("有期徒刑一年零六个月", (1, 6, 0)),
            ("有期徒刑二年又三个月", (2, 3, 0)),
            ("拘役十个月零十五日", (0, 10, 15)),
            ("拘役四个月十五天", (0, 4, 15)),
            ("6个月", (0, 6, 0)),
            ("有期徒刑十五年", (15, 0, 0)),
            ("半年", (0, 6, 0)),
            ("一个半月", (0, 1, 15)),
            ("一年半", (1, 6, 0)),
            ("半个月", (0, 0, 15)),
            ("有期徒刑六月", (0, 6, 0)),
            ("有期徒刑一年六月", (1, 6, 0)),
            ("行政拘留十五日", (0, 0, 15)),
            ("有期徒刑3年6个月", (3, 6, 0)),
        ];
        for (text, expected) in cases {
            assert_eq!(read_one(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_lower_end_of_a_range_shares_the_unit() {
        let text = "建议判处有期徒刑三至五年，或者拘役一至三个月";
        let terms: Vec<_> = scan(text).into_iter().map(|f| (f.value.years, f.value.months)).collect();
        assert_eq!(terms, [(3, 0), (5, 0), (0, 1), (0, 3)]);
    }

    #[test]
    fn dates_are_no_terms() {
        for text in [
            "2019年5月6日",
            "二〇一九年五月六日",
            "2019年5月",
            "5月6日",
            "同年5月",
            "同月6日",
            "第三年",
            "2023.5.6",
        ] {
            assert_eq!(read_one(text), None, "{text}");
        }
    }

    #[test]
    fn the_range_covers_the_words_only() {
        let text = "判处拘役四个月，缓刑六个月，并处";
        let words: Vec<_> = scan(text).into_iter().map(|found| &text[found.range]).collect();
        assert_eq!(words, ["四个月", "六个月"]);
    }
}
