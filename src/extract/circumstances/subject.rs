//! Of whom a circumstance is said.

use std::sync::LazyLock;

use regex::Regex;

use super::sentence::clause_before;
use crate::extract::people::People;
use crate::text::Range;

/// Groups of accused persons a section mentions, in order.
pub(super) struct Subjects<'p> {
    mentions: Vec<Mention>,
    people: &'p People,
}

struct Mention {
    range: Range,
    /// Indices into the people's names.
    who: Vec<usize>,
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
        "(?:伙同|抓获|抓捕|捉获|同案犯?|同案被告人|与|同|将|被|向|给|受|帮助|检举|揭发|指认|举报|协助|跟随|听从|接受|雇佣|指使|纠集|召集|劝说|规劝|为|从|由|替|陪同|随|供出|指证|劝|找|经|追随|犯罪嫌疑人)$",
    )
    .expect("the pattern is fixed")
});

impl<'p> Subjects<'p> {
    pub(super) fn of(text: &str, people: &'p People) -> Self {
        let mut mentions: Vec<Mention> = people
            .groups(text)
            .into_iter()
            .filter_map(|group| {
                let range = group.first()?.range.start..group.last()?.range.end;
                let mut who: Vec<usize> = group.iter().map(|mention| mention.value).collect();
                who.sort_unstable();
                is_subject(text, range.start).then_some(Mention { range, who })
            })
            .collect();
        let total = people.names.len();
        for captures in TOGETHER.captures_iter(text) {
            let Some(whole) = captures.get(0) else { continue };
            let count = captures.name("n").map(|n| number(n.as_str()));
            if text[..whole.start()].ends_with(['第', '等', '他', '名', '被', '告']) {
                continue;
            }
            let who = match count {
                None => (0..total).collect(),
                Some(count) if count >= total => (0..total).collect(),
                Some(count) => last_named(&mentions, whole.start(), count),
            };
            mentions.push(Mention { range: whole.range(), who });
        }
        mentions.sort_by_key(|mention| mention.range.start);
        Self { mentions, people }
    }

    /// Names said at `hit`; empty for everybody.
    pub(super) fn persons(&self, text: &str, sentence: &Range, hit: &Range) -> Vec<String> {
        let total = self.people.names.len();
        if total <= 1 {
            return self.people.names.clone();
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
        let clause = clause_before(text, hit.start);
        let clause_start = hit.start - clause.len();
        let here: Vec<&Mention> = earlier.iter().filter(|m| m.range.start >= sentence.start).collect();
        let is_bare = here.last().is_none_or(|mention| mention.range.end <= clause_start);
        if is_bare && (clause.contains('均') || clause.contains('都')) && here.len() > 1 {
            let mut all: Vec<usize> = here.iter().flat_map(|mention| mention.who.iter().copied()).collect();
            all.sort_unstable();
            all.dedup();
            return all;
        }
        here.last().copied().or(earlier.last()).map(|mention| mention.who.clone()).unwrap_or_default()
    }

    /// 具有自首情节的被告人甲: the name follows.
    fn described(&self, text: &str, hit: &Range) -> Option<&Mention> {
        let next = self.mentions.iter().find(|mention| mention.range.start >= hit.end)?;
        let between = text.get(hit.end..next.range.start)?;
        let between = between.strip_prefix("情节").unwrap_or(between);
        matches!(between, "的" | "的被告人" | "的上诉人").then_some(next)
    }
}

/// Persons named one after another just before `at`, the last `count` of them.
fn last_named(mentions: &[Mention], at: usize, count: usize) -> Vec<usize> {
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

fn is_subject(text: &str, at: usize) -> bool {
    let clause = clause_before(text, at);
    let bare = ["被告人", "犯罪嫌疑人", "上诉人", "被告单位", "原审"]
        .iter()
        .fold(clause, |words, role| words.strip_suffix(role).unwrap_or(words));
    !ACTED_UPON.is_match(bare)
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
