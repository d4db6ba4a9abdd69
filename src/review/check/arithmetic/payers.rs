//! What each payer of a settlement gives, against the whole that was agreed on: 损失总计……；由甲赔偿……；由乙承担…….

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::text::{Found, Money, Range, money, slip};

/// The whole, told on a line before the payers.
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:总额|总计|合计|共计)(?:为|确定为|人民币|：)*$").expect("the pattern is fixed")
});
/// A clause in which one pays.
static PAYS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:[一二三四五六七八九十]、|[0-9][.、．])?由[^。；\\n]{2,40}?(?:赔偿|支付|给付|承担|自付|赔付|补偿|理赔)")
        .expect("the pattern is fixed")
});
/// Sums that are no share of the whole.
static OTHER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("已(?:付|支付|垫付)|另行|余款|逾期|违约").expect("the pattern is fixed"));

/// Payers on one line that together do not give the whole of an earlier line, but for one slip of the pen.
pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    case.of_kind(K::SettlementAgreement).filter_map(|(_, paper)| of_paper(paper)).collect()
}

fn of_paper(paper: &Paper) -> Option<Verdict> {
    let plain = paper.document.plain();
    let mut whole: Option<(i64, Range)> = None;
    let mut at = 0;
    for line in plain.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if let Some((agreed, words)) = &whole
            && let Some(shares) = shares(line)
        {
            let sum: i64 = shares.iter().map(|share| share.value.fen).sum();
            let values: Vec<i64> = shares.iter().map(|share| share.value.fen).collect();
            if sum == *agreed || !is_slip(*agreed, &values) {
                return None;
            }
            let place = |share: &Found<Money>| start + share.range.start..start + share.range.end;
            let mut evidence: Vec<_> =
                shares.iter().map(|share| paper.document.quote(&place(share))).collect();
            evidence.push(paper.document.quote(words));
            let message = format!(
                "{}所列各方支付的数额之和为{}，与载明的总额{}不一致",
                paper.kind().label(),
                money::yuan(sum),
                money::yuan(*agreed)
            );
            return Some(Verdict::fail(message, evidence).confident(0.75));
        }
        let told = money::scan(line);
        let agreed =
            told.iter().find(|sum| !sum.value.approximate && WHOLE.is_match(&line[..sum.range.start]));
        if let Some(sum) = agreed {
            whole = Some((sum.value.fen, start + sum.range.start..start + sum.range.end));
        }
    }
    None
}

/// The sum of each clause of a line all of whose clauses with sums pay: its last one.
fn shares(line: &str) -> Option<Vec<Found<Money>>> {
    let mut found = Vec::new();
    let mut at = 0;
    for clause in line.split_inclusive(['；', '。']) {
        let start = at;
        at += clause.len();
        let Some(last) = money::scan(clause).pop() else { continue };
        if !PAYS.is_match(clause) || OTHER.is_match(clause) || last.value.approximate {
            return None;
        }
        found.push(last.shifted(start));
    }
    (found.len() >= 2).then_some(found)
}

/// Whether one share, written with another digit, would make up the whole, or the whole is a slip of the sum.
fn is_slip(whole: i64, shares: &[i64]) -> bool {
    let sum: i64 = shares.iter().sum();
    let explains = |written: i64, right: i64| right > 0 && slip::is_digit_slip(written, right);
    explains(whole, sum) || shares.iter().any(|&share| explains(share, whole - (sum - share)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::elements::Elements;

    fn told(second: &str) -> usize {
        let text = format!(
            "云岭县桃园镇人民调解委员会\n人民调解协议书\n一、各方确认损失总计760000元。\n\
             二、由白鹭保险公司赔偿医疗费180000元、其他费用220000元，共计400000元；由林小舟承担{second}元；由何大山承担120000元。"
        );
        let document = Document::from_text(K::SettlementAgreement, &text);
        of_paper(&Paper { document, elements: Elements::default() }).into_iter().count()
    }

    #[test]
    fn payers_make_up_the_whole() {
        assert_eq!(told("240000"), 0);
        assert_eq!(told("260000"), 1);
        assert_eq!(told("90000"), 0, "somebody else may pay the rest");
    }
}
