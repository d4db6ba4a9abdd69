//! Lengths, sums and dates of an operative part, scanned once and looked up by place.

use std::sync::LazyLock;

use super::super::elements::Fine;
use crate::text::{Found, Moment, Pattern, Range, Term, date, money, numeral, term};

/// Everything counted in a text.
pub(super) struct Values {
    terms: Vec<Found<Term>>,
    sums: Vec<Found<Fine>>,
    dates: Vec<Found<Moment>>,
}

/// Scans a text.
pub(super) fn scan(text: &str) -> Values {
    Values {
        terms: term::scan(text),
        sums: money::scan(text)
            .into_iter()
            .map(|sum| Found::new(Fine { fen: sum.value.fen }, sum.range))
            .collect(),
        dates: date::scan(text),
    }
}

impl Values {
    /// The length that follows `at`, with filler words between at most.
    pub(super) fn term_after(&self, text: &str, at: usize) -> Option<Found<Term>> {
        let found = first_from(&self.terms, at)?;
        is_filler(text.get(at..found.range.start)?).then(|| found.clone())
    }

    /// Lengths that stand wholly in `place`.
    pub(super) fn terms_in(&self, place: Range) -> Vec<Found<Term>> {
        let inside = |found: &&Found<Term>| found.range.start >= place.start && found.range.start < place.end;
        self.terms.iter().filter(inside).cloned().collect()
    }

    /// The sum that follows `at`; a number without 元 counts too: 罚金五千.
    pub(super) fn sum_after(&self, text: &str, at: usize) -> Option<Found<Fine>> {
        if let Some(found) = first_from(&self.sums, at)
            && is_filler(text.get(at..found.range.start)?)
        {
            return Some(found.clone());
        }
        bare_sum(text, at)
    }

    /// Further lengths listed after `at` with 、 between: 三年、二年和一年.
    pub(super) fn more_terms(&self, text: &str, at: usize) -> Vec<Found<Term>> {
        more(&self.terms, text, at)
    }

    /// Further sums listed after `at`.
    pub(super) fn more_sums(&self, text: &str, at: usize) -> Vec<Found<Fine>> {
        more(&self.sums, text, at)
    }

    /// Pairs of dates 自……起至……止.
    pub(super) fn periods(&self, text: &str) -> Vec<(Found<Moment>, Found<Moment>)> {
        self.dates
            .windows(2)
            .filter_map(|pair| {
                let [from, to] = pair else { return None };
                let between = text.get(from.range.end..to.range.start)?;
                is_until(between).then(|| (from.clone(), to.clone()))
            })
            .collect()
    }
}

fn first_from<T>(sorted: &[Found<T>], at: usize) -> Option<&Found<T>> {
    sorted.get(sorted.partition_point(|found| found.range.start < at))
}

fn more<T: Clone>(sorted: &[Found<T>], text: &str, at: usize) -> Vec<Found<T>> {
    let mut list: Vec<Found<T>> = Vec::new();
    let mut end = at;
    for found in &sorted[sorted.partition_point(|found| found.range.start < at)..] {
        let Some(between) = text.get(end..found.range.start) else { break };
        if !matches!(
            between,
            "、" | "和"
                | "，"
                | "及"
                | "与"
                | "、人民币"
                | "和人民币"
                | "、有期徒刑"
                | "和有期徒刑"
                | "，有期徒刑"
                | "及有期徒刑"
        ) {
            break;
        }
        end = found.range.end;
        list.push(found.clone());
    }
    list
}

fn is_filler(between: &str) -> bool {
    static FILLER: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            "^(?:人民币|各自|各|均|共计|总计|合计|共|计|为期|为|期限|期间|刑期|考验期限|考验期|（|）|：|的|，考验期|，考验期限|款|金额|大写|[“”‘’\"]|￥|¥|元|RMB|分别|数额|\\s|执行)*$",
        )
        .expect("constant pattern")
    });
    between.len() <= 60 && FILLER.is_match(between)
}

fn is_until(between: &str) -> bool {
    static UNTIL: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("^(?:止|零时|起|开始|执行|计算|算|日|之日|[，、；]|（[^）]{0,20}）)*(?:至|到|—+|-+|~)$")
            .expect("constant pattern")
    });
    UNTIL.is_match(between)
}

fn bare_sum(text: &str, at: usize) -> Option<Found<Fine>> {
    static BARE: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(&format!("^(?:人民币|各|为|（|）)*(?P<sum>[{0}][{0},.]*)(?:万)?", numeral::CLASS))
            .expect("constant pattern")
    });
    let rest = text.get(at..)?;
    let sum = BARE.captures(rest)?.name("sum")?;
    let words = sum.as_str().trim_end_matches([',', '.']);
    let yuan = numeral::decimal(words)?;
    let after = &rest[sum.start() + words.len()..];
    if after.starts_with(['年', '个', '月', '日', '天', '、', '项', '条', '款', '名', '人', '罪', '起'])
    {
        return None;
    }
    let fen = yuan.scaled(100).filter(|&fen| fen >= 10_000)?;
    let start = at + sum.start();
    let range: Range = start..start + words.len();
    Some(Found::new(Fine { fen }, range))
}
