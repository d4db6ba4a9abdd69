//! The sentences that tell facts: sections without evidence, opinions and procedure.

use std::sync::LazyLock;

use super::marks;
use super::words::WORDS;
use crate::document::{Document, DocumentKind, SectionName};
use crate::text::{Cited, Pattern, Range};

/// Where facts are told, as pieces of the normalised text.
pub(super) struct Told {
    pub(super) alleged: Vec<Range>,
    pub(super) found: Vec<Range>,
}

/// Pieces that tell facts, of either side.
pub(super) fn of(document: &Document) -> Told {
    let court = matches!(document.kind, DocumentKind::Judgment | DocumentKind::Ruling);
    let mut alleged = Vec::new();
    let mut found = Vec::new();
    let mut answered = false;
    for section in &document.sections {
        let text = document.plain().get(section.range.clone()).unwrap_or_default();
        let part = (section.name, section.range.clone());
        match section.name {
            SectionName::Accusation if court && !answered => alleged.push(part),
            SectionName::Facts => {
                answered = true;
                found.push(part);
            }
            // Each of several incidents may be followed by its evidence.
            SectionName::Evidence if !found.is_empty() => found.push(part),
            SectionName::Evidence if !alleged.is_empty() && !answered => alleged.push(part),
            SectionName::Defence => answered |= !alleged.is_empty(),
            SectionName::Reasoning if text.contains("本院认为") => break,
            _ => {}
        }
    }
    Told { alleged: facts_of(document.plain(), &alleged), found: facts_of(document.plain(), &found) }
}

/// The parts' sentences that tell facts, joined where they touch.
fn facts_of(plain: &str, parts: &[(SectionName, Range)]) -> Vec<Range> {
    let mut kept: Vec<Range> = Vec::new();
    for (name, part) in parts {
        let listing = *name == SectionName::Evidence;
        let mut skipping = listing;
        for sentence in marks::sentences(plain, part) {
            let words = plain.get(sentence.clone()).unwrap_or_default();
            let bare = marks::strip_mark(words).trim_start();
            if WORDS.evidence.is_told_in(bare) && !announces_facts(bare) {
                skipping = true;
            } else if skipping && (WORDS.resume.is_match(bare) || opens_incident(words, listing)) {
                skipping = false;
            }
            if skipping {
                continue;
            }
            match kept.last_mut() {
                Some(last) if last.end == sentence.start => last.end = sentence.end,
                _ => kept.push(sentence),
            }
        }
    }
    kept
}

/// 公诉机关指控并经审理查明，……
fn announces_facts(sentence: &str) -> bool {
    static OPENING: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("^[^。；，]{0,40}(?:指控|查明|起诉称|诉称)(?:称)?[，：:][^。]{30}")
            .expect("the pattern is fixed")
    });
    OPENING.is_match(sentence)
}

/// A numbered sentence with a date and an offence ends an evidence list; what a witness says does not.
fn opens_incident(sentence: &str, listing: bool) -> bool {
    let testifies =
        ["证实", "证明", "陈述", "证言", "供述", "笔录", "鉴定意见书", "称：", "供称", "清单", "情况说明"]
            .iter()
            .any(|word| sentence.contains(word));
    if testifies {
        return false;
    }
    let Some((_, width)) = marks::mark(sentence) else {
        return !listing && opens_with_date(sentence) && WORDS.repeatable.is_match(sentence);
    };
    let rest = sentence.get(width..).unwrap_or_default();
    let names_actor = rest.contains("被告人") || rest.contains("上诉人") || rest.contains("犯罪嫌疑人");
    let dated = opens_with_date(rest);
    WORDS.offence.is_match(rest)
        && (dated && (names_actor || !listing) || !listing && rest.contains('年') && names_actor)
}

fn opens_with_date(text: &str) -> bool {
    static DATE: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("^(?:经审理查明[，：]?|被告人[^，。]{1,10}于)?(?:(?:19|20)[0-9]{2}年|同年|次年|[0-9]{1,2}月[0-9]{1,2}日)").expect("the pattern is fixed")
    });
    DATE.is_match(text)
}

/// Where the court says that what it found is what was alleged.
pub(super) fn adoption(document: &Document, nothing_found: bool) -> Option<Cited<()>> {
    static SAME: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("(?:与|同)(?:公诉机关|检察机关|起诉书|上述|检察院|[^，。；]{2,14}检察院)?(?:的|所)?(?:起诉)?(?:书)?(?:所)?指控(?:的)?(?:犯罪)?(?:事实)?(?:和证据)?(?:基本)?(?:一致|相同|无异|相一致)|(?:对|就)?(?:公诉机关|检察机关|起诉书)(?:所)?指控的(?:上述)?(?:犯罪)?事实(?:及证据|和证据|、证据)?(?:，?本院)?予以(?:确认|认定)").expect("the pattern is fixed")
    });
    static PROVED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("(?:上述|以上|上列|该)(?:指控)?(?:的)?(?:犯罪)?事实[^。]{0,600}?(?:足以认定|予以确认|证据证实|予以证实|无异议|供认不讳|佐证|证明|证实)|指控[^。]{0,30}(?:犯罪)?(?:的)?事实(?:及罪名)?(?:清楚|成立)").expect("the pattern is fixed")
    });
    let plain = document.plain();
    let late = document.sections.iter().filter(|section| {
        !matches!(
            section.name,
            SectionName::Heading
                | SectionName::Parties
                | SectionName::Procedure
                | SectionName::Closing
                | SectionName::Statutes
        )
    });
    let find = |pattern: &Pattern, sure: f32| {
        late.clone().find_map(|section| {
            let found = pattern.find(plain.get(section.range.clone())?)?;
            let range = section.range.start + found.start()..section.range.start + found.end();
            Some(document.cite((), &range, sure))
        })
    };
    find(&SAME, 0.95).or_else(|| if nothing_found { find(&PROVED, 0.8) } else { None })
}
