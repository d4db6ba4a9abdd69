//! Where a text mentions accused persons, and whether a mention is what its sentence is about.

use super::sentence::{clause_before, phrase_before};
use super::subject_words::{
    ACTED_UPON, DEFENDED, DEFENDED_AND, EACH_HIS_PART, FOLLOWS_ONE_ACTED_UPON, LISTED_ACTED_UPON, OPENERS,
    PLEADS,
};
use crate::text::{Found, Range};

pub(super) struct Mention {
    pub(super) range: Range,
    /// Indices into the people's names; empty where the text does not tell.
    pub(super) who: Vec<usize>,
    /// At the head of a clause: what the sentence is about.
    pub(super) is_topic: bool,
}

/// 甲、乙及其辩护人，以及被告人丙的辩护人提出，其……: all of them are spoken of.
pub(super) fn join_defended(text: &str, mentions: &mut Vec<Mention>) {
    let mut at = 1;
    while at < mentions.len() {
        let (first, next) = (&mentions[at - 1].range, &mentions[at].range);
        let between = text.get(first.end..next.start).unwrap_or_default();
        let joins = EACH_HIS_PART.is_match(between) && text[next.end..].starts_with(['对', '就'])
            || (DEFENDED_AND.is_match(between) && DEFENDED.is_match(&text[next.end..]));
        if !joins {
            at += 1;
            continue;
        }
        let next = mentions.remove(at);
        let first = &mut mentions[at - 1];
        first.range.end = next.range.end;
        first.who.extend(next.who);
        first.who.sort_unstable();
        first.who.dedup();
    }
}

/// A group in parts where a comma ends what its first name belongs to: 招募下级代理甲，被告人乙、丙.
pub(super) fn parts<'g>(text: &str, group: &'g [Found<usize>]) -> Vec<&'g [Found<usize>]> {
    if group.first().is_none_or(|first| is_topic(text, first.range.start)) {
        return vec![group];
    }
    let cut = group.windows(2).position(|pair| {
        text.get(pair[0].range.end..pair[1].range.start).is_some_and(|between| between.contains(['，', '；']))
    });
    cut.map_or(vec![group], |at| vec![&group[..=at], &group[at + 1..]])
}

/// 甲辩解……及被告人乙辩解其……: 乙 is whom the words after him are about.
pub(super) fn pleads_as_well(text: &str, name: &Range) -> bool {
    ["及", "和", "与"].iter().any(|joint| without_roles(clause_before(text, name.start)).ends_with(joint))
        && PLEADS.is_match(text.get(name.end..).unwrap_or_default())
}

/// 甲的供述: evidence is told, not 甲.
pub(super) fn is_source(after: &str) -> bool {
    let after = after.strip_prefix("等人").or_else(|| after.strip_prefix('等')).unwrap_or(after);
    [
        "的供述",
        "的罪行",
        "的陈述",
        "的证言",
        "的笔录",
        "的当庭供述",
        "的亲笔供词",
        "供述",
        "的安排",
        "的指使",
        "的指示",
        "的授意",
    ]
    .iter()
    .any(|word| after.starts_with(word))
}

pub(super) fn is_subject(text: &str, at: usize) -> bool {
    let bare = without_roles(clause_before(text, at));
    bare.ends_with("认为")
        || is_ordinal(bare)
        || (!ACTED_UPON.is_match(bare) && !FOLLOWS_ONE_ACTED_UPON.is_match(phrase_before(text, at)))
}

/// Whether the name at `at` opens a clause, but for words such as 鉴于 or 对.
pub(super) fn is_topic(text: &str, at: usize) -> bool {
    // 安排钱某、孙某、甲: the list begins with others, to whom something is done.
    if text.get(..at).is_some_and(|before| before.ends_with('、'))
        && LISTED_ACTED_UPON.is_match(phrase_before(text, at))
    {
        return false;
    }
    let bare = without_roles(clause_before(text, at));
    bare.is_empty() || is_ordinal(bare) || OPENERS.is_match(bare)
}

/// 三是林某……: a point is counted before the name.
fn is_ordinal(bare: &str) -> bool {
    bare.strip_suffix('是').is_some_and(|number| {
        let mut signs = number.chars();
        signs.next().is_some_and(|sign| "一二三四五六七八九十".contains(sign)) && signs.next().is_none()
    })
}

pub(super) fn without_roles(clause: &str) -> &str {
    ["被告人", "犯罪嫌疑人", "上诉人", "被告单位", "原审"]
        .iter()
        .fold(clause, |words, role| words.strip_suffix(role).unwrap_or(words))
}
