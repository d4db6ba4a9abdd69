//! Which things were handed over with the case: by the list of them, by a note on the list of what was seized, and by
//! the appendix of opinion and indictment.

use std::sync::LazyLock;

use regex::Regex;

use crate::case::{CardNode, CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::extract::inventory::is_remark;
use crate::text::{Quote, sentence};

/// A thing with the words that name it.
pub(super) struct Thing {
    pub(super) name: String,
    pub(super) quote: Quote,
}

/// A thing with its count: 手机1部.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?P<name>[\\p{Han}A-Za-z]{2,14}?)(?:共计|各|共)?(?:[0-9]+(?:\\.[0-9]+)?|[一二两三四五六七八九十壹贰叁肆伍]{1,3})(?:余)?(?:部|把|个|台|枚|辆|张|件|套|根|块|支|只|条|顶|双|副|箱|袋|瓶|架|艘|本|册子|立方米)",
    )
    .expect("the pattern is fixed")
});
/// Papers of the file are no property, and 其中1部 names none.
const PAPERS: [&str; 17] = [
    "其中",
    "卷",
    "光盘",
    "清单",
    "文书",
    "照片",
    "笔录",
    "材料",
    "具结书",
    "建议书",
    "起诉书",
    "证据",
    "名单",
    "意见书",
    "告知书",
    "复印",
    "硬盘",
];
/// Words for what goes with the case to the next office.
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:随案|随卷|一并|随同案件)移送(?:你院|贵院|我院|本院)?|移送(?:你院|贵院)")
        .expect("the pattern is fixed")
});
/// The whole list was handed over: 以上物品随案移送.
static WHOLE_LIST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:以上|上述|前列|所列)[^。，\\n]{0,10}(?:均|全部|一并)?[^。，\\n]{0,4}(?:随案|一并)移送")
        .expect("the pattern is fixed")
});

/// Every thing the papers say was handed over, in order.
pub(super) fn things(case: &CaseFile) -> Vec<Thing> {
    let mut found = Vec::new();
    for paper in &case.papers {
        match paper.kind() {
            K::TransferList => found.extend(listed(paper, |_| true)),
            K::SeizureList => {
                let plain = paper.document.plain();
                let is_whole = WHOLE_LIST.is_match(plain) && !plain.contains("不随案移送");
                found.extend(listed(paper, |line| is_whole || is_handed_over(line)));
            }
            K::ProsecutionOpinion | K::Indictment => found.extend(appended(paper)),
            _ => {}
        }
    }
    found.extend(carded(case));
    found
}

/// Things the card has as handed over.
fn carded(case: &CaseFile) -> Vec<Thing> {
    let Some(card) = &case.card else { return Vec::new() };
    let Some(list) = card.root.get("涉案财物") else { return Vec::new() };
    let document = &case.papers[card.paper].document;
    let thing = |item: &&CardNode| {
        item.get("状态").and_then(CardNode::text).filter(|state| is_handed_over(state))?;
        let node = item.get("名称")?;
        Some(Thing { name: node.text()?.to_owned(), quote: document.quote_original(&node.range) })
    };
    list.items().iter().filter_map(thing).collect()
}

/// Things of a list whose line fits.
fn listed(paper: &Paper, fits: impl Fn(&str) -> bool) -> Vec<Thing> {
    let plain = paper.document.plain();
    let line_of = |quote: &Quote| sentence::line_around(plain, paper.document.text.plain_at(quote.start));
    let items = paper.elements.property.iter();
    items
        .filter(|item| fits(line_of(&item.name.quote)))
        .map(|item| Thing { name: item.name.value.clone(), quote: item.name.quote.clone() })
        .collect()
}

pub(super) fn is_handed_over(words: &str) -> bool {
    let bare = words.replace("不随案移送", "").replace("无随案移送", "").replace("未随案移送", "");
    CUE.is_match(&bare)
}

/// Counted things of an appendix: 随案移送手机1部、银行卡2张; 油锯一台随案移送.
fn appended(paper: &Paper) -> Vec<Thing> {
    let plain = paper.document.plain();
    let mut found = Vec::new();
    let mut at = 0;
    for sentence in plain.split_inclusive(['；', '。', '\n']) {
        let start = at;
        at += sentence.len();
        let cue = CUE.find(sentence).filter(|_| is_handed_over(sentence));
        let Some((cue, behind)) = cue.map(|cue| (cue.start(), cue.end())) else { continue };
        // The things follow; where the clause ends there, they stand before.
        let clause = sentence[..cue].rfind('，').map_or(0, |comma| comma + '，'.len_utf8());
        let rest = sentence[behind..].chars().next().is_some_and(|c| !"，。；、\n".contains(c));
        let range = if rest { behind..sentence.len() } else { clause..cue };
        let names = COUNTED.captures_iter(&sentence[range.clone()]).filter_map(|hit| hit.name("name"));
        for name in names.filter(|name| !PAPERS.iter().any(|paper| name.as_str().contains(paper))) {
            if is_remark(plain, start + range.start + name.start()) {
                continue;
            }
            let bare = name.as_str().trim_start_matches(['物', '品', '的', '有', '及', '和']);
            let end = start + range.start + name.end();
            let quote = paper.document.quote(&(end - bare.len()..end));
            found.push(Thing { name: bare.to_owned(), quote });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn names(kind: K, text: &str) -> Vec<String> {
        let document = Document::from_text(kind, text);
        let elements = crate::extract::extract(&document);
        let case = CaseFile { papers: vec![Paper { document, elements }], ..CaseFile::default() };
        things(&case).into_iter().map(|thing| thing.name).collect()
    }

    #[test]
    fn an_appendix_tells_what_goes_with_the_case() {
        let opinion = |appendix: &str| {
            names(
                K::ProsecutionOpinion,
                &format!("云岭县公安局\n起诉意见书\n此致\n云岭县人民检察院\n{appendix}"),
            )
        };
        assert_eq!(
            opinion("附：卷宗壹册；随案移送手机1部、银行卡2张；嫌疑人取保候审在家。"),
            ["手机", "银行卡"]
        );
        assert_eq!(opinion("附：油锯一台随案移送，杉原木12.6立方米由我局代为保管。"), ["油锯"]);
        assert_eq!(opinion("3. 随案移送：人民币23600元、牌九2副、账本1本。"), ["牌九", "账本"]);
        assert_eq!(opinion("附：卷宗2册；作案工具液压钳一把移送你院。"), ["作案工具液压钳"]);
        assert_eq!(opinion("附：卷宗2册，扣押的手机1部一并移送。"), ["扣押的手机"]);
        assert_eq!(opinion("附：随案移送手机2部（其中1部系被害人所有）、扳手1把。"), ["手机", "扳手"]);
        assert!(opinion("附：本案无随案移送物品。\n随案移送物品清单一份。").is_empty());
    }

    #[test]
    fn a_note_on_the_list_of_what_was_seized_counts() {
        let list = "云岭县公安局\n扣押清单\n编号\t名称\t数量\t备注\n1\t手机\t1部\t已发还孙某\n2\t账本\t1本\t随案移送";
        assert_eq!(names(K::SeizureList, list), ["账本"]);
        let list = "云岭县公安局\n扣押清单\n编号 | 名称 | 数量 | 特征\n1 | 牌九 | 2副 | 黑色\n2 | 账本 | 1本 | 红色\n以上物品随案移送云岭县人民检察院。";
        assert_eq!(names(K::SeizureList, list), ["牌九", "账本"]);
    }
}
