//! Paragraphs that a party speaks from their first word to their last.
//!
//! Sections are told by their words, and a plea that says 公诉机关指控的数额有误 or 经鉴定 half-way is taken for the
//! accusation or the evidence from there on. Who opens a paragraph speaks to its end, unless the author answers in it.

use super::appeal::lay_over;
use super::speaker;
use crate::document::{Section, SectionName};
use crate::text::{Pattern, Range};

/// The accused or the defence opens the paragraph.
static DEFENCE: Pattern = Pattern::fixed(
    "^(?:[^，。；：]{0,14}[后中时]，|除[^，。；：]{0,12}，)?(?:其|[^，。；：]{0,24}的)?(?:指定|委托)?辩护人[^，。；：]{0,24}(?:提出|认为|辩称|意见|辩护称|辩解|[称为]：)|^(?:[^，。；：]{0,14}[后中时]，)?(?:[二三四五六七八九十两各])?(?:名)?(?:被告人|上诉人|原审被告人|被告单位)[^，。；：]{0,30}(?:均?(?:供认|承认)(?:公诉机关)?(?:起诉书)?(?:指控的?|上述)?(?:全部)?(?:犯罪)?(?:事实|不讳|罪行)|提出|辩称|辩解|认为|辩护称|上诉称|诉称|(?:上诉|辩护|辩解)(?:理由|意见)|[对就][^，。；：]{0,40}(?:异议|供认|认罪|承认|意见|辩护)|请求|当庭(?:均)?(?:表示)?(?:自愿)?认罪|均?(?:当庭)?表示(?:自愿)?认罪)|^(?:主要)?(?:上诉|辩护)(?:理由|意见)[是为：]",
);

/// … in words that nothing but a plea begins with.
static PLEADS: Pattern = Pattern::fixed("提出|辩|上诉称|诉称|(?:上诉|辩护)(?:理由|意见)|辩护人");

/// What the author tells of the accused in a reasoning begins in the same way.
static ADMITS: Pattern = Pattern::fixed("异议|供认|认罪|承认|请求");

/// The prosecution does.
static PROSECUTION: Pattern = Pattern::fixed(
    "^(?:[^，。；：]{0,14}[后中时]，)?[^，。；：]{0,24}(?:检察院|检察员|检察人员|公诉机关|抗诉机关|公诉人)[^，。；：]{0,24}(?:提出|认为|的?意见[是为：]|建议|抗诉称|抗诉提出|指控[，：])|^该本?院(?:经审查|审查)?认为[，：]|检察院[^。；：]{0,60}(?:发表|提出)(?:如下|以下)[^。；：]{0,8}意见(?:如下)?：|^(?:出庭)?(?:公诉机关|公诉人|检察员|检察人员)[^。；：]{0,40}(?:补充|答辩)?意见(?:如下|是|为)?：",
);

/// A statement is told, not a plea.
static STATEMENT: Pattern =
    Pattern::fixed("供述|供称|陈述|证言|证[实明]|笔录|本院|经查|^(?:关于|对于?|针对)");

/// Whoever sues, or is sued beside the accused, speaks of what is owed: no circumstance is claimed.
static CIVIL: Pattern = Pattern::fixed(
    "^(?:[^，。；：]{0,14}[中时]，)?(?P<who>[^，。；：]{0,40}诉讼代理人|[^，。；：]{0,14}附带民事诉讼(?:原告人?|被告人?)[^，。；：]{0,30}公司|[^，。；：]{0,14}附带民事诉讼原告人?)[^，。；：]{0,24}(?:提出|认为|诉称|答?辩称|意见|要求|请求|称：)",
);

/// The author speaks in the paragraph, or in the one after it.
static AUTHOR: Pattern = Pattern::fixed(
    "经查[^证]|经(?:本院)?(?:二审|再审)?审[理查核]|查明|本院|合议庭|予以?采[纳信]|予支持|(?:意见|理由|辩解|观点|指控|罪名)[^，。；不]{0,16}(?:成立|相符|不符|采纳)|判决如下|足以认定|应予|足资认定|判处(?:被告人|[^，。；]{0,6}有期徒刑[^，。；]{0,12}并处)",
);

/// A point of a plea, or its end.
static NUMBERED: Pattern = Pattern::fixed(
    "^（?[0-9一二三四五六七八九十]{1,2}[、.）．]|^综(?:上|合)[^。]{0,20}，[^。]{0,40}(?:请|建议|希望)",
);

/// … not where a party asks it for something.
static ASKED: Pattern = Pattern::fixed("(?:请求|提请|建议|恳请|希望|敬请|请)(?:二审)?$");

/// `sections` with the paragraphs that a party speaks given to it.
pub(super) fn give(plain: &str, sections: Vec<Section>, below: &[Range]) -> Vec<Section> {
    let mut told: Vec<Section> = Vec::new();
    let is_higher = !below.is_empty();
    for section in &sections {
        if !matches!(
            section.name,
            SectionName::Parties
                | SectionName::Accusation
                | SectionName::Defence
                | SectionName::Facts
                | SectionName::Evidence
                | SectionName::Reasoning
        ) {
            continue;
        }
        let from = told.last().map_or(0, |last| last.range.end);
        let mut at = plain
            .get(..section.range.start.max(from))
            .and_then(|before| before.rfind('\n'))
            .map_or(0, |end| end + 1);
        while at < section.range.end {
            let Some(rest) = plain.get(at..) else { break };
            let end = at + rest.find('\n').map_or(rest.len(), |end| end + 1);
            if at >= from
                && let Some(words) = plain.get(at..end)
                && let Some(name) = opened_by(words, section.name)
                    // 该院认为 before a higher court is the court below.
                    .filter(|_| !(is_higher && words.starts_with('该')))
                    .or_else(|| goes_on(words, at, told.last()))
                && !is_answered(plain, end)
            {
                // 公诉机关指控……。被告人对指控无异议: the accused answers in the same paragraph.
                let until =
                    (name == SectionName::Accusation).then(|| speaker::defence_begins(words)).flatten();
                told.push(Section { name, range: at..until.map_or(end, |until| at + until) });
            }
            at = end;
        }
    }
    joined(lay_over(sections, &told))
}

/// Neighbours of the same name as one, so that whoever is spoken of is known in the next paragraph.
pub(super) fn joined(sections: Vec<Section>) -> Vec<Section> {
    let mut joined: Vec<Section> = Vec::new();
    for section in sections {
        match joined.last_mut() {
            Some(last) if last.name == section.name && last.range.end == section.range.start => {
                last.range.end = section.range.end;
            }
            _ => joined.push(section),
        }
    }
    joined
}

/// The party that opens the paragraph, where nobody else speaks in it.
fn opened_by(paragraph: &str, within: SectionName) -> Option<SectionName> {
    // 被告人甲供认上述事实 is a statement too, where parties or evidence are told.
    let is_told = matches!(within, SectionName::Parties | SectionName::Evidence);
    let pleads = |head: &str| {
        !STATEMENT.is_match(head)
            && (within != SectionName::Reasoning || !ADMITS.is_match(head))
            && (!is_told || PLEADS.is_match(head))
    };
    let sues = CIVIL.captures(paragraph).and_then(|found| found.name("who"));
    if sues.is_some_and(|who| !["自诉", "辩护"].iter().any(|other| who.as_str().contains(other))) {
        return (!paragraph.contains("本院") && !paragraph.contains("经查")).then_some(SectionName::Evidence);
    }
    let name = match (DEFENCE.find(paragraph), PROSECUTION.find(paragraph)) {
        (Some(opened), _) if pleads(opened.as_str()) => SectionName::Defence,
        (None, Some(opened)) if !is_told && !STATEMENT.is_match(opened.as_str()) => SectionName::Accusation,
        _ => return None,
    };
    let is_author = |found: regex::Match<'_>| !ASKED.is_match(&paragraph[..found.start()]);
    (!AUTHOR.find_iter(paragraph).any(is_author)).then_some(name)
}

/// 五、甲系从犯。综上，恳请从轻处罚。 after a paragraph of the same party.
fn goes_on(paragraph: &str, at: usize, last: Option<&Section>) -> Option<SectionName> {
    let last = last.filter(|last| last.range.end == at)?;
    let is_author = |found: regex::Match<'_>| !ASKED.is_match(&paragraph[..found.start()]);
    let goes_on = NUMBERED.is_match(paragraph) && !STATEMENT.is_match(paragraph);
    (goes_on && !AUTHOR.find_iter(paragraph).any(is_author)).then_some(last.name)
}

/// Whether the author's answer opens the next paragraph.
fn is_answered(plain: &str, end: usize) -> bool {
    let next = plain.get(end..).unwrap_or_default();
    let head = next.char_indices().nth(24).map_or(next, |(at, _)| &next[..at]);
    let head = head.split(['，', '。', '\n']).next().unwrap_or_default();
    let is_new = ["查明", "认为", "事实"].iter().any(|new| head.contains(new));
    !is_new
        && ["经查", "本院", "对此", "上述", "以上", "该", "经审"]
            .iter()
            .any(|author| head.starts_with(author))
}
