//! All places where a section speaks of accused persons, by name, by number or by their role.

use super::super::counsel::{self, Counsel};
use super::super::group::{
    all_but, all_spoken_of, is_of_strangers, is_of_the_hurt, last_named, named_above, number, union,
};
use super::super::mention::{Mention, is_source, is_subject, is_topic, join_defended, parts, pleads_as_well};
use super::super::sentence::{phrase_before, sentence_before};
use super::super::subject_words::{LIST_BEGAN, LIST_GOES_ON, OTHERS, REST, TAKEN_FOR, TOGETHER};
use super::super::unnamed;
use crate::extract::people::{People, is_organisation};

/// Groups of accused persons `text` mentions, in order.
pub(super) fn mentions(text: &str, people: &People, counsel: &[Counsel], is_defence: bool) -> Vec<Mention> {
    let mut mentions = named(text, people);
    counsel::add(text, &mut mentions, counsel);
    join_defended(text, &mut mentions);
    add_counted(text, people, &mut mentions);
    add_others(text, people.names.len(), &mut mentions);
    let (unit, person) = (sole_unit(people), sole_person(people));
    unnamed::add(text, &mut mentions, people.names.len(), unit, person, is_defence, is_topic);
    mentions
}

/// Those who are named.
fn named(text: &str, people: &People) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    for group in people.runs(text).iter().flat_map(|group| parts(text, group)) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let range = first.range.start..last.range.end;
        // 将林某列为从犯: whoever is taken for it is meant.
        let is_taken_for = TAKEN_FOR.is_match(&text[range.end..]);
        if !is_taken_for && !is_subject(text, range.start) {
            continue;
        }
        let mut who: Vec<usize> = group.iter().map(|mention| mention.value).collect();
        who.sort_unstable();
        who.dedup();
        let is_topic =
            (is_topic(text, range.start) && !is_source(&text[range.end..])) || pleads_as_well(text, &range);
        // 被告人甲、乙、丁某某均: one of the list is called by a name nobody introduced.
        let is_cut = who.len() > 1 && LIST_GOES_ON.is_match(&text[range.end..]);
        // … of a long one silence would lose too many.
        let is_long = who.len() >= 5;
        if is_cut && !is_long || LIST_BEGAN.is_match(phrase_before(text, range.start)) {
            who.clear();
        }
        mentions.push(Mention { range, who, is_topic });
    }
    mentions
}

/// 二被告人, 各被告人, 上述三人
fn add_counted(text: &str, people: &People, mentions: &mut Vec<Mention>) {
    let total = people.names.len();
    let persons: Vec<usize> = (0..total).filter(|&index| !is_organisation(&people.names[index])).collect();
    for captures in TOGETHER.captures_iter(text) {
        let Some(whole) = captures.get(0) else { continue };
        if captures.name("everybody").is_some() {
            let is_topic = is_topic(text, whole.start());
            insert(mentions, Mention { range: whole.range(), who: (0..total).collect(), is_topic });
            continue;
        }
        let pair = captures.name("pair").map(|_| 2);
        let count = captures.name("n").map(|n| number(n.as_str())).or(pair);
        let before = &text[..whole.start()];
        // 甲等三人: the first of that many is named.
        if let Some(count) = count
            && let Some(first) = before.strip_suffix('等')
            && let Some(mention) = mentions.iter_mut().rfind(|mention| mention.range.end == first.len())
        {
            if count >= total {
                mention.who = (0..total).collect();
            } else if count != mention.who.len() {
                mention.who.clear();
            }
            mention.range.end = whole.end();
            continue;
        }
        // 取得被害人和二被告人的谅解: who forgives is not who is forgiven.
        if text[whole.end()..].starts_with("的谅解") && before.ends_with(['和', '与', '及', '得', '、'])
        {
            continue;
        }
        // 两被告人供述: a piece of evidence.
        if is_source(&text[whole.end()..]) {
            continue;
        }
        // 其二人; but not 其二被告人
        let is_his = before.ends_with('其') && whole.as_str().contains("被告");
        if is_his || before.ends_with(['第', '等', '他', '余', '它', '名', '被', '告', '在', '比', '较'])
        {
            continue;
        }
        if captures.name("above").is_some() {
            let names_follow = mentions.iter().any(|mention| mention.range.start == whole.end());
            if !names_follow {
                let who = named_above(text, mentions, whole.start(), total);
                let is_topic = is_topic(text, whole.start());
                insert(mentions, Mention { range: whole.range(), who, is_topic });
            }
            continue;
        }
        // 张某、李某二人, 致二人轻伤: the two are none of the accused.
        if is_of_strangers(text, whole.range(), mentions) || is_of_the_hurt(text, whole.range()) {
            continue;
        }
        // 组织十八人, of six accused: others are counted.
        if count.is_some_and(|count| count > total) && !whole.as_str().contains(['被', '上']) {
            if is_topic(text, whole.start()) {
                insert(mentions, Mention { range: whole.range(), who: Vec::new(), is_topic: true });
            }
            continue;
        }
        let who = match count {
            None => all_spoken_of(text, mentions, whole.start(), total),
            Some(count) if count >= total => (0..total).collect(),
            // 二被告人, 二人 beside an accused unit: the persons.
            Some(count)
                if count == persons.len() && (persons.len() < total || whole.as_str().contains("被告人")) =>
            {
                persons.clone()
            }
            Some(count) => named_beside(text, people, mentions, whole.start(), count)
                .unwrap_or_else(|| last_named(text, mentions, whole.start(), count)),
        };
        let before = ["上述", "前述", "以上", "该", "此", "上列", "其"]
            .iter()
            .fold(before, |words, prefix| words.strip_suffix(prefix).unwrap_or(words));
        let is_topic = is_topic(text, before.len());
        insert(mentions, Mention { range: whole.range(), who, is_topic });
    }
}

/// 其他被告人, 余均系从犯
fn add_others(text: &str, total: usize, mentions: &mut Vec<Mention>) {
    let rest = REST.captures_iter(text).filter_map(|found| found.name("rest").map(|rest| rest.range()));
    let others: Vec<Mention> = OTHERS
        .find_iter(text)
        .map(|role| role.range())
        .chain(rest)
        .map(|role| all_but(text, role, mentions, total))
        .collect();
    for mention in others {
        insert(mentions, mention);
    }
}

/// Keeps the mentions in order.
fn insert(mentions: &mut Vec<Mention>, one: Mention) {
    let at = mentions.partition_point(|before| before.range.start < one.range.start);
    mentions.insert(at, one);
}

/// 在被告人甲、乙的犯罪中，二被告人……: the only ones of that number that its part of the sentence names.
fn named_beside(
    text: &str,
    people: &People,
    mentions: &[Mention],
    at: usize,
    count: usize,
) -> Option<Vec<usize>> {
    let runs = people.runs(sentence_before(text, at));
    // Those the whole sentence is about come before those it names in passing.
    let start = text[..at].rfind(['。', '\n']).unwrap_or(0);
    let own = mentions.iter().filter(|mention| mention.range.start >= start && mention.range.end <= at);
    if runs.len() > 1 && union(own).len() == count {
        return None;
    }
    let mut who: Vec<usize> = runs.iter().flatten().map(|mention| mention.value).collect();
    who.sort_unstable();
    who.dedup();
    (who.len() == count).then_some(who)
}

/// The one accused unit, when there is one.
pub(super) fn sole_unit(people: &People) -> Option<usize> {
    let mut units = people.names.iter().enumerate().filter(|(_, name)| is_organisation(name));
    let (index, _) = units.next()?;
    units.next().is_none().then_some(index)
}

/// The one accused person beside units, when there is one.
fn sole_person(people: &People) -> Option<usize> {
    let mut persons = people.names.iter().enumerate().filter(|(_, name)| !is_organisation(name));
    let (index, _) = persons.next()?;
    persons.next().is_none().then_some(index)
}
