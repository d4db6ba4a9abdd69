//! Seized money: the sums of the list of what was seized against those the main papers tell as seized or handed over.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::super::engine::Desk;
use super::super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::DocumentKind as K;
use crate::text::{Quote, money, slip};

/// Money that was seized: a cue, and in the same breath money with its sum.
static SEIZED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:扣押|查扣|查获|缴获|收缴|起获|搜出|随案移送)[^。；\\n]{0,60}")
        .expect("the pattern is fixed")
});
/// What a seized sum is called.
static CALLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:现金|赃款|毒资|赌资|款|钱|货币)(?:共计|计|共)?$").expect("the pattern is fixed")
});
/// Sums of another kind than what was taken in.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "价值|面额|单价|折合|退缴|退赃|退出|退还|发还|返还|保证金|罚金|冻结|账户|赔偿|销赃|得款|获利|剩余",
    )
    .expect("the pattern is fixed")
});
/// More sums than this on a list: their choices reach nearly everything.
const MOST: usize = 6;

/// A sum in fen with its words.
type Sum = (i64, Quote);

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let listed: Vec<Sum> = [K::SeizureList, K::SeizureDecision]
        .into_iter()
        .flat_map(|kind| desk.case.of_kind(kind))
        .flat_map(|(_, paper)| of_list(paper))
        .fold(Vec::new(), |mut known, (fen, quote)| {
            // The decision and the list tell the same sums.
            let is_told =
                known.iter().any(|(sum, other): &Sum| *sum == fen && other.document != quote.document);
            if !is_told {
                known.push((fen, quote));
            }
            known
        });
    if listed.is_empty() || listed.len() > MOST {
        return Vec::new();
    }
    let mut strange: Vec<(&Paper, Sum)> = Vec::new();
    for (_, paper) in
        [K::ProsecutionOpinion, K::Indictment, K::Judgment].into_iter().flat_map(|k| desk.case.of_kind(k))
    {
        let told = seized(paper);
        let is_lone = listed.len() == 1 && told.len() == 1;
        let off = told.into_iter().find(|(fen, _)| {
            let total: i64 = listed.iter().map(|(sum, _)| *sum).sum();
            let mut near = listed.iter().map(|(sum, _)| *sum).chain([total]);
            !is_reached(*fen, &listed) && (is_lone || near.any(|sum| slip::is_digit_slip(sum, *fen)))
        });
        strange.extend(off.map(|sum| (paper, sum)));
    }
    let Some((_, (_, _))) = strange.first() else { return Vec::new() };
    let told: Vec<String> = strange
        .iter()
        .map(|(paper, (_, quote))| format!("{}为“{}”", paper.kind().label(), quote.text))
        .collect();
    let on_list: Vec<&str> = listed.iter().map(|(_, quote)| quote.text.as_str()).collect();
    let message = format!("扣押清单载明的款项为“{}”，{}，不一致", on_list.join("”“"), told.join("，"));
    let evidence = listed.iter().map(|(_, quote)| quote.clone());
    let evidence = evidence.chain(strange.iter().map(|(_, (_, quote))| quote.clone())).collect();
    vec![Verdict::fail(message, evidence).confident(0.75)]
}

/// Money of a list of what was seized.
fn of_list(paper: &Paper) -> Vec<Sum> {
    let plain = paper.document.plain();
    let mut at = 0;
    let mut found = Vec::new();
    for line in plain.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let is_money = ["人民币", "现金", "款", "资", "￥", "¥"].iter().any(|word| line.contains(word));
        if !is_money {
            continue;
        }
        for sum in money::scan(line).into_iter().filter(|sum| !sum.value.approximate) {
            let before: String = line[..sum.range.start].chars().rev().take(4).collect();
            let is_other = ["额面", "值价", "价单"].iter().any(|word| before.contains(word));
            let value =
                (sum.value.fen, paper.document.quote(&(start + sum.range.start..start + sum.range.end)));
            if !is_other && !found.contains(&value) {
                found.push(value);
            }
        }
    }
    found
}

/// Distinct sums a main paper tells as seized or handed over.
fn seized(paper: &Paper) -> Vec<Sum> {
    let plain = paper.document.plain();
    let mut found: Vec<Sum> = Vec::new();
    for clause in SEIZED.find_iter(plain) {
        let words = clause.as_str();
        for sum in money::scan(words).into_iter().filter(|sum| !sum.value.approximate) {
            let lead = &words[..sum.range.start];
            let is_money = words[sum.range.clone()].starts_with("人民币") || CALLED.is_match(lead);
            if !is_money || OTHER.is_match(lead) {
                continue;
            }
            let range = clause.start() + sum.range.start..clause.start() + sum.range.end;
            if found.iter().all(|(fen, _)| *fen != sum.value.fen) {
                found.push((sum.value.fen, paper.document.quote(&range)));
            }
        }
    }
    found
}

/// Whether some of the listed sums give the wanted one.
fn is_reached(wanted: i64, listed: &[Sum]) -> bool {
    (1_u32..1 << listed.len()).any(|choice| {
        let chosen = listed.iter().enumerate().filter(|(at, _)| choice & (1 << at) != 0);
        chosen.map(|(_, (fen, _))| fen).sum::<i64>() == wanted
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::elements::Elements;

    fn paper(kind: K, text: &str) -> Paper {
        Paper { document: Document::from_text(kind, text), elements: Elements::default() }
    }

    #[test]
    fn sums_of_a_list_and_of_the_papers_are_read() {
        let list = paper(
            K::SeizureList,
            "扣押清单\n编号\t名称\t数量\t特征\n1\t手机\t1部\t价值2280元\n2\t人民币现金\t1900元\t百元面额19张\n持有人：林小舟",
        );
        let sums = |told: Vec<Sum>| told.into_iter().map(|(fen, _)| fen / 100).collect::<Vec<_>>();
        assert_eq!(sums(of_list(&list)), [1900]);
        let told = |text: &str| sums(seized(&paper(K::Indictment, text)));
        assert_eq!(told("公安机关扣押手机一部、人民币1900元，手机已发还孙某。"), [1900]);
        assert_eq!(told("3、随案移送人民币1900元。\n案发后扣押现金1900元。"), [1900]);
        assert_eq!(told("查获赌资人民币23600元及牌九2副。"), [23600]);
        assert!(told("扣押手机一部，价值人民币2280元。").is_empty());
        assert!(told("扣押赃物销赃得款人民币3000元。").is_empty());
    }
}
