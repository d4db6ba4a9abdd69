//! Accused whom no label introduces: 一、犯罪嫌疑人基本情况 above a line 赵小舟，男，…, or 本人赵小舟，男，….

use std::sync::LazyLock;

use regex::Captures;

use super::{Introduction, Part};
use crate::document::DocumentKind;
use crate::extract::elements::PartyRole;
use crate::text::{Pattern, Range};

/// Papers about the accused whose writers often leave the label to a heading.
const KINDS: [DocumentKind; 5] = [
    DocumentKind::ProsecutionOpinion,
    DocumentKind::ArrestRequest,
    DocumentKind::ReviewReport,
    DocumentKind::PleaAgreement,
    DocumentKind::SentencingRecommendation,
];

/// A name and a sex at the head of a line or behind 基本情况：, in a sentence that tells a birth or an identity number.
static NAMED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?m)(?:^|(?P<lead>基本情况|身份信息|个人情况)[：\t])[\t ]*(?:（?[一二三四五六七八九十0-9]{1,2}[）.、]{1,2}[\t ]*)?(?P<name>\p{Han}{2,4}|\p{Han}{1,8}(?:·\p{Han}{1,8}){1,3})(?:（[^（）\n]{1,20}）|，(?:曾用名|又名|绰号|化名)[^，\n]{1,12})?，(?:性别)?(?:男|女)(?:性)?，[^。\n]{0,80}?(?:出生|生[，。于]|岁|身份)",
    )
    .expect("the pattern is fixed")
});

/// Who makes a plea agreement: 本人姓名赵小舟，性别男, 本人赵小舟，1990年3月7日生.
static OWN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"本人(?:姓名)?[：\t ]*(?P<name>\p{Han}{2,4}?|\p{Han}{1,8}(?:·\p{Han}{1,8}){1,3})(?:[，\t ]*性别[：\t ]*(?:男|女)|[，\t ]+(?:男|女|[12][0-9]{3}年|(?:居民|公民)?身份证?号))",
    )
    .expect("the pattern is fixed")
});

/// A line that says whose particulars follow.
static HEADING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?m)^[\t ]*(?:（?[一二三四五六七八九十0-9]{1,2}[）.、]{1,2})?[^，。\n]{0,10}(?P<whose>嫌疑人|被告人|被调查人|被害人|证人|报案人|控告人)[^，。\n]{0,16}$")
        .expect("the pattern is fixed")
});

static PART: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\n[\t ]*[二三四五六七八九十]{1,2}、").expect("the pattern is fixed"));

/// Everybody introduced without a label.
pub(super) fn all(kind: DocumentKind, plain: &str) -> Vec<Introduction> {
    if !KINDS.contains(&kind) {
        return Vec::new();
    }
    let is_accused = |captures: &Captures<'_>, name: usize| {
        captures.name("lead").is_some() || stands_below_accused(kind, &plain[..name])
    };
    let named = NAMED.captures_iter(plain).filter_map(|captures| {
        let name = captures.name("name")?;
        is_accused(&captures, name.start()).then(|| name.range())
    });
    let own = OWN.captures_iter(plain).filter_map(|captures| captures.name("name").map(|name| name.range()));
    let introduce = |name: Range| Introduction {
        part: Part::Party(PartyRole::Accused),
        label: name.start..name.start,
        name,
    };
    named.chain(own).map(introduce).collect()
}

/// Where the next part of the paper begins: 二、案件来源.
pub(super) fn next_part(plain: &str, from: usize) -> usize {
    PART.find_at(plain, from).map_or(plain.len(), |part| part.start() + 1)
}

/// Whether the heading above is one of accused; a request of the police without headings tells of nobody else first.
fn stands_below_accused(kind: DocumentKind, above: &str) -> bool {
    let whose = HEADING.captures_iter(above).last().and_then(|captures| captures.name("whose"));
    match whose.map(|whose| whose.as_str()) {
        Some(whose) => matches!(whose, "嫌疑人" | "被告人" | "被调查人"),
        None => matches!(kind, DocumentKind::ProsecutionOpinion | DocumentKind::ArrestRequest),
    }
}
