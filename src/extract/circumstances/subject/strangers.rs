//! What the words beside a circumstance tell of somebody who is not accused.

use super::super::sentence::{clause_before, phrase_before, sentence_before};
use super::super::subject_words::{HEADED_BY, LISTED, NO_PARTY, OWN, PAID_BY, PAYS, UNIT_PAYS};
use super::Subjects;
use crate::extract::people::is_organisation;
use crate::extract::surname::is_surname;
use crate::text::Range;

impl Subjects<'_> {
    /// Whether byte `at` opens a bracket after the name of somebody who is not accused.
    pub(in super::super) fn is_of_a_stranger(&self, text: &str, at: usize) -> bool {
        let Some(before) = text.get(..at) else { return false };
        let before = before.trim_end_matches(['系', '时', '案', '发', '作', '均']);
        let Some(named) = before.strip_suffix('（') else { return false };
        self.people.mentions(named).last().is_none_or(|mention| mention.range.end != named.len())
    }

    /// Whether who pays at `at` is named, and is none of the accused: 同案人钱某的家属退赔.
    pub(in super::super) fn is_paid_by_strangers(&self, text: &str, at: usize) -> bool {
        let phrase = phrase_before(text, at);
        let payer = phrase.trim_start_matches("案发后").trim_start_matches("其中").trim_start_matches('由');
        if self.is_stranger(payer.trim_end_matches(['已', '又', '还', '分', '别'])) {
            return true;
        }
        // 青禾公司已赔偿被害单位, where no unit is accused
        let paid = payer.trim_end_matches(['已', '经', '又', '还', '先', '行', '均']);
        // 该费用何某已赔偿
        let last = paid.char_indices().rev().nth(1).and_then(|(at, _)| paid.get(at..));
        if payer.len() > paid.len()
            && paid.starts_with(['该', '其'])
            && last.is_some_and(|who| self.is_stranger(who))
        {
            return true;
        }
        if ["公司", "办事处", "银行"].iter().any(|unit| paid.ends_with(unit))
            && !self.people.names.iter().any(|name| is_organisation(name))
            && self.people.mentions(paid).is_empty()
            && !OWN.is_match(paid)
            && !["向", "对", "与", "给", "和"].iter().any(|payee| paid.contains(payee))
        {
            return true;
        }
        // 徐大河已赔偿周某
        if self.is_of_unknown_payer(payer) {
            return true;
        }
        // 孙某、周某二人已退赔
        if LISTED.is_match(paid) && self.people.mentions(paid).is_empty() {
            return true;
        }
        // 青禾公司分别对死者的家属进行了赔偿
        if UNIT_PAYS.is_match(payer)
            && !self.people.names.iter().any(|name| is_organisation(name))
            && self.people.mentions(payer).is_empty()
        {
            return true;
        }
        PAID_BY.captures(phrase).and_then(|found| found.name("who")).is_some_and(|who| {
            let who = who.as_str();
            self.people.mentions(who).is_empty() && !OWN.is_match(who)
        })
    }

    /// Whether the phrase begins with a whole name that no accused bears, told in no other way of whom it is.
    fn is_of_unknown_payer(&self, phrase: &str) -> bool {
        let Some(who) = PAYS.captures(phrase).and_then(|found| found.name("who")) else { return false };
        let name = who.as_str();
        let is_name = name.chars().next().is_some_and(is_surname)
            && ![
                "双方", "单位", "通过", "全部", "全额", "应当", "经", "相", "能", "从", "和解", "终", "都",
                "时", "于",
            ]
            .iter()
            .any(|word| name.starts_with(word))
            && !name.ends_with(['方', '均', '后', '前', '属', '人']);
        is_name
            && self.people.mentions(phrase).is_empty()
            && !OWN.is_match(phrase)
            // 林小舟 may stand for 林晓舟: a slip of the pen, or a masked name.
            && !self.people.names.iter().any(|accused| accused.chars().next() == name.chars().next())
    }

    /// Whether the clause before `at` is nothing but the name of somebody who is not accused: 钱某曾多次…….
    pub(in super::super) fn is_done_by_a_stranger(&self, text: &str, at: usize) -> bool {
        // 被害人钱某深夜到其家中，且已多次……
        let (sentence, phrase) = (sentence_before(text, at), phrase_before(text, at));
        let is_victims = ["被害人", "受害人", "证人"].iter().any(|other| sentence.starts_with(other));
        if is_victims && !phrase.contains("被告人") && self.people.mentions(phrase).is_empty() {
            return true;
        }
        let clause = clause_before(text, at);
        self.is_stranger(clause.trim_end_matches(['曾', '还', '又', '经', '先', '后']))
    }

    /// 阿某仅起次要作用: whether what is said at `at` is said of somebody who is not accused.
    pub(in super::super) fn is_said_of_a_stranger(&self, text: &str, sentence: &Range, at: usize) -> bool {
        let heads = |words: &str| {
            self.people.mentions(words).is_empty()
                && HEADED_BY
                    .captures(words)
                    .and_then(|found| found.name("who"))
                    .is_some_and(|who| self.is_stranger(who.as_str()))
        };
        let is_named = self.mentions.iter().any(|m| m.range.start >= sentence.start && m.range.end <= at);
        // 被告人钱半山起次要作用，系从犯, who is no party here: he has not appealed.
        let is_of_nobody = |words: &str| {
            let named = NO_PARTY.captures_iter(words).last().and_then(|found| found.name("who"));
            self.people.names.len() > 1
                && named.is_some_and(|who| {
                    let surname = who.as_str().chars().next();
                    self.people.mentions(&words[who.start()..]).is_empty()
                        && surname.is_some_and(|c| {
                            is_surname(c) && !self.people.names.iter().any(|name| name.starts_with(c))
                        })
                })
        };
        let first = text[at..].chars().next().map_or(0, char::len_utf8);
        let told = at - sentence_before(text, at).len();
        if text.get(told..at + first).is_some_and(is_of_nobody) {
            return true;
        }
        heads(phrase_before(text, at)) || (!is_named && heads(sentence_before(text, at)))
    }

    /// Whether `words` are a name that no accused bears, nor one that may stand for an accused: 钱某, 孙某2.
    fn is_stranger(&self, words: &str) -> bool {
        let Some(surname) = words.chars().next() else { return false };
        // 钱某, 孙某2, 陆某文
        let is_name = words.chars().nth(1).is_some_and(|c| matches!(c, '某' | '×' | '*'))
            && words.chars().count() <= 3
            && words.chars().skip(2).all(|c| !['家', '亲', '已', '的', '自', '主', '在'].contains(&c));
        is_name && !self.people.names.iter().any(|name| name.starts_with(surname))
    }
}
