//! Parts told behind their total: 共计46800元，其中林小舟分得31200元，赵大山分得15600元.
//!
//! Such lists are often only a choice of the parts, and may count by two measures at once. So a list is told only
//! where one slip of the pen, in a part or in the total, explains what is off.

use std::sync::LazyLock;

use regex::Regex;

use super::{Amount, MOST_PARTS, Unit};
use crate::text::slip;

/// Words that lead from a total to its parts.
static LEADS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "[（：]|其中|分别(?:为|是|系|由|从|向|给|分得|获利|获得|得|计)|各自?(?:分得|分|获利|得款)|分得|分赃|分别",
    )
    .expect("the pattern is fixed")
});
/// The end of the line above a numbered list.
static OPENS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("如下：?。?\\n|以下：\\n").expect("the pattern is fixed"));
/// A clause that tells of something else than a part.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("退缴|退赃|退还|退赔|归还|偿还|返还|扣押|追回|追缴|尚|剩余|余款|罚金|单价|每")
        .expect("the pattern is fixed")
});
/// Characters between a total and the words that lead to its parts.
const GAP: usize = 14;

/// Totals with the parts told behind them that do not give them.
pub(super) fn wrong(words: &str, amounts: &[Amount]) -> Vec<(Amount, Vec<Amount>)> {
    let mut found: Vec<(Amount, Vec<Amount>)> = Vec::new();
    for lead in LEADS.find_iter(words) {
        // 其中的九千元 is a part that something is done with.
        if lead.as_str() == "其中" && words[lead.end()..].starts_with('的') {
            continue;
        }
        let Some(total) = total_before(words, amounts, lead.start()) else { continue };
        // 赵大山分得20000元，周某分得18000元: a share is the total of no shares.
        if is_share(words, total) {
            continue;
        }
        // What is a part of one list is the total of no other.
        let is_told = |amount: &Amount| amount.range == total.range;
        if found.iter().any(|(known, parts)| is_told(known) || parts.iter().any(is_told)) {
            continue;
        }
        let parts = parts(words, amounts, lead.end(), total.unit);
        if super::is_shared_out(words, &parts) {
            continue;
        }
        if let Some(told) = slipped(total, &parts) {
            found.push((total.clone(), told.to_vec()));
        }
    }
    found
}

/// A total in front of a numbered list, each item with one amount of its unit: 共计80400元。具体事实如下：（一）…….
pub(super) fn heading(words: &str, amounts: &[Amount]) -> Vec<(Amount, Vec<Amount>)> {
    let mut found = Vec::new();
    for lead in OPENS.find_iter(words) {
        let sentence = words[..lead.start()].rfind('\n').map_or(0, |at| at + 1);
        let inside = |a: &&Amount, from: usize, to: usize| a.range.start >= from && a.range.end <= to;
        let Some(total) = amounts.iter().rev().find(|a| inside(a, sentence, lead.start())) else { continue };
        let mut at = lead.end();
        let items: Vec<Vec<Amount>> = words[at..]
            .split_inclusive('\n')
            .take_while(|line| super::ITEM.is_match(line))
            .map(|line| {
                let of = |a: &&Amount| a.unit == total.unit && inside(a, at, at + line.len());
                let own = amounts.iter().filter(of).cloned().collect();
                at += line.len();
                own
            })
            .collect();
        if total.rough || items.iter().any(|item| item.len() != 1) {
            continue;
        }
        let parts = items.concat();
        if let Some(told) = slipped(total, &parts).filter(|told| told.len() == parts.len()) {
            found.push((total.clone(), told.to_vec()));
        }
    }
    found
}

/// Whether an amount is what somebody got of another.
fn is_share(words: &str, amount: &Amount) -> bool {
    let before = words.get(..amount.range.start).unwrap_or_default();
    let clause = before.rsplit(['，', '。', '；', '\n']).next().unwrap_or_default();
    clause.contains("分得")
}

/// The amount the words in front of `at` end with, a few other words between.
fn total_before<'a>(words: &str, amounts: &'a [Amount], at: usize) -> Option<&'a Amount> {
    let total = amounts.iter().rev().find(|amount| amount.range.end <= at)?;
    let gap = words.get(total.range.end..at)?;
    let is_mark = words.get(at..)?.starts_with(['（', '：']);
    let reach = if is_mark { 0 } else { GAP };
    let is_near = gap.chars().count() <= reach && !gap.contains(['。', '；', '\n', '）']);
    (is_near && !total.rough && !OTHER.is_match(gap)).then_some(total)
}

/// Amounts of the unit behind `from`, to the end of the sentence or of the brackets the list opened in.
fn parts(words: &str, amounts: &[Amount], from: usize, unit: Unit) -> Vec<Amount> {
    let rest = words.get(from..).unwrap_or_default();
    let mut depth = 0_i32;
    let end = rest
        .char_indices()
        .find(|(_, c)| {
            depth += i32::from(*c == '（') - i32::from(*c == '）');
            depth < 0 || matches!(c, '。' | '\n')
        })
        .map_or(rest.len(), |(at, _)| at);
    let mut last = from;
    let mut told = Vec::new();
    for amount in amounts.iter().filter(|a| a.range.start >= from && a.range.end <= from + end) {
        if amount.range.start < last {
            continue;
        }
        let between = words.get(last..amount.range.start).unwrap_or_default();
        // A second 其中 divides one of the parts again; a sum up ends the list.
        if OTHER.is_match(between) || ["其中", "共", "合计", "总"].iter().any(|word| between.contains(word))
        {
            break;
        }
        last = bracket_end(words, amount.range.end);
        if amount.unit == unit {
            told.push(amount.clone());
        }
    }
    told
}

/// The end of the brackets that open at `at`, else `at`: what stands in them says what one part is made of.
fn bracket_end(words: &str, at: usize) -> usize {
    let rest = words.get(at..).filter(|rest| rest.starts_with('（')).unwrap_or_default();
    let mut depth = 0_i32;
    let closing = rest.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '（') - i32::from(*c == '）');
        depth == 0 || *c == '\n'
    });
    closing.map_or(at, |(end, c)| at + end + c.len_utf8())
}

/// The parts that give the total but for one slip; none where some choice of them gives it, or where they are rough.
fn slipped<'p>(total: &Amount, parts: &'p [Amount]) -> Option<&'p [Amount]> {
    if parts.len() < 2 || parts.len() > MOST_PARTS || parts.iter().any(|part| part.rough) {
        return None;
    }
    // A total in whole yuan may be rounded; of weights and volumes places behind the third are cut off.
    let slack = if total.unit == Unit::Yuan { 999 } else { i64::try_from(parts.len()).unwrap_or(0) };
    let gives = |choice: u32| {
        let chosen = parts.iter().enumerate().filter(|(at, _)| choice & (1 << at) != 0);
        (chosen.map(|(_, part)| part.value).sum::<i64>() - total.value).abs() <= slack
    };
    if (1_u32..1 << parts.len()).any(gives) {
        return None;
    }
    (2..=parts.len()).rev().filter_map(|count| parts.get(..count)).find(|told| is_slip(total, told))
}

/// Whether another digit in the total or in one part would make them agree. More than the total is a contradiction
/// by itself, unless all is told in round sums; less may be a choice of the parts, so that the numbers must be exact.
fn is_slip(total: &Amount, parts: &[Amount]) -> bool {
    let sum: i64 = parts.iter().map(|part| part.value).sum();
    let explains = |written: i64, right: i64| {
        let (a, b) = (slip::exactness(written), slip::exactness(right));
        let is_exact = if sum > total.value { a.max(b) >= 2 } else { a.min(b) >= 3 };
        right > 0 && is_exact && slip::is_digit_slip(written, right)
    };
    explains(total.value, sum)
        || parts.iter().any(|part| explains(part.value, total.value - (sum - part.value)))
}

#[cfg(test)]
mod tests {
    use super::super::amounts;
    use super::*;

    fn off(words: &str) -> Vec<(i64, usize)> {
        let told = wrong(words, &amounts(words));
        told.into_iter().map(|(total, parts)| (total.value / 1000, parts.len())).collect()
    }

    #[test]
    fn shares_accounts_and_payments_are_held_against_their_total() {
        let shares = |a: &str| {
            format!("三人共抽头渔利人民币46800元，其中林小舟分得{a}元，赵大山分得8400元，孙某分得7200元。")
        };
        assert!(off(&shares("31200")).is_empty());
        assert_eq!(off(&shares("32100")), [(46_800, 3)]);
        let accounts = |b: &str| {
            format!(
                "支付结算金额共计386420元，其中尾号7716账户221760元，尾号3052账户{b}元，已查证属实的被骗资金62300元。"
            )
        };
        assert!(off(&accounts("164660")).is_empty());
        assert_eq!(off(&accounts("146660")), [(386_420, 2)]);
        let paid = |a: &str| {
            format!("赔偿被害人近亲属共计68万元（其中保险公司赔付{a}元，林小舟赔付80000元），取得谅解。")
        };
        assert!(off(&paid("600000")).is_empty());
        assert_eq!(off(&paid("620000")), [(680_000, 2)]);
        assert_eq!(off("共获利9600元，分别从孙某处得款4600元、周某处得款5100元。"), [(9_600, 2)]);
        assert_eq!(off("非法获利52000元，二人各分得27000元、26000元。"), [(52_000, 2)]);
        assert!(off("共骗得8万元，其中林小舟7万元、赵大山5万元。").is_empty());
    }

    #[test]
    fn brackets_and_a_colon_lead_to_parts_too() {
        let bracket = |b: &str| format!("被骗资金62300元（孙某41800元、周某{b}元），已查证属实。");
        assert!(off(&bracket("20500")).is_empty());
        assert_eq!(off(&bracket("25000")), [(62_300, 2)]);
        assert_eq!(off("赔偿人民币22360元：孙某12000元、周某8000元、郝某2630元。"), [(22_360, 3)]);
        assert!(off("非法获利62300元（已退缴），用于还债20000元、购车30000元。").is_empty());
    }

    #[test]
    fn what_a_part_is_made_of_is_told_in_brackets_behind_it() {
        let list = |last: &str| {
            format!(
                "损失共计532950元，其中：丧葬费21608元（43216元÷2）、死亡赔偿金511042元（其中：扶养费14468元）、交通费{last}元。"
            )
        };
        assert!(off(&list("300")).is_empty());
        assert_eq!(off(&list("800")), [(532_950, 3)]);
    }

    #[test]
    fn a_total_above_a_numbered_list_is_held_against_its_items() {
        let list = |second: &str| {
            let words = format!(
                "侵占共计人民币80400元。具体事实如下：\n（一）截留运费5笔32600元；\n（二）重复报销9笔{second}元；\n\
                 （三）虚列工资4笔19350元。\n5月16日到案，退还80400元。"
            );
            heading(&words, &super::super::amounts(&words)).len()
        };
        assert_eq!((list("28450"), list("24850"), list("9000")), (0, 1, 0));
    }

    #[test]
    fn a_choice_of_the_parts_is_no_contradiction() {
        assert!(off("骗得10万元，其中5万元用于还债，4万元用于购车。").is_empty());
        assert!(off("共计46800元，其中林小舟分得31200元，赵大山分得8400元。").is_empty());
        assert!(off("骗得58600元，其中转账38600元、现金20000元，后退还5000元。").is_empty());
        assert!(
            off(
                "蓄积量总计442.0357立方米（其中杉木133.0266立方米、松木156.5073立方米、杂木152.5018立方米）。"
            )
            .is_empty()
        );
        assert!(off("共计约9万元，其中甲公司5万元、乙公司5万元。").is_empty());
        assert!(off("被害人损失38600元。其中有2000元、37600元的转账记录。").is_empty());
    }
}
