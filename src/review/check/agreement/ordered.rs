//! Sums the operative part orders to be repaid or returned that are one slip of the pen off the sums the court found
//! (刑法 §64): of one of them, of all together, or of what is left of one after another.
//!
//! Judgments order many sums their reasons never tell (shares, remainders, prices agreed on later), so a sum that only
//! does not follow says nothing: it must also look like one that does.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::{DocumentKind, SectionName};
use crate::text::{Found, Money, Range, money, slip};

/// Sums told beyond which some sum or other looks like nearly every one.
const MOST: usize = 12;
/// Sums told up to which one other digit is a slip; of more, two digits must have changed places.
const FEW: usize = 6;
/// How many acts may have brought the same sum.
const REPEATED: i64 = 3;

static ORDERED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("退赔|返还|发还|退还|追缴|退缴|退出|退赃").expect("the pattern is fixed"));
/// Punishments, and sums the operative part takes from elsewhere.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("罚金|判处|刑期|附带民事|利息|保证金|股|账户").expect("the pattern is fixed")
});
/// Clauses of totals and of what was paid back.
static MADE_OF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("共计|合计|总计|共(?:骗|盗|诈|获)|退缴|退赔|退赃|退还|退出").expect("the pattern is fixed")
});
/// Clauses of the reasons whose sums were never taken by anybody.
static FINE: LazyLock<Regex> = LazyLock::new(|| Regex::new("罚金|罚款").expect("the pattern is fixed"));

pub(super) fn check(judgment: &Paper, desk: Desk<'_>) -> Vec<Verdict> {
    let document = &judgment.document;
    let plain = document.plain();
    if ["附带民事", "上诉人", "原审"].iter().any(|word| plain.contains(word)) {
        return Vec::new();
    }
    let Some(decided) = document.section_ranges(SectionName::Disposition).next() else { return Vec::new() };
    let Some((every, told)) = told(desk, plain.get(..decided.start).unwrap_or_default()) else {
        return Vec::new();
    };
    let off = |(sum, range): (Found<Money>, Range)| {
        let meant = meant(sum.value, &told).filter(|_| !every.contains(&sum.value.fen))?;
        let quote = document.quote(&range);
        let message =
            format!("判决主文的“{}”与查明事实所得的“{}”相近而不一致", quote.text, money::yuan(meant));
        Some(Verdict::fail(message, vec![quote]).confident(0.7))
    };
    ordered(plain, decided).into_iter().filter_map(off).collect()
}

/// Sums of the clauses that order something to be paid back or returned, with their place in the whole text.
fn ordered(plain: &str, part: &Range) -> Vec<(Found<Money>, Range)> {
    let mut found = Vec::new();
    let mut start = part.start;
    for clause in plain.get(part.clone()).unwrap_or_default().split_inclusive(['；', '。', '\n']) {
        if ORDERED.is_match(clause) && !OTHER.is_match(clause) {
            let placed = |sum: Found<Money>| {
                let range = start + sum.range.start..start + sum.range.end;
                (sum, range)
            };
            found.extend(money::scan(clause).into_iter().map(placed));
        }
        start += clause.len();
    }
    found
}

/// Every sum the judgment's reasons and the indictment's facts tell, and those of which an order is made up: all, or
/// where they are many, totals and what was paid back. None where these are too many, or one sum is rough.
fn told(desk: Desk<'_>, reasons: &str) -> Option<(Vec<i64>, Vec<i64>)> {
    let indictment = desk.case.of_kind(DocumentKind::Indictment).last().map(|(_, paper)| &paper.document);
    let facts = indictment.into_iter().flat_map(|document| {
        let ranges = document.section_ranges(SectionName::Facts);
        ranges.filter_map(|range| document.plain().get(range.clone()))
    });
    let clauses = std::iter::once(reasons).chain(facts).flat_map(|text| text.split(['，', '；', '。', '\n']));
    let clauses: Vec<&str> = clauses.filter(|clause| !FINE.is_match(clause)).collect();
    let every = sums(clauses.iter().copied())?;
    let all = if every.len() <= MOST {
        every.clone()
    } else {
        sums(clauses.iter().copied().filter(|clause| MADE_OF.is_match(clause)))?
    };
    (1..=MOST).contains(&all.len()).then_some((every, all))
}

/// The different sums of some clauses in order; none where one is rough.
fn sums<'t>(clauses: impl Iterator<Item = &'t str>) -> Option<Vec<i64>> {
    let found: Vec<Found<Money>> = clauses.flat_map(money::scan).collect();
    let mut all: Vec<i64> = found.iter().map(|sum| sum.value.fen).collect();
    all.sort_unstable();
    all.dedup();
    (!found.iter().any(|sum| sum.value.approximate)).then_some(all)
}

/// The sum that follows from those told and that `sum`, which does not, was most likely meant to be, in fen.
fn meant(sum: Money, told: &[i64]) -> Option<i64> {
    let wanted = sum.fen;
    if sum.approximate || follows(wanted, told) {
        return None;
    }
    let left = told.iter().flat_map(|whole| told.iter().map(move |part| whole - part));
    let likely = told.iter().copied().chain([told.iter().sum()]).chain(left);
    let may_be_meant = |fen: i64| {
        slip::is_sure_slip(wanted, fen) && (told.len() <= FEW || slip::digits(wanted) == slip::digits(fen))
    };
    let slipped = likely.filter(|&fen| fen > 0).find(|&fen| may_be_meant(fen));
    slipped.or_else(|| rest(told).filter(|&rest| ends_alike(wanted, rest)))
}

/// What all the others leave of the greatest sum.
fn rest(told: &[i64]) -> Option<i64> {
    let whole = told.iter().copied().max().filter(|_| (REST_OF.0..=REST_OF.1).contains(&told.len()))?;
    Some(2 * whole - told.iter().sum::<i64>()).filter(|&rest| rest > 0)
}

/// Sums told of which the last one's rest is sought.
const REST_OF: (usize, usize) = (3, 5);

/// Two sums of one length and one first digit that end in the same three digits, not all of them zeros: one was copied
/// wrongly from the other.
fn ends_alike(a: i64, b: i64) -> bool {
    let (x, y) = ((a / 100).to_string(), (b / 100).to_string());
    let tail = b / 100 % 1000;
    x.len() == y.len() && x.len() >= 5 && x[..1] == y[..1] && a / 100 % 1000 == tail && tail % 100 != 0
}

/// Whether the wanted sum is one of those told many times over, some of them together, or what some of them leave of
/// another.
fn follows(wanted: i64, told: &[i64]) -> bool {
    let times = if told.len() <= FEW { REPEATED } else { 1 };
    let mut sums = vec![0_i64];
    for &fen in told {
        let with = |times: i64| sums.iter().map(move |sum| sum + times * fen);
        sums = (0..=times).flat_map(with).collect();
    }
    sums.sort_unstable();
    let is_sum = |fen: i64| sums.binary_search(&fen).is_ok();
    is_sum(wanted)
        || told.iter().any(|&fen| fen > 0 && wanted % fen == 0 && wanted / fen <= 20)
        || told.iter().any(|&whole| whole > wanted && is_sum(whole - wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOLD: [i64; 5] = [300_000, 250_000, 620_000, 1_170_000, 500_000];

    fn meant_by(words: &str) -> Vec<Option<i64>> {
        money::scan(words).into_iter().map(|sum| meant(sum.value, &TOLD)).collect()
    }

    #[test]
    fn sums_that_follow_say_nothing() {
        assert_eq!(meant_by("退赔3000元，发还5500元，继续退赔6700元，追缴9000元"), [None; 4]);
    }

    #[test]
    fn a_slip_of_what_is_left_is_told_and_a_stranger_is_not() {
        assert_eq!(meant_by("退赔7600元"), [Some(670_000)]);
        assert_eq!(meant_by("退赔8421元"), [None]);
    }

    #[test]
    fn what_all_repayments_leave_of_the_whole_may_be_copied_wrongly() {
        let told = [152_730_000, 40_000_000, 36_245_000];
        let meant_by = |words: &str| money::scan(words).pop().and_then(|sum| meant(sum.value, &told));
        assert_eq!(meant_by("共同退赔764850元"), None);
        assert_eq!(meant_by("共同退赔719850元"), Some(76_485_000));
        assert_eq!(meant_by("共同退赔700000元"), None);
    }
}
