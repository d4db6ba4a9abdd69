//! Of whom a circumstance is said.

use std::sync::LazyLock;

use regex::Regex;

use super::sentence::{clause_before, phrase_before};
use crate::extract::people::{People, is_organisation};
use crate::text::{Found, Range};

/// Groups of accused persons a section mentions, in order.
pub(super) struct Subjects<'p> {
    mentions: Vec<Mention>,
    people: &'p People,
}

struct Mention {
    range: Range,
    /// Indices into the people's names.
    who: Vec<usize>,
    /// At the head of a clause: what the sentence is about.
    is_topic: bool,
}

/// 二被告人, 各被告人, 上述三人
static TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?P<all>各|全体|上列|诸)(?:名)?(?:被告人|犯罪嫌疑人)|(?P<n>[二两三四五六七八九十]{1,3}|[2-9])(?:名|个|位)?(?:被告人|犯罪嫌疑人|被告|人)(?:均|都)?",
    )
    .expect("the pattern is fixed")
});

/// Words that make the name after them somebody acted upon, not the one spoken of.
static ACTED_UPON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:伙同|抓获|抓捕|捉获|同案犯?|同案被告人|与|同|将|被|向|给|受|帮助|检举|揭发|指认|举报|协助|跟随|听从|接受|雇佣|指使|纠集|召集|劝说|规劝|为|从|由|替|陪同|随|供出|指证|劝|找|经|追随|犯罪嫌疑人|在和|系|[^但于]是|在|当|趁|待|(?:雇|附|属|低|次|小|轻|大|别|同)于|较之|相较|比)$",
    )
    .expect("the pattern is fixed")
});

/// 在和某丁、甲的共同犯罪中: the list begins with a name nobody introduced.
static FOLLOWS_ONE_ACTED_UPON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:在和|在与|伙同|抓获|与)[\\p{Han}×*0-9]{2,4}、$").expect("the pattern is fixed")
});

/// All that may stand between the beginning of a clause and what it is about.
static OPENERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "^(?:[一二三四五六七八九十0-9.]{1,3}|鉴于|由于|因|但|且|而|故|其中|对|对于|关于|至于|针对|综上|另|又|即|虽然?|考虑到|经查|同时|此外|以及|以|[^，。；]{0,30}(?:认为|认定|查明|指控|证实|证明|表明|可见|说明|所提|提出|辩称|辩护称|建议对?))$",
    )
    .expect("the pattern is fixed")
});

/// 某某公司退出违法所得: the unit by its short name.
static NAMES_UNIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:案发后|其中|[0-9.、]*)?[^，。；]{0,12}(?:公司|被告单位)[^，。；的]{0,10}$")
        .expect("the pattern is fixed")
});

/// 均系从犯 after several were named one by one.
static SPEAKS_OF_ALL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^(?:且|并|也|亦|依法|故|因此)?(?:均|都)").expect("the pattern is fixed"));

impl<'p> Subjects<'p> {
    pub(super) fn of(text: &str, people: &'p People) -> Self {
        let mut mentions: Vec<Mention> = Vec::new();
        for group in people.runs(text).iter().flat_map(|group| parts(text, group)) {
            let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
            let range = first.range.start..last.range.end;
            if !is_subject(text, range.start) {
                continue;
            }
            let mut who: Vec<usize> = group.iter().map(|mention| mention.value).collect();
            who.sort_unstable();
            who.dedup();
            let is_topic = is_topic(text, range.start) && !is_source(&text[range.end..]);
            mentions.push(Mention { range, who, is_topic });
        }
        let total = people.names.len();
        for captures in TOGETHER.captures_iter(text) {
            let Some(whole) = captures.get(0) else { continue };
            let count = captures.name("n").map(|n| number(n.as_str()));
            if text[..whole.start()].ends_with(['第', '等', '他', '名', '被', '告', '在', '比', '较'])
            {
                continue;
            }
            let who = match count {
                None => (0..total).collect(),
                Some(count) if count >= total => (0..total).collect(),
                Some(count) => last_named(&mentions, whole.start(), count),
            };
            let at = mentions.partition_point(|mention| mention.range.start < whole.start());
            let is_topic = is_topic(text, whole.start());
            mentions.insert(at, Mention { range: whole.range(), who, is_topic });
        }
        Self { mentions, people }
    }

    /// Names said at `hit`; empty for everybody.
    pub(super) fn persons(&self, text: &str, sentence: &Range, hit: &Range) -> Vec<String> {
        let total = self.people.names.len();
        if total <= 1 {
            // A unit is hardly accused alone: whoever acted for it was not read as a party.
            let is_unit = self.people.names.first().is_some_and(|name| is_organisation(name));
            return if is_unit { Vec::new() } else { self.people.names.clone() };
        }
        let who = self.who(text, sentence, hit);
        if who.is_empty() || who.len() == total {
            return Vec::new();
        }
        who.iter().filter_map(|&index| self.people.names.get(index).cloned()).collect()
    }

    fn who(&self, text: &str, sentence: &Range, hit: &Range) -> Vec<usize> {
        if let Some(mention) = self.described(text, hit) {
            return mention.who.clone();
        }
        let before = self.mentions.partition_point(|mention| mention.range.start < hit.start);
        let earlier = &self.mentions[..before];
        let clause_start = hit.start - clause_before(text, hit.start).len();
        let phrase = phrase_before(text, hit.start);
        let phrase_start = hit.start - phrase.len();
        let here = &earlier[earlier.partition_point(|mention| mention.range.start < sentence.start)..];
        let within = |start: usize| here.iter().rev().filter(move |mention| mention.range.end > start);
        if within(phrase_start).next().is_none() && here.len() > 1 && SPEAKS_OF_ALL.is_match(phrase) {
            if let Some(several) = within(0).next().filter(|mention| mention.who.len() > 1) {
                return several.who.clone();
            }
            let mut all: Vec<usize> = here.iter().flat_map(|mention| mention.who.iter().copied()).collect();
            all.sort_unstable();
            all.dedup();
            return all;
        }
        if within(phrase_start).next().is_none()
            && ["本案涉案", "本案赃", "本案被", "涉案", "赃款", "赃物"]
                .iter()
                .any(|all| phrase.starts_with(all))
        {
            return Vec::new();
        }
        if within(phrase_start).next().is_none()
            && NAMES_UNIT.is_match(phrase)
            && let Some(unit) = self.sole_unit()
        {
            return vec![unit];
        }
        // The clause's own name, else what the phrase, the sentence or the text before is about.
        within(clause_start)
            .next()
            .or_else(|| within(phrase_start).find(|mention| mention.is_topic))
            .or_else(|| within(phrase_start).next())
            .or_else(|| within(0).find(|mention| mention.is_topic))
            .or_else(|| here.last())
            .or_else(|| earlier.iter().rev().take(6).find(|mention| mention.is_topic))
            .or_else(|| earlier.last())
            .map(|mention| mention.who.clone())
            .unwrap_or_default()
    }

    /// The one accused unit, when there is one.
    fn sole_unit(&self) -> Option<usize> {
        let mut units = self.people.names.iter().enumerate().filter(|(_, name)| is_organisation(name));
        let (index, _) = units.next()?;
        units.next().is_none().then_some(index)
    }

    /// 具有自首情节的被告人甲: the name follows.
    fn described(&self, text: &str, hit: &Range) -> Option<&Mention> {
        let next = self.mentions.iter().find(|mention| mention.range.start >= hit.end)?;
        let between = text.get(hit.end..next.range.start)?;
        let between = between.strip_prefix("情节").unwrap_or(between);
        matches!(between, "的" | "的被告人" | "的上诉人").then_some(next)
    }
}

/// The `count` persons spoken of before `at`: those last named together, else the last ones named.
fn last_named(mentions: &[Mention], at: usize, count: usize) -> Vec<usize> {
    let before = mentions.iter().rev().filter(|mention| mention.range.end <= at);
    if let Some(together) = before.take(8).find(|mention| mention.who.len() == count) {
        return together.who.clone();
    }
    let mut who: Vec<usize> = Vec::new();
    for mention in mentions.iter().rev().filter(|mention| mention.range.end <= at) {
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

/// A group in parts where a comma ends what its first name belongs to: 招募下级代理甲，被告人乙、丙.
fn parts<'g>(text: &str, group: &'g [Found<usize>]) -> Vec<&'g [Found<usize>]> {
    if group.first().is_none_or(|first| is_topic(text, first.range.start)) {
        return vec![group];
    }
    let cut = group.windows(2).position(|pair| {
        text.get(pair[0].range.end..pair[1].range.start).is_some_and(|between| between.contains(['，', '；']))
    });
    cut.map_or(vec![group], |at| vec![&group[..=at], &group[at + 1..]])
}

/// 甲的供述: evidence is told, not 甲.
fn is_source(after: &str) -> bool {
    ["的供述", "的陈述", "的证言", "的笔录", "的当庭供述", "的亲笔供词"]
        .iter()
        .any(|word| after.starts_with(word))
}

fn is_subject(text: &str, at: usize) -> bool {
    let bare = without_roles(clause_before(text, at));
    bare.ends_with("认为")
        || (!ACTED_UPON.is_match(bare) && !FOLLOWS_ONE_ACTED_UPON.is_match(phrase_before(text, at)))
}

/// Whether the name at `at` opens a clause, but for words such as 鉴于 or 对.
fn is_topic(text: &str, at: usize) -> bool {
    let bare = without_roles(clause_before(text, at));
    bare.is_empty() || OPENERS.is_match(bare)
}

fn without_roles(clause: &str) -> &str {
    ["被告人", "犯罪嫌疑人", "上诉人", "被告单位", "原审"]
        .iter()
        .fold(clause, |words, role| words.strip_suffix(role).unwrap_or(words))
}

fn number(written: &str) -> usize {
    const DIGITS: &str = "一二三四五六七八九";
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
