//! What is left of a sum after another is taken off, in one sentence: 损失6万元，扣除已付的2万元，余款4万元.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::text::{Found, Money, Range, money, slip};

static TAKEN_OFF: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("扣除|减去|扣减|核减|抵扣").expect("the pattern is fixed"));
/// Words before the sum that is left.
static LEFT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "余款|余额|其余|剩余|下余|下欠|尚|还应|还需|应再|再(?:支付|赔偿|给付)|实际(?:应|尚|需|支付|赔偿)",
    )
    .expect("the pattern is fixed")
});
/// Sums that are not taken off the one before them.
static OTHER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("利息|每(?:月|日|天|人|吨)|[0-9]%|成本|工资").expect("the pattern is fixed"));

pub(super) fn check(paper: &Paper) -> Vec<Verdict> {
    let plain = paper.document.plain();
    let mut found = Vec::new();
    let mut start = 0;
    for sentence in plain.split_inclusive(['。', '；', '\n']) {
        found.extend(wrong(sentence).map(|off| verdict(paper, start, &off)));
        start += sentence.len();
    }
    found
}

/// A sentence whose sums do not fit: the whole, what is taken off, what is left.
struct Off {
    ranges: Vec<Range>,
    expected: i64,
    stated: i64,
}

fn wrong(sentence: &str) -> Option<Off> {
    let cue = TAKEN_OFF.find(sentence)?;
    if TAKEN_OFF.find_at(sentence, cue.end()).is_some() || OTHER.is_match(sentence) {
        return None;
    }
    let sums = money::scan(sentence);
    let whole = sums.iter().rev().find(|sum| sum.range.end <= cue.start())?;
    let after: Vec<&Found<Money>> = sums.iter().filter(|sum| sum.range.start >= cue.end()).collect();
    let lead = |at: usize| {
        let from = if at == 0 { cue.end() } else { after[at - 1].range.end };
        &sentence[from..after[at].range.start]
    };
    let left = (1..after.len()).find(|&at| LEFT.is_match(lead(at)))?;
    let parts = &after[..left];
    let taken: i64 = parts.iter().map(|sum| sum.value.fen).sum();
    let stated = after[left].value.fen;
    let expected = whole.value.fen - taken;
    let is_rough = parts.iter().any(|sum| sum.value.approximate)
        || whole.value.approximate
        || after[left].value.approximate;
    if is_rough || expected <= 0 || expected == stated || expected / 100 == stated / 100 {
        return None;
    }
    // What is far from the difference is left of something else; one of several parts may be made of the others.
    let is_slip = slip::is_digit_slip(expected, stated) && slip::exactness(expected.max(stated)) >= 3;
    if !is_slip || parts.iter().any(|sum| whole.value.fen - sum.value.fen == stated) {
        return None;
    }
    let ranges = std::iter::once(&whole.range)
        .chain(parts.iter().map(|sum| &sum.range))
        .chain([&after[left].range])
        .cloned()
        .collect();
    Some(Off { ranges, expected, stated })
}

fn verdict(paper: &Paper, start: usize, off: &Off) -> Verdict {
    let quote = |range: &Range| paper.document.quote(&(start + range.start..start + range.end));
    let message = format!(
        "{}所列数额扣除后应余{}，载明{}，不一致",
        paper.kind().label(),
        money::yuan(off.expected),
        money::yuan(off.stated)
    );
    Verdict::fail(message, off.ranges.iter().map(quote).collect()).confident(0.8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(sentence: &str) -> Option<(i64, i64)> {
        wrong(sentence).map(|off| (off.expected, off.stated))
    }

    #[test]
    fn what_is_left_must_be_the_difference() {
        let told = "赔偿经济损失89772.17元，扣除已支付的30000元，余款59722.17元于判决生效后付清。";
        assert_eq!(left(told), Some((5_977_217, 5_972_217)));
        assert_eq!(left(&told.replace("59722", "59772")), None);
        assert_eq!(left("损失8万元，扣除已付的2万元、1万元，尚需赔偿5万元。"), None);
        assert_eq!(left("损失80500元，扣除已付的2万元，尚需赔偿65000元。"), None, "left of something else");
        assert_eq!(left("损失80500元，扣除已付的2万元，尚需赔偿65500元。"), Some((6_050_000, 6_550_000)));
    }

    #[test]
    fn other_sums_of_the_sentence_say_nothing() {
        assert_eq!(left("骗得8万元，扣除成本2万元，尚有赃款5万元未追回。"), None);
        assert_eq!(left("扣除已支付的30000元，余款59722.17元。"), None);
        assert_eq!(left("损失约8万元，扣除已付的2万元，余款5万元。"), None);
    }
}
