//! Damages item by item and their total: 医疗费……元；误工费……为……元；……以上合计……元. Only a slip of the pen is told.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::text::{Range, money, slip};

/// The total behind a list of items.
static TOTAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:以上)?(?:各项)?(?:损失|费用)?(?:合计|共计|总计)[^0-9，。；：、\\n]{0,8}")
        .expect("the pattern is fixed")
});
/// Items of damages.
static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:医疗|误工|护理|营养|交通|住宿|住院|鉴定|伙食|丧葬|残疾|抚慰|赔偿|修理|康复)[\\p{Han}]{0,8}(?:费|金)|赔偿金|抚慰金")
        .expect("the pattern is fixed")
});
/// Fewer items are no list.
const FEWEST: usize = 3;

pub(super) fn check(paper: &Paper) -> Vec<Verdict> {
    let plain = paper.document.plain();
    let mut found = Vec::new();
    let mut at = 0;
    for sentence in plain.split_inclusive(['。', '\n']) {
        found.extend(wrong(sentence).map(|(parts, total, sum, stated)| {
            let yuan = |fen: i64| format!("{}元", fen as f64 / 100.0);
            let message = format!(
                "{}所列各项损失之和为{}，与载明的合计{}不一致",
                paper.kind().label(),
                yuan(sum),
                yuan(stated)
            );
            let quote = |range: &Range| paper.document.quote(&(at + range.start..at + range.end));
            let evidence = parts.iter().chain([&total]).map(quote).collect();
            Verdict::fail(message, evidence)
                .confident(0.8)
                .computed("sum", yuan(sum))
                .computed("stated", yuan(stated))
        }));
        at += sentence.len();
    }
    found
}

/// The parts, the total, and what each comes to, where the total is a slip of the sum.
fn wrong(sentence: &str) -> Option<(Vec<Range>, Range, i64, i64)> {
    let label = TOTAL.find(sentence)?;
    let total =
        money::scan(&sentence[label.end()..]).into_iter().next().filter(|sum| sum.range.start == 0)?;
    let mut parts: Vec<(i64, Range)> = Vec::new();
    let mut start = 0;
    for piece in sentence[..label.start()].split_inclusive(['；', '，', '、', '：']) {
        let sums = money::scan(piece);
        // 按每日160元计算30天为4800元: the last sum is the item's.
        if let Some(sum) = sums.last().filter(|_| ITEM.is_match(piece)) {
            if sum.value.approximate {
                return None;
            }
            parts.push((sum.value.fen, start + sum.range.start..start + sum.range.end));
        } else if !sums.is_empty() {
            return None;
        }
        start += piece.len();
    }
    let sum: i64 = parts.iter().map(|(fen, _)| fen).sum();
    let is_slip = slip::is_digit_slip(sum, total.value.fen) && slip::exactness(sum) >= 4;
    let total_range = label.end() + total.range.start..label.end() + total.range.end;
    (parts.len() >= FEWEST && sum != total.value.fen && is_slip)
        .then(|| (parts.into_iter().map(|(_, range)| range).collect(), total_range, sum, total.value.fen))
}

#[cfg(test)]
mod tests {
    use super::wrong;

    #[test]
    fn a_total_that_is_a_slip_of_its_items_is_told() {
        let list = |total: &str| {
            format!(
                "合理损失核定为：医疗费11236.48元；误工费按每日160元计算30天为4800元；护理费1200元；营养费450元，以上合计{total}元。"
            )
        };
        assert!(wrong(&list("17686.48")).is_none());
        assert!(wrong(&list("17886.48")).is_some());
        assert!(wrong(&list("25000")).is_none(), "something else was counted");
        assert!(wrong("医疗费1200元、误工费800元，被告人已付500元，共计2900元。").is_none());
    }
}
