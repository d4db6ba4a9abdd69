//! Of whom a circumstance is said.

mod gather;
mod strangers;

use super::counsel::Counsel;
use super::group::{includes_all, may_be_of_several, serving_alike, sole, speaks_of_all, together, union};
use super::mention::{Mention, without_roles};
use super::plea;
use super::sentence::{clause_before, phrase_before, sentence_before};
use super::subject_words::{
    CONCLUDED, CONCLUDES, CONCLUDES_HIM, NAMES_UNIT, OF_A_ROLE, OF_OFFICERS, OF_THE_CASE, OF_THE_DEFENDERS,
    OWN_PLEA, PLEADS, SEVERAL_DEEDS, SPEAKS_OF_ALL,
};
use crate::extract::people::{People, is_organisation};
use crate::text::Range;

/// Groups of accused persons a section mentions, in order.
pub(super) struct Subjects<'p> {
    mentions: Vec<Mention>,
    people: &'p People,
    /// One speaker's paragraph after the other: 被告人 alone is whom the paragraph is about.
    is_defence: bool,
}

impl<'p> Subjects<'p> {
    pub(super) fn of(text: &str, people: &'p People, counsel: &[Counsel], is_defence: bool) -> Self {
        Self { mentions: gather::mentions(text, people, counsel, is_defence), people, is_defence }
    }

    /// Whether a name follows at once: 主犯林小舟 names him, it says nothing of whom the sentence is about.
    pub(super) fn names_next(&self, at: usize) -> bool {
        self.people.names.len() > 1 && self.mentions.iter().any(|mention| mention.range.start == at)
    }

    /// Whether `sentence` speaks of all the accused up to `end`.
    pub(super) fn speaks_of_everybody(&self, sentence: &Range, end: usize) -> bool {
        let total = self.people.names.len();
        self.mentions.iter().any(|mention| {
            mention.who.len() == total && mention.range.start >= sentence.start && mention.range.end <= end
        })
    }

    /// Whether `sentence` names one of the accused up to `end`.
    pub(super) fn speaks_of_somebody(&self, sentence: &Range, end: usize) -> bool {
        self.mentions.iter().any(|mention| mention.range.start >= sentence.start && mention.range.start < end)
    }

    /// Whether the phrase of `hit` names somebody itself.
    pub(super) fn is_named_at(&self, text: &str, hit: &Range) -> bool {
        let start = hit.start - phrase_before(text, hit.start).len();
        self.described(text, hit).is_some()
            || self.mentions.iter().any(|m| m.range.end > start && m.range.start < hit.start)
    }

    /// Names of those for whom somebody pleads at byte `at`, empty for everybody; none where the text does not tell.
    /// Outside the parts of the defence only what follows byte `from` is looked at.
    pub(super) fn pleaders(&self, text: &str, from: usize, at: usize) -> Option<Vec<String>> {
        let from = if self.is_defence { 0 } else { from };
        let who = plea::spoken_for(text, &self.mentions, from, at)?;
        if who.len() == self.people.names.len() {
            return Some(Vec::new());
        }
        Some(who.iter().filter_map(|&index| self.people.names.get(index).cloned()).collect())
    }

    /// Names said at `hit`, empty for everybody; none where the text does not tell of whom it speaks.
    pub(super) fn persons(&self, text: &str, sentence: &Range, hit: &Range) -> Option<Vec<String>> {
        let total = self.people.names.len();
        if total <= 1 {
            // A unit is hardly accused alone: whoever acted for it was not read as a party.
            let is_unit = self.people.names.first().is_some_and(|name| is_organisation(name));
            return Some(if is_unit { Vec::new() } else { self.people.names.clone() });
        }
        let who = self.who(text, sentence, hit)?;
        // 二被告人自动到案；乙如实供述，均系自首: more than him are meant.
        let told = text.get(sentence.start..hit.start).unwrap_or_default();
        if who.len() == 1 && says_all(text, hit) && !SEVERAL_DEEDS.is_match(told) {
            return None;
        }
        if who.len() == total {
            return Some(Vec::new());
        }
        Some(who.iter().filter_map(|&index| self.people.names.get(index).cloned()).collect())
    }

    /// Indices of names; none where the text does not tell.
    fn who(&self, text: &str, sentence: &Range, hit: &Range) -> Option<Vec<usize>> {
        let named = self.who_is_named(text, sentence, hit);
        if !self.is_defence || self.is_named_at(text, hit) {
            return named;
        }
        // 甲的辩护人提出，乙系组织者，甲受其指使，系从犯: a plea is for whom it is made.
        let Some(owner) = plea::made_for(text, &self.mentions, hit.start) else { return named };
        match named {
            Some(named) if owner.iter().any(|index| named.contains(index)) => Some(named),
            _ => Some(owner),
        }
    }

    /// Of whom the words beside the hit are.
    fn who_is_named(&self, text: &str, sentence: &Range, hit: &Range) -> Option<Vec<usize>> {
        if let Some(mention) = self.described(text, hit) {
            return told(&mention.who);
        }
        let before = self.mentions.partition_point(|mention| mention.range.start < hit.start);
        let earlier = &self.mentions[..before];
        let clause_start = hit.start - clause_before(text, hit.start).len();
        let phrase = phrase_before(text, hit.start);
        let phrase_start = hit.start - phrase.len();
        let here = &earlier[earlier.partition_point(|mention| mention.range.start < sentence.start)..];
        let within = |start: usize| here.iter().rev().filter(move |mention| mention.range.end > start);
        if within(phrase_start).next().is_none() {
            if here.len() > 1 && speaks_of_all(text, hit.start, here) {
                return told(&together(text, here, phrase_start));
            }
            if ["本案涉案", "本案赃", "本案被", "涉案", "赃款", "赃物"]
                .iter()
                .any(|all| phrase.starts_with(all))
            {
                return Some(self.everybody());
            }
            if NAMES_UNIT.is_match(phrase)
                && !["被害", "被侵", "受害", "被骗", "银行", "向", "给"]
                    .iter()
                    .any(|other| phrase.contains(other))
                && let Some(unit) = gather::sole_unit(self.people)
            {
                return Some(vec![unit]);
            }
            if let Some(first) = here.first()
                && CONCLUDES.is_match(phrase)
                && here.iter().skip(1).any(|later| later.who != first.who)
            {
                if includes_all(first, here) && !is_concluded_of_some(text, here) {
                    return told(&first.who);
                }
                return self.concluded(text, here, phrase);
            }
            if here.is_empty() {
                return self.who_before(text, sentence, hit, earlier);
            }
        }
        if phrase.contains("其辩护人") && within(phrase_start).all(|mention| mention.who.is_empty()) {
            return told(&sole(here.iter().filter(|mention| mention.is_topic)));
        }
        // 甲望风，各被告人分工明确，辩护人关于从犯的意见: whose defender he is nobody tells.
        if phrase.contains("辩护人")
            && within(phrase_start).next().is_none()
            && here.windows(2).any(|pair| pair[0].who != pair[1].who)
        {
            return None;
        }
        // 被告人甲辩称乙……，其系自首: whoever pleads means himself.
        if OWN_PLEA.is_match(phrase)
            && let Some(first) = here.first()
            && first.is_topic
            && PLEADS.is_match(&text[first.range.end..])
        {
            return told(&first.who);
        }
        // 甲受乙指派……，丙负责……，系从犯: of the last of them, or of all.
        if within(phrase_start).next().is_none() {
            if let Some(all) = serving_alike(text, here, hit) {
                return Some(all);
            }
            if text[hit.clone()].ends_with("犯") && may_be_of_several(text, here, hit.start) {
                return None;
            }
        }
        // The clause's own name, else what the phrase or the sentence is about.
        within(clause_start)
            .next()
            .or_else(|| within(phrase_start).find(|mention| mention.is_topic))
            .or_else(|| within(phrase_start).next())
            .or_else(|| within(0).find(|mention| mention.is_topic))
            .map(|mention| mention.who.clone())
            .or_else(|| told(&sole(here.iter().filter(|mention| may_be_topic(text, mention, self.people)))))
            .filter(|who| !who.is_empty())
    }

    /// Of whom a conclusion is that follows words on several: 故不构成自首.
    fn concluded(&self, text: &str, here: &[Mention], phrase: &str) -> Option<Vec<usize>> {
        let first = here.first()?;
        if self.is_defence && first.is_topic && PLEADS.is_match(&text[first.range.end..]) {
            return told(&first.who);
        }
        // 甲起主要作用，系主犯，乙起次要作用，应当认定为从犯: what was concluded of 甲 is over.
        let last = here.last()?;
        let told_until = text.get(first.range.start..last.range.start).unwrap_or_default();
        let over = CONCLUDED.find_iter(told_until).last().map_or(0, |found| first.range.start + found.end());
        let topics = here.iter().filter(|mention| mention.is_topic && mention.range.start >= over);
        let one = sole(topics);
        if !one.is_empty() {
            return Some(one);
        }
        let last = here.iter().rev().find(|mention| mention.is_topic)?;
        // 甲准备诱捕乙时，乙已被抓获，故其……: whoever was caught may not be meant.
        if text[last.range.end..].trim_start_matches(['已', '经', '先', '则']).starts_with('被') {
            return None;
        }
        if CONCLUDES_HIM.is_match(phrase) && !self.is_defence { told(&last.who) } else { None }
    }

    fn everybody(&self) -> Vec<usize> {
        (0..self.people.names.len()).collect()
    }

    /// Of whom a sentence speaks that names nobody up to the hit.
    fn who_before(
        &self,
        text: &str,
        sentence: &Range,
        hit: &Range,
        earlier: &[Mention],
    ) -> Option<Vec<usize>> {
        // 损失已挽回并取得谅解，对三被告人可从轻处罚
        let later = self.mentions.iter().find(|m| m.range.start >= hit.end && m.range.end <= sentence.end);
        if let Some(later) = later
            && without_roles(clause_before(text, later.range.start)).ends_with('对')
        {
            return told(&later.who);
        }
        // 公安机关抓获甲之前已掌握事实，其被动归案: 其 is the one acted upon, or whoever was spoken of before.
        let told_so_far = text.get(sentence.start..hit.start).unwrap_or_default();
        if let Some(acted_upon) = self.people.mentions(told_so_far).first()
            && OF_OFFICERS.is_match(&told_so_far[..acted_upon.range.start])
        {
            return None;
        }
        // 对辩护人提出的自首、赔偿等情节，量刑时分别予以考虑
        if text.get(sentence.start..hit.start).is_some_and(|told| OF_THE_DEFENDERS.is_match(told)) {
            return Some(self.everybody());
        }
        // 甲参与六次、乙参与七次。上述成员均系主犯
        if ["上述成员", "上述人员", "上述被告人", "上述各被告人"]
            .iter()
            .any(|all| text.get(sentence.start..hit.end).is_some_and(|told| told.contains(all)))
            && let Some(last) = earlier.last()
        {
            let start = last.range.start - sentence_before(text, last.range.start).len();
            let above = union(&earlier[earlier.partition_point(|mention| mention.range.start < start)..]);
            return if above.len() > 1 { Some(above) } else { Some(self.everybody()) };
        }
        let last = earlier.iter().rev().take(6).find(|mention| mention.is_topic).or(earlier.last());
        let Some(last) = last else {
            return if says_all(text, hit) { Some(self.everybody()) } else { None };
        };
        if self.is_defence {
            return told(&last.who);
        }
        let words = text.get(sentence.start..hit.start).unwrap_or_default();
        // 在共同犯罪中起次要作用 is said of whom the sentence before was about.
        let is_role = text.get(sentence.start..hit.end).is_some_and(|told| {
            OF_A_ROLE.is_match(told) && !["均", "都", "被告人"].iter().any(|all| told.contains(all))
        });
        if !is_role && !is_of_him(words) && OF_THE_CASE.is_match(words) {
            return (last.who.len() == self.people.names.len()).then(|| self.everybody());
        }
        let start = last.range.start - sentence_before(text, last.range.start).len();
        let topics = earlier.iter().filter(|m| m.range.start >= start && m.range.end <= last.range.end);
        let one = told(&sole(topics.filter(|mention| mention.is_topic || mention.range == last.range)));
        if one.is_none() && says_all(text, hit) {
            return Some(self.everybody());
        }
        one
    }

    /// 具有自首情节的被告人甲: the name follows.
    fn described(&self, text: &str, hit: &Range) -> Option<&Mention> {
        let next = self.mentions.iter().find(|mention| mention.range.start >= hit.end)?;
        let between = text.get(hit.end..next.range.start)?;
        let between = between.strip_prefix("情节").unwrap_or(between);
        matches!(between, "的" | "的被告人" | "的上诉人").then_some(next)
    }
}

/// Whether the sentence may be about somebody who is not named at the head of a clause; not so after a verb, as in
/// 制止甲殴打 and 收购甲盗伐的林木.
fn may_be_topic(text: &str, mention: &Mention, people: &People) -> bool {
    let bare = without_roles(clause_before(text, mention.range.start));
    mention.who.len() == people.names.len()
        || bare.is_empty()
        || bare.ends_with([
            '的', '称', '中', '后', '间', '时', '日', '月', '告', '）', '以', '及', '和', '无', '，',
        ])
}

/// 案发后，其……: 其 but in 其中, 其他 and 其余.
fn is_of_him(words: &str) -> bool {
    words.match_indices('其').any(|(at, word)| !words[at + word.len()..].starts_with(['中', '他', '余']))
}

/// 甲、乙共同盗窃，甲系主犯，乙……，依法构成自首: what was concluded of 甲 parts him from 乙.
fn is_concluded_of_some(text: &str, here: &[Mention]) -> bool {
    let (Some(first), Some(last)) = (here.first(), here.last()) else { return false };
    text.get(first.range.start..last.range.start).is_some_and(|told| CONCLUDED.is_match(told))
}

/// Whether the phrase of `hit` begins with 均, be it in the word itself: 均系未成年人.
fn says_all(text: &str, hit: &Range) -> bool {
    let start = hit.start - phrase_before(text, hit.start).len();
    text.get(start..hit.end).is_some_and(|phrase| SPEAKS_OF_ALL.is_match(phrase))
}

/// Whom a mention names; none where the text does not tell.
fn told(who: &[usize]) -> Option<Vec<usize>> {
    (!who.is_empty()).then(|| who.to_vec())
}
