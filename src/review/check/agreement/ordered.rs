//! Sums the operative part orders to be repaid or returned must follow from those the court found (刑法 §64): be one
//! of them, a sum of some, or what is left of one after some.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::{DocumentKind, SectionName};
use crate::text::{Found, Money, money};

/// Sums told beyond which nearly every other follows from some of them.
const MOST: usize = 14;

static ORDERED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("退赔|返还|发还|退还|追缴|退缴|退出|退赃").expect("the pattern is fixed"));
/// Punishments, and sums the operative part takes from elsewhere.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("罚金|判处|刑期|附带民事|利息|保证金|股|账户").expect("the pattern is fixed")
});
static HANDED_IN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("退缴|退赃|退出|上缴|退赔|退还|退回").expect("the pattern is fixed"));

pub(super) fn check(judgment: &Paper, desk: Desk<'_>) -> Vec<Verdict> {
    let plain = judgment.document.plain();
    let Some(decided) = plain.rfind("判决如下") else { return Vec::new() };
    let reasons = plain.get(..decided).unwrap_or_default();
    if ["附带民事", "上诉人", "原审"].iter().any(|word| plain.contains(word)) {
        return Vec::new();
    }
    let Some(told) = told(desk, reasons) else { return Vec::new() };
    let handed_in = handed_in(reasons);
    let end =
        plain.get(decided..).and_then(|rest| rest.find("如不服")).map_or(plain.len(), |at| decided + at);
    let mut found = Vec::new();
    let mut at = decided;
    for clause in plain.get(decided..end).unwrap_or_default().split_inclusive(['；', '。', '\n']) {
        let start = at;
        at += clause.len();
        if !ORDERED.is_match(clause) || OTHER.is_match(clause) {
            continue;
        }
        for sum in money::scan(clause) {
            let lead = &clause[..sum.range.start];
            let lead = &lead[lead.rfind('，').unwrap_or(0)..];
            let is_repaid = ["退缴", "退出", "已退"].iter().any(|word| lead.contains(word));
            let range = start + sum.range.start..start + sum.range.end;
            let quote = judgment.document.quote(&range);
            let message = if is_off(&sum, &told) {
                format!("判决主文的“{}”与查明事实所列数额及其和、差均不相符", quote.text)
            } else if is_repaid && !handed_in.is_empty() && !reached(sum.value.fen, &handed_in) {
                format!("判决主文载明退缴“{}”，与查明的退缴数额不一致", quote.text)
            } else {
                continue;
            };
            found.push(Verdict::fail(message, vec![quote]).confident(0.7));
        }
    }
    found
}

/// Every sum the judgment's reasons and the indictment's facts tell; none where they are too many or rough.
fn told(desk: Desk<'_>, reasons: &str) -> Option<Vec<i64>> {
    let indictment = desk.case.of_kind(DocumentKind::Indictment).last().map(|(_, paper)| &paper.document);
    let facts = indictment.into_iter().flat_map(|document| {
        let ranges = document.section_ranges(SectionName::Facts);
        ranges.filter_map(|range| document.plain().get(range.clone()))
    });
    let sums: Vec<Found<Money>> = std::iter::once(reasons).chain(facts).flat_map(money::scan).collect();
    let mut all: Vec<i64> = sums.iter().map(|sum| sum.value.fen).collect();
    all.sort_unstable();
    all.dedup();
    let is_rough = sums.iter().any(|sum| sum.value.approximate);
    (!is_rough && (1..=MOST).contains(&all.len())).then_some(all)
}

/// Sums the reasons tell as handed in by the accused.
fn handed_in(reasons: &str) -> Vec<i64> {
    let clauses = reasons.split(['，', '；', '。', '\n']).filter(|clause| HANDED_IN.is_match(clause));
    let mut found: Vec<i64> = clauses.flat_map(money::scan).map(|sum| sum.value.fen).collect();
    found.dedup();
    found
}

fn is_off(sum: &Found<Money>, told: &[i64]) -> bool {
    if sum.value.approximate || reached(sum.value.fen, told) {
        return false;
    }
    // What is left: one sum less some of the others.
    !told.iter().any(|&whole| whole > sum.value.fen && reached(whole - sum.value.fen, told))
}

/// Whether one, two or three of the sums, or all of them, give the wanted one.
fn reached(wanted: i64, told: &[i64]) -> bool {
    if told.iter().sum::<i64>() == wanted {
        return true;
    }
    told.iter().enumerate().any(|(at, &a)| {
        let rest = &told[at + 1..];
        a == wanted
            || rest
                .iter()
                .enumerate()
                .any(|(at, &b)| a + b == wanted || rest[at + 1..].iter().any(|&c| a + b + c == wanted))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_follows_from_those_told_or_does_not() {
        let told = [300_000, 250_000, 620_000, 1_170_000, 500_000];
        let off = |words: &str| money::scan(words).iter().any(|sum| is_off(sum, &told));
        assert!(!off("退赔3000元"));
        assert!(!off("发还5500元"));
        assert!(!off("继续退赔6700元"));
        assert!(off("退赔7600元"));
    }

    #[test]
    fn what_was_handed_in_may_be_told_in_parts() {
        assert_eq!(handed_in("林小舟退赃5万元，赵大山退赃4万元，获利3万元。"), [5_000_000, 4_000_000]);
        assert!(reached(9_000_000, &[5_000_000, 4_000_000]));
    }
}
