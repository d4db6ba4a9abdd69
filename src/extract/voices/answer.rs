//! Pleas that the court answers between what proves the facts and 本院认为.
//!
//! 关于上诉人甲所提其有自首情节的理由。经查，证人乙证实…… weighs evidence word by word and is taken for evidence, or for
//! facts; but the court reasons there, paragraph after paragraph.

use super::appeal::lay_over;
use super::paragraph::joined;
use crate::document::{Section, SectionName};
use crate::extract::sentence;
use crate::text::{Pattern, Range};

/// A plea, or a question in dispute, is named to be answered.
static NAMES_PLEA: Pattern = Pattern::fixed(
    "^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．])?(?:(?:关于|对于?|针对|至于|就)(?:(?:各|上列|上述|[二三四五六七八九十两])?(?:名)?(?:上诉人|原审被告|被告|辩护|其|抗诉|公诉|检察)|[^。；：]{0,60}是否|[^。；：]{0,30}(?:上诉|辩护))[^。：]{0,200}?(?:意见|理由|辩解|主张|观点|问题|请求|提出|情节|辩称)|(?:上诉人|原审被告人|被告人|[^，。；：]{0,12}辩护人)[^，。；：]{0,40}(?:提出|所提|辩称|辩解|上诉称)[^。]{0,200}?(?:意见|理由|辩解|主张|观点)[，。]?[^。]{0,6}经(?:本院)?审?查[，：]|[^。]{0,80}(?:本院|合议庭)[^。，；]{0,14}(?:评判|评析|分析|评述)(?:如下|：))",
);

/// The court looks at it, or decides.
static DECIDES: Pattern = Pattern::fixed(
    "(?:^|[。；，])(?:经(?:本院|庭审|合议庭)?审?查[，：]|[^。；，]{0,6}(?:评判|评析|分析|评述)(?:如下|：)|本院(?:认为|不予|予以|均)|经本院)|(?:意见|理由|辩解|主张|观点|请求|指控)[^。；]{0,30}(?:不予|予以|不能|难以|不)?(?:采[纳信]|支持|成立)|不予采[纳信]|与(?:查明|客观|本案)?的?事实不[相]?符",
);

/// The court tells facts again, or what proves them.
static TELLS: Pattern = Pattern::fixed(
    "^(?:[另又再还]|经)(?:经?(?:本院)?(?:审理)?查明|查)[，：]|^(?:上述|以上|该起?|本起|此起|前述)(?:犯罪)?事实|^(?:认定|证明|证实)(?:上述|以上|本起)|^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．])?(?:书证|物证|证人|被害人|被告人|同案)[^，。；：]{0,20}(?:证言|陈述|供述|笔录)?(?:[：:]|(?:证实|证明|供述|陈述)[：，:])",
);

/// A plea is decided in one sentence, behind what proves the facts: 其有坦白情节的意见，……，不予采纳。
static DECIDED: Pattern = Pattern::fixed(
    "(?:提出|所提|辩称|辩解|关于|认为)[^。]*(?:意见|理由|辩解|主张)[^。]*(?:不予采[纳信]|予以采[纳信]|不能成立|不予支持)",
);

/// `sections` with the paragraphs in which the court answers a plea, after it told facts and what proves them.
pub(super) fn give(plain: &str, sections: Vec<Section>, below: &[Range]) -> Vec<Section> {
    let Some(range) = between(&sections, below) else { return sections };
    let mut told: Vec<Section> = Vec::new();
    let mut answers = false;
    let mut at = range.start;
    while at < range.end {
        let Some(rest) = plain.get(at..) else { break };
        let end = (at + rest.find('\n').map_or(rest.len(), |end| end + 1)).min(range.end);
        let paragraph = plain.get(at..end).unwrap_or_default();
        let next = plain.get(end..).unwrap_or_default();
        let next = next.split('\n').next().unwrap_or_default();
        if TELLS.is_match(paragraph) {
            answers = false;
        } else if NAMES_PLEA.is_match(paragraph) && (DECIDES.is_match(paragraph) || DECIDES.is_match(next)) {
            answers = true;
        }
        let from = if answers { Some(at) } else { decided_at(paragraph).map(|from| at + from) };
        told.extend(from.map(|from| Section { name: SectionName::Reasoning, range: from..end }));
        at = end;
    }
    if told.is_empty() { sections } else { joined(lay_over(sections, &told)) }
}

/// Where a paragraph on what proves the facts goes on with a plea that is decided.
fn decided_at(paragraph: &str) -> Option<usize> {
    sentence::split(paragraph)
        .into_iter()
        .find(|range| paragraph.get(range.clone()).is_some_and(|words| DECIDED.is_match(words)))
        .map(|range| range.start)
}

/// From what proves the facts to where the court disposes.
fn between(sections: &[Section], below: &[Range]) -> Option<Range> {
    let is_own = |section: &&Section| !below.iter().any(|held| held.contains(&section.range.start));
    let facts = sections.iter().filter(is_own).find(|section| section.name == SectionName::Facts)?;
    let proof = sections
        .iter()
        .find(|section| section.name == SectionName::Evidence && section.range.start >= facts.range.end)?;
    let disposed = sections
        .iter()
        .rfind(|section| section.name == SectionName::Disposition && section.range.start >= proof.range.end);
    let end = disposed.map_or(sections.last()?.range.end, |disposed| disposed.range.start);
    Some(proof.range.start..end)
}
