//! Birth dates of the accused in papers that introduce nobody formally: warrants, records, certificates.

use std::sync::LazyLock;

use regex::Regex;

use crate::case::CaseFile;
use crate::document::DocumentKind;
use crate::text::{Quote, date};

/// 生 alone ends a clause or opens a place; in 生效, 生育, 生产 it is no birth date.
static BIRTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:出生日期|出生年月日?|出生)[：\s]{0,3}(\d{4}年\d{1,2}月\d{1,2}日)|(\d{4}年\d{1,2}月\d{1,2}日)(?:出生|生(?:于|人|的|[^\p{Han}]|$))")
        .expect("a constant pattern")
});
/// Papers that introduce the accused formally, where other birth dates are those of victims and witnesses; and the
/// card, which is read by itself.
const INTRODUCING: [DocumentKind; 7] = [
    DocumentKind::CaseCard,
    DocumentKind::ProsecutionOpinion,
    DocumentKind::Indictment,
    DocumentKind::Judgment,
    DocumentKind::Ruling,
    DocumentKind::NonProsecutionDecision,
    DocumentKind::ReviewReport,
];
/// Words between a name and a birth date that is another's.
/// 林小舟等人涉嫌抢劫一案，犯罪嫌疑人程远（……）: whoever is introduced behind the name of the case.
const OTHERS: [&str; 17] = [
    "被害人",
    "证人",
    "之子",
    "之女",
    "儿子",
    "女儿",
    "父亲",
    "母亲",
    "妻子",
    "丈夫",
    "代理人",
    "、",
    "嫌疑人",
    "被告人",
    "等人",
    "一案",
    "同案",
];
/// A line or a table row gives name and birth date together.
const LINE: usize = 120;

/// Birth dates told on one line after the person's name, in papers that do not list the person as a party
/// with a birth date: label of the paper, the day, the words.
pub(super) fn written(case: &CaseFile, person: usize) -> Vec<(String, String, Quote)> {
    let known = &case.persons[person];
    let mut found = Vec::new();
    for (at, paper) in case.papers.iter().enumerate() {
        let is_read = known
            .mentions
            .iter()
            .any(|&(index, party)| index == at && paper.elements.parties[party].birth.is_some());
        if is_read || INTRODUCING.contains(&paper.kind()) {
            continue;
        }
        let plain = paper.document.plain();
        for captures in BIRTH.captures_iter(plain) {
            let Some(day) = captures.get(1).or_else(|| captures.get(2)) else { continue };
            let line = plain[..day.start()].rfind('\n').map_or(0, |at| at + 1);
            let before: String = plain[line..day.start()].chars().rev().take(LINE).collect();
            let before: String = before.chars().rev().collect();
            let reach = before.rfind(['。', '；']).map_or(before.as_str(), |at| &before[at..]);
            let labelled = before.contains("姓名") && before.contains(known.name.as_str());
            let after_name = reach.rfind(known.name.as_str()).map(|at| &reach[at + known.name.len()..]);
            let is_own = after_name.is_some_and(|words| !OTHERS.iter().any(|other| words.contains(other)));
            if !labelled && !is_own {
                continue;
            }
            let Some(moment) = date::scan(day.as_str()).first().map(|found| found.value) else { continue };
            found.push((
                paper.kind().label().to_owned(),
                moment.to_string(),
                paper.document.quote(&day.range()),
            ));
        }
    }
    found
}
