//! Paragraphs of the author's that were taken for a party's.
//!
//! 另查明，……被告人自愿认罪 and 关于辩护人提出……的意见，经查…… name a party's words, so that the section they stand in
//! is told as the defence's; but the court tells, or answers, there.

use super::appeal::lay_over;
use crate::document::{Document, Section, SectionName};
use crate::extract::sentence;
use crate::text::{Pattern, Range};

/// What was found is told.
static TELLS: Pattern = Pattern::fixed(
    "^(?:[另又再还]|同时)?(?:经?(?:本院)?(?:审理)?查明|查[，：])|^(?:本案)?案发后，|^案件提起公诉前|^在?(?:本案)?(?:诉讼|审理)(?:过程|期间)?中?，经本院|^经本院(?:主持)?调解，|^本院(?:依法)?适用|^经(?:本院|法庭|庭审)[^，。；]{0,6}，查明",
);

/// A party speaks in it all the same.
static PLEADS: Pattern = Pattern::fixed(
    "辩称|辩解|辩护人[^，。；]{0,12}(?:提出|认为|意见|称|请求)|辩护(?:意见|称)|上诉(?:称|人提出|理由)|公诉(?:机关|人)认为|(?:被告人|上诉人)[^，。；]{0,12}(?:提出|认为)",
);

/// The author answers a plea.
static ANSWERS: Pattern = Pattern::fixed(
    "[。；，]经(?:本院|庭审|合议庭)?(?:审?查|审理)[，：；]|[。；，](?:经查)?(?:基本)?属实，[^。]{0,12}采[纳信]|[。；，]本院(?:认为|依法|予以|不予|均)|，(?:综合)?(?:评判|分析|评析|评述)如下：|意见(?:均|经查)?属实，[^。；]{0,8}采纳|(?:意见|理由)(?:能够)?成立，(?:均|依法|本院|应){0,2}予以?采[纳信]|[。；，](?:故|因此|所以)[^。]{0,60}不予(?:采[纳信]|支持)",
);

/// A plea is named to be answered.
static NAMES_PLEA: Pattern = Pattern::fixed(
    "^(?:[（(]?[0-9一二三四五六七八九十]{1,2}[）)、.．])?(?:关于|对于|针对|对)[^。]{0,160}(?:理由|意见|辩解|观点)",
);

/// What came about while the case was tried: no indictment tells it.
static AT_TRIAL: Pattern = Pattern::fixed(
    "^在?(?:(?:本案|案件|本院|一审)(?:在)?)?(?:审理|诉讼|庭审)(?:过程)?(?:中|期间|后)，(?:[^。；提]|提[^交])*?(?:赔偿|退出|退缴|退赔|退还|缴纳|谅解|和解|调解)",
);

/// … which a party may tell all the same.
static TOLD_BY_PARTY: Pattern =
    Pattern::fixed("辩|提出|认为|异议|表示|意见|申请|要求|请求|建议|公诉|检察|可以?(?:酌情)?从轻|愿意");

/// The party tells what the court below answered, or what it asks for.
const BELOW: [&str; 5] = ["原判", "原审", "一审", "建议", "请求"];

/// The court below speaks.
const HELD_BELOW: [&str; 4] = ["该院", "判决：", "原审法院", "一审法院"];

/// The court begins to reason on who did it.
static REASONS: Pattern = Pattern::fixed(
    "\\n本院(?:经审理|审理|审理后)?认为[，：](?:综上，)?(?:各|上列|上述|[二三四五六七八九十]{1,2})?(?:名)?(?:被告|上诉人|原审被告)",
);

/// The sections of the paper; a reasoning that is taken for the end of what goes before it is one of its own.
pub(super) fn reasoning_parted(document: &Document, below: &[Range]) -> Vec<Section> {
    let mut parted: Vec<Section> = Vec::new();
    let mut has_found = false;
    for (index, section) in document.sections.iter().enumerate() {
        let text = document.plain().get(section.range.clone()).unwrap_or_default();
        let takes = matches!(
            section.name,
            SectionName::Parties
                | SectionName::Procedure
                | SectionName::Defence
                | SectionName::Evidence
                | SectionName::Facts
        );
        // Evidence after which no fact is found proves what was.
        let finds_later = || document.sections[index..].iter().any(|later| later.name == SectionName::Facts);
        has_found |=
            section.name == SectionName::Facts || section.name == SectionName::Evidence && !finds_later();
        let begins = REASONS
            .find(text)
            .map(|found| section.range.start + found.start() + 1)
            .filter(|at| takes && has_found && !below.iter().any(|held| held.contains(at)));
        let Some(at) = begins else {
            parted.push(section.clone());
            continue;
        };
        parted.push(Section { name: section.name, range: section.range.start..at });
        parted.push(Section { name: SectionName::Reasoning, range: at..section.range.end });
    }
    parted
}

/// `sections` with the author's paragraphs given back.
pub(super) fn give(plain: &str, sections: Vec<Section>) -> Vec<Section> {
    let mut told: Vec<Section> = Vec::new();
    let mut before = None;
    for section in &sections {
        let is_partys = matches!(section.name, SectionName::Accusation | SectionName::Defence);
        let follows = before.replace(section.name);
        if section.name == SectionName::Evidence {
            told.extend(trial_paragraphs(plain, &section.range));
        }
        if !is_partys {
            continue;
        }
        let mut at = section.range.start;
        while at < section.range.end {
            let start = plain.get(..at).and_then(|head| head.rfind('\n')).map_or(0, |end| end + 1);
            let Some(rest) = plain.get(at..) else { break };
            let end = (at + rest.find('\n').map_or(rest.len(), |end| end + 1)).min(section.range.end);
            let whole = plain.get(start..end).unwrap_or_default();
            let part = plain.get(at..end).unwrap_or_default();
            let name = if at == start {
                spoken(whole, section.name)
            } else {
                let goes_on = section.name == SectionName::Defence && follows == Some(SectionName::Facts);
                (goes_on && tells(whole, part)).then_some(SectionName::Facts)
            };
            if let Some(name) = name {
                told.push(Section { name, range: at..end });
            } else if let Some(from) = trial_begins(part) {
                told.push(Section { name: SectionName::Facts, range: at + from..end });
            }
            at = end;
        }
    }
    if told.is_empty() { sections } else { lay_over(sections, &told) }
}

/// As what the author speaks a paragraph taken for a party's.
fn spoken(paragraph: &str, within: SectionName) -> Option<SectionName> {
    if paragraph.starts_with("本院认为") {
        return Some(SectionName::Reasoning);
    }
    if within == SectionName::Defence && tells(paragraph, paragraph) {
        return Some(SectionName::Facts);
    }
    if within == SectionName::Accusation && !NAMES_PLEA.is_match(paragraph) {
        return None;
    }
    // 关于上诉人甲提出……的上诉理由，经查，一审法院……: this court answers, whatever it says of the court below.
    let head = NAMES_PLEA.find(paragraph).map(|named| named.as_str());
    if !head.is_some_and(|head| head.contains("上诉"))
        && HELD_BELOW.iter().any(|below| paragraph.contains(below))
    {
        return None;
    }
    let answers = ANSWERS.find_iter(paragraph).any(|found| {
        let said = paragraph[..found.end()].rsplit(['。', '；']).next().unwrap_or_default();
        !BELOW.iter().any(|below| said.contains(below))
    });
    answers.then_some(SectionName::Reasoning)
}

/// Paragraphs among the evidence that tell what came about at the trial: 本案审理中，被告人赔偿了…….
fn trial_paragraphs(plain: &str, range: &Range) -> Vec<Section> {
    let text = plain.get(range.clone()).unwrap_or_default();
    let mut at = range.start;
    let mut told = Vec::new();
    for paragraph in text.split_inclusive('\n') {
        if trial_begins(paragraph) == Some(0) && !paragraph.contains('证') {
            told.push(Section { name: SectionName::Facts, range: at..at + paragraph.len() });
        }
        at += paragraph.len();
    }
    told
}

/// Where a paragraph goes on with what came about at the trial.
fn trial_begins(part: &str) -> Option<usize> {
    let sentences = sentence::split(part);
    let words = |range: &Range| part.get(range.clone()).unwrap_or_default();
    let first = sentences.iter().position(|range| AT_TRIAL.is_match(words(range)))?;
    let is_authors = !sentences[first..].iter().any(|range| TOLD_BY_PARTY.is_match(words(range)));
    is_authors.then(|| sentences[first].start)
}

fn tells(paragraph: &str, part: &str) -> bool {
    TELLS.is_match(paragraph) && !PLEADS.is_match(part)
}
