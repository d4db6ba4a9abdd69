//! Things handed over with the case, and what the operative part does with them (刑事诉讼法 §245, 高法解释 §444).

mod counts;
mod forgone;
mod handed_over;
mod kinds;
mod money;

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::{DocumentKind as K, SectionName};
use handed_over::Thing;

/// Seized money: the list against what the main papers tell.
pub(super) fn money(desk: Desk<'_>) -> Vec<Verdict> {
    money::check(desk)
}

/// Things handed over with the case that the operative part does not name.
pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let Some((_, judgment)) = desk.case.of_kind(K::Judgment).last() else { return Vec::new() };
    let operative = operative(judgment);
    if operative.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Verdict> = forgone::check(judgment, &operative).into_iter().collect();
    if ALL_AT_ONCE.is_match(&operative) {
        return found;
    }
    let gains = found.len();
    let mut told: Vec<Vec<String>> = Vec::new();
    for Thing { name, quote } in handed_over::things(desk.case) {
        let words = kinds::words(&name);
        let is_named = words.is_empty() || words.iter().any(|word| operative.contains(word.as_str()));
        if is_named || told.contains(&words) || is_closed(desk, &words) {
            continue;
        }
        let message = format!("随案移送的“{name}”在判决主文中未见处理");
        found.push(Verdict::fail(message, vec![quote]).confident(0.7));
        told.push(words);
    }
    if found.len() == gains {
        // Sections and the text behind 判决如下 hold the same things twice.
        let once = judgment.document.plain().rsplit_once("判决如下").map_or("", |(_, rest)| rest);
        let once = once.split("如不服").next().unwrap_or_default();
        found.extend(counts::check(desk.case, once, |words| is_closed(desk, words)));
    }
    found
}

/// The operative part: the sections read as such, and all between 判决如下 and the instruction on appeal.
fn operative(judgment: &Paper) -> String {
    let plain = judgment.document.plain();
    let mut operative: String = judgment
        .document
        .section_ranges(SectionName::Disposition)
        .map(|range| &plain[range.clone()])
        .collect();
    if let Some((_, rest)) = plain.rsplit_once("判决如下") {
        operative.push_str(rest.split("如不服").next().unwrap_or_default());
    }
    operative
}

/// Everything of a kind dealt with at once: 作案工具予以没收, 扣押在案的物品依法处理. A name that follows (作案工具
/// 液压钳一把) makes it that one thing.
static ALL_AT_ONCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("作案(?:所用)?(?:的)?(?:工具|物品)(?:予以|依法|均|全部|一并|，|、|。|；|由|等|（)|(?:扣押|查封|冻结|随案移送|移送|查获)(?:在案|到案|于本院|在公安机关)?(?:的)?(?:其他|其余|全部|上述|涉案|相关)?(?:物品|财物|财产|物证|作案工具|犯罪工具|涉案财物|赃物|赃款赃物|款物)(?:予以|依法|均|全部|一并|，|、|。|；|由|等|（|中)|(?:物品|财物|扣押|移送)清单|[^。；\n、，]等(?:[0-9一二三四五六七八九十]+[\\p{Han}])?[\\p{Han}]{0,8}?(?:作案|犯罪|物品|财物|工具|赌具|物证|，|予以|依法|均|由)")
        .expect("a constant pattern")
});

/// What is done with a thing elsewhere than in the operative part.
static DONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("发还|返还|退还|领回|领取|取回|归还|销毁|变卖|拍卖|变价|另案|附卷|存卷|随卷|入卷|解除扣押")
        .expect("a constant pattern")
});

/// Names of papers that stand beside things among the evidence.
static LISTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:发还|返还|退还|领取|销毁)(?:物品|财物|涉案财物)?(?:清单|凭证|笔录|照片|证明|收据|决定书)")
        .expect("a constant pattern")
});

/// Whether a paper tells that the thing was returned, destroyed, or kept as evidence. A list of what is handed over
/// only proposes it.
fn is_closed(desk: Desk<'_>, words: &[String]) -> bool {
    let names = |text: &str| words.iter().any(|word| kinds::is_named(text, word));
    desk.case.papers.iter().any(|paper| match paper.kind() {
        K::ReturnList => names(paper.document.plain()),
        K::TransferList | K::CaseCard => false,
        _ => {
            let mut clauses = paper.document.plain().split(['，', '；', '。', '\n']);
            clauses.any(|clause| names(clause) && DONE.is_match(&LISTS.replace_all(clause, "")))
        }
    })
}
