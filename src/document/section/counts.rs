//! Later counts: where a court tells one count with its evidence after the other, all but the first stand in what is
//! taken for evidence.
//!
//! 二、2021年5月2日，被告人甲拿走手机一部。 / 上述事实，有下列证据证实：…… – a paragraph that tells what somebody did on
//! a day and quotes nobody, with what proves it named right after it, is facts.

use super::{Section, SectionName};
use crate::text::{Pattern, Range};

/// A count begins: its number, its title and its day.
static OPENS: Pattern = Pattern::fixed(
    "^(?:（?[一二三四五六七八九十]{1,3}[）、.．]|第[一二三四五六七八九十0-9]{1,3}[起节笔]|[（(]?[0-9]{1,2}[）)、.．])?[^。：:书]{0,40}?(?:19|20)[0-9]{2}年",
);

/// Somebody accused acts in it.
static ACTS: Pattern = Pattern::fixed("被告人|上诉人|被告单位|伙同");

/// Somebody is quoted, or a paper.
static QUOTES: Pattern =
    Pattern::fixed("证[实明言人]|供述|供认|陈述|笔录|称|辩解|鉴定意见|鉴定书|复印件|情况说明|清单|我");

/// What proves it is named.
static PROVED: Pattern = Pattern::fixed(
    "^(?:(?:上述|以上|该起?|本起|此起|前述)(?:犯罪)?(?:事实|行为)|(?:认定|证明|证实)(?:上述|以上|该起?|本起))",
);

/// A count is told in so many paragraphs before what proves it.
const LONGEST: usize = 4;

/// `parts` with the later counts told as facts.
pub(super) fn parted(plain: &str, parts: Vec<Section>) -> Vec<Section> {
    let mut told: Vec<Section> = Vec::new();
    let mut has_found = false;
    for part in parts {
        has_found |= part.name == SectionName::Facts;
        if part.name != SectionName::Evidence || !has_found {
            push(&mut told, part.name, part.range);
            continue;
        }
        let mut from = part.range.start;
        for count in counts(plain, &part.range) {
            push(&mut told, SectionName::Evidence, from..count.start);
            from = count.end;
            push(&mut told, SectionName::Facts, count);
        }
        push(&mut told, SectionName::Evidence, from..part.range.end);
    }
    told
}

/// Where the evidence in `range` tells further counts.
fn counts(plain: &str, range: &Range) -> Vec<Range> {
    let text = plain.get(range.clone()).unwrap_or_default();
    let mut at = range.start;
    let paragraphs: Vec<(usize, &str)> = text
        .split_inclusive('\n')
        .map(|paragraph| {
            at += paragraph.len();
            (at - paragraph.len(), paragraph)
        })
        .collect();
    let mut found = Vec::new();
    let mut index = 1;
    while index < paragraphs.len() {
        let end = if opens(paragraphs[index].1) { proved_at(&paragraphs, index) } else { None };
        if let Some(end) = end {
            found.push(paragraphs[index].0..paragraphs[end].0);
            index = end;
        }
        index += 1;
    }
    found
}

/// Whether a count begins with the paragraph.
fn opens(paragraph: &str) -> bool {
    OPENS.is_match(paragraph) && ACTS.is_match(paragraph) && !QUOTES.is_match(paragraph)
}

/// The paragraph that names what proves the count told from `start` on.
fn proved_at(paragraphs: &[(usize, &str)], start: usize) -> Option<usize> {
    let later = paragraphs.iter().enumerate().skip(start + 1).take(LONGEST);
    let mut untold = later.skip_while(|(_, (_, words))| !PROVED.is_match(words) && !QUOTES.is_match(words));
    untold.next().filter(|(_, (_, words))| PROVED.is_match(words)).map(|(index, _)| index)
}

fn push(told: &mut Vec<Section>, name: SectionName, range: Range) {
    if range.is_empty() {
        return;
    }
    match told.last_mut() {
        Some(last) if last.name == name => last.range.end = range.end,
        _ => told.push(Section { name, range }),
    }
}
