//! Whom words mean that stand for several accused at once: 均, 二被告人, 其他被告人.

use super::mention::{Mention, is_topic};
use super::sentence::{clause_before, phrase_before, sentence_before};
use super::subject_words::{CONCLUDED, HURT, LEADS, SERVES, SPEAKS_OF_ALL, STRANGERS, TELLS_PART, TOGETHER};
use crate::text::Range;

/// 其他被告人: all but those the sentence has named; nobody is told where it has named none.
pub(super) fn all_but(text: &str, role: Range, mentions: &[Mention], total: usize) -> Mention {
    // 甲系主犯；其余被告人系从犯: a semicolon parts nothing here.
    let start = text[..role.start].rfind(['。', '\n']).unwrap_or(0);
    let told =
        || mentions.iter().filter(|mention| mention.range.start >= start && mention.range.end <= role.start);
    let mut named = union(told());
    // 甲、乙、丙系共同犯罪，甲起组织作用，系主犯，其余被告人……: the sentence has named them all; those told apart last are meant.
    if named.len() >= total {
        named = union(told().rev().take_while(|mention| mention.who.len() < total));
    }
    let who = if named.is_empty() { Vec::new() } else { (0..total).filter(|i| !named.contains(i)).collect() };
    let is_topic = is_topic(text, role.start);
    Mention { range: role, who, is_topic }
}

/// Whom all the mentions are of; nobody where they differ.
pub(super) fn sole<'m>(mut mentions: impl Iterator<Item = &'m Mention>) -> Vec<usize> {
    let Some(first) = mentions.next() else { return Vec::new() };
    if mentions.all(|mention| mention.who == first.who) { first.who.clone() } else { Vec::new() }
}

pub(super) fn includes_all(first: &Mention, here: &[Mention]) -> bool {
    here.iter().all(|mention| mention.who.iter().all(|index| first.who.contains(index)))
}

/// Whether the phrase at `at`, or the one before it where neither names anybody, says 均.
pub(super) fn speaks_of_all(text: &str, at: usize, here: &[Mention]) -> bool {
    let phrase = phrase_before(text, at);
    if SPEAKS_OF_ALL.is_match(phrase) {
        return true;
    }
    let Some(comma) = (at - phrase.len()).checked_sub('，'.len_utf8()) else { return false };
    let before = phrase_before(text, comma);
    let start = comma - before.len();
    text.get(comma..).is_some_and(|rest| rest.starts_with('，'))
        && SPEAKS_OF_ALL.is_match(before)
        && here.iter().all(|mention| mention.range.end <= start)
}

/// 均系从犯 after several mentions: those named one by one, or the one group; nobody where it may be either.
pub(super) fn together(text: &str, here: &[Mention], phrase: usize) -> Vec<usize> {
    let topics: Vec<&Mention> = here.iter().filter(|mention| mention.is_topic).collect();
    let topics = if topics.is_empty() { here.iter().collect() } else { topics };
    // 甲系主犯，乙……，上述二人……，均系从犯
    if let Some(last) = topics.last()
        && last.who.len() > 1
        && text.get(last.range.clone()).is_some_and(|words| TOGETHER.is_match(words))
    {
        return last.who.clone();
    }
    // 甲起主要作用，系主犯，乙起次要作用、丙起辅助作用，均系从犯: what was concluded of 甲 is over.
    let since = here.first().map_or(0, |first| first.range.start);
    let told = text.get(since..phrase).unwrap_or_default();
    let over = CONCLUDED.find_iter(told).last().map_or(since, |concluded| since + concluded.end());
    let later: Vec<&Mention> = topics.iter().copied().filter(|mention| mention.range.start >= over).collect();
    if over > since && union(later.iter().copied()).len() > 1 {
        return those_of(&later);
    }
    those_of(&topics)
}

/// Whether several were told of one by one up to `end`, none of them to a conclusion, and nothing tells the part of
/// the last.
pub(super) fn may_be_of_several(text: &str, here: &[Mention], end: usize) -> bool {
    let topics = || here.iter().filter(|mention| mention.is_topic);
    let (Some(first), Some(last)) = (topics().next(), topics().next_back()) else { return false };
    let told = text.get(first.range.start..last.range.start).unwrap_or_default();
    let over =
        CONCLUDED.find_iter(told).last().map_or(first.range.start, |found| first.range.start + found.end());
    let is_open = topics().any(|topic| topic.range.start >= over && topic.who != last.who);
    is_open && !text.get(last.range.end..end).is_some_and(|own| TELLS_PART.is_match(own))
}

/// 甲受人雇佣负责装卸、乙负责运输，系从犯: all who are told one by one to have served others, where the last of them has
/// no part of his own.
pub(super) fn serving_alike(text: &str, here: &[Mention], hit: &Range) -> Option<Vec<usize>> {
    if !text.get(hit.clone())?.ends_with("从犯") && !text.get(hit.clone())?.starts_with("起次") {
        return None;
    }
    let topics = || here.iter().filter(|mention| mention.is_topic);
    let (first, last) = (topics().next()?, topics().next_back()?);
    let told = text.get(first.range.start..last.range.start)?;
    let over = CONCLUDED.find_iter(told).last().map_or(0, |found| found.end()) + first.range.start;
    let open: Vec<&Mention> = topics().filter(|topic| topic.range.start >= over).collect();
    let serves = open.iter().enumerate().all(|(at, topic)| {
        let end = open.get(at + 1).map_or(hit.start, |next| next.range.start);
        text.get(topic.range.end..end).is_some_and(|own| SERVES.is_match(own) && !LEADS.is_match(own))
    });
    let all = union(open.iter().copied());
    (open.len() > 1 && serves && all.len() > last.who.len()).then_some(all)
}

fn those_of(topics: &[&Mention]) -> Vec<usize> {
    let Some(last) = topics.last() else { return Vec::new() };
    // 甲、乙、丙系共同犯罪，甲、乙起主要作用，均系主犯
    let is_part = topics.iter().all(|topic| last.who.iter().all(|index| topic.who.contains(index)));
    // 甲称……，乙称……，经查甲、乙、丙……，均系从犯
    let is_whole = topics.iter().all(|topic| topic.who.iter().all(|index| last.who.contains(index)));
    if last.who.len() > 1 && (is_part || (is_whole && topics.len() > 1)) {
        return last.who.clone();
    }
    // 甲、乙……，其中甲……，丙……，均系自首
    union(topics.iter().copied())
}

pub(super) fn union<'m>(mentions: impl IntoIterator<Item = &'m Mention>) -> Vec<usize> {
    let mut all: Vec<usize> = mentions.into_iter().flat_map(|mention| mention.who.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// 甲、乙、丙受他人指使，但各被告人……: those the sentence is about, else everybody.
pub(super) fn all_spoken_of(text: &str, mentions: &[Mention], at: usize, total: usize) -> Vec<usize> {
    let start = at - sentence_before(text, at).len();
    let own = mentions.iter().rev().find(|mention| mention.range.end <= at && mention.range.start >= start);
    match own {
        Some(own) if own.who.len() > 1 && own.is_topic => own.who.clone(),
        _ => (0..total).collect(),
    }
}

/// 上述被告人: those the sentence has named, else those the one before named, else everybody.
pub(super) fn named_above(text: &str, mentions: &[Mention], at: usize, total: usize) -> Vec<usize> {
    let mut end = at;
    for _ in 0..2 {
        let start = text[..end].rfind(['。', '\n']).unwrap_or(0);
        let named = union(mentions.iter().filter(|m| m.range.start >= start && m.range.end <= at));
        if named.len() > 1 {
            return named;
        }
        end = start;
    }
    (0..total).collect()
}

/// 张某、李某二人: whether a list of names that ends with no accused stands before a number of persons.
pub(super) fn is_of_strangers(text: &str, number: Range, mentions: &[Mention]) -> bool {
    let is_bare =
        text.get(number.clone()).is_some_and(|words| !words.contains("被告") && !words.contains("上诉"));
    is_bare
        && STRANGERS.is_match(phrase_before(text, number.start))
        && !mentions.iter().any(|mention| mention.range.end == number.start)
}

/// 一人重伤、二人轻微伤: whether a bare number of persons counts those who were hurt.
pub(super) fn is_of_the_hurt(text: &str, number: Range) -> bool {
    let words = text.get(number.clone()).unwrap_or_default().trim_end_matches(['均', '都']);
    let is_bare = words.ends_with('人') && !words.contains("被告") && !words.contains("上诉");
    let before = clause_before(text, number.start);
    is_bare
        && (HURT.is_match(text.get(number.end..).unwrap_or_default())
            || ["致", "致使", "造成", "导致", "被害", "受害"].iter().any(|hurts| before.ends_with(hurts))
            // 赔偿被害人张某、李某并取得该二人谅解
            || ["取得该", "获得该", "得到该", "赔偿该", "取得上述", "获得上述", "得到上述", "赔偿上述"]
                .iter()
                .any(|of_victims| before.ends_with(of_victims)))
}

/// The `count` persons spoken of before `at`: those the sentence named, or named since its last conclusion, else
/// those last named together, else the last ones named.
pub(super) fn last_named(text: &str, mentions: &[Mention], at: usize, count: usize) -> Vec<usize> {
    let before: Vec<&Mention> = mentions.iter().rev().filter(|mention| mention.range.end <= at).collect();
    let start = text[..at].rfind(['。', '\n']).unwrap_or(0);
    // 甲、乙的辩护人提出上述二被告人……: the clients, whoever else the sentence names.
    if let Some(clients) = before.first().filter(|last| last.who.len() == count)
        && text.get(clients.range.end..at).is_some_and(|between| between.starts_with("的辩护人"))
    {
        return clients.who.clone();
    }
    let own = || before.iter().copied().take_while(|mention| mention.range.start >= start);
    // 甲系主犯；乙明知……而向甲贩卖，丙介绍甲、乙买卖，二被告人均系从犯
    let over = CONCLUDED.find_iter(&text[start..at]).last().map_or(start, |found| start + found.end());
    let later = union(own().filter(|mention| mention.is_topic && mention.range.start >= over));
    for named in [union(own()), later, union(own().filter(|mention| mention.is_topic))] {
        if named.len() == count {
            return named;
        }
    }
    if let Some(together) = before.iter().take(8).find(|mention| mention.who.len() == count) {
        return together.who.clone();
    }
    let mut who: Vec<usize> = Vec::new();
    for mention in before {
        for &index in mention.who.iter().rev() {
            if who.len() < count && !who.contains(&index) {
                who.push(index);
            }
        }
        if who.len() >= count {
            break;
        }
    }
    who.sort_unstable();
    who
}

pub(super) fn number(written: &str) -> usize {
    const DIGITS: &str = "一二三四五六七八九";
    if let Ok(number) = written.parse() {
        return number;
    }
    let digit = |c: char| match c {
        '两' => Some(2),
        '2'..='9' => c.to_digit(10).map(|d| d as usize),
        _ => DIGITS.chars().position(|d| d == c).map(|position| position + 1),
    };
    let (tens, ones) = match written.split_once('十') {
        Some((tens, ones)) => (tens.chars().next().and_then(digit).unwrap_or(1), ones),
        None => (0, written),
    };
    tens * 10 + ones.chars().next().and_then(digit).unwrap_or(0)
}
