//! Where a value goes: the count, the person, the period of custody.

use std::sync::LazyLock;

use super::super::items;
use super::super::values::Values;
use super::{Reader, SURE};
use crate::extract::elements::{Punishment, Sentence, SentenceKind};
use crate::text::{Cited, Found, Moment, Pattern, Range, numeral};

/// The count a punishment belongs to: a new one for a charge not punished yet.
pub(super) fn count(sentence: &mut Sentence, charge: Option<Cited<String>>, is_new: bool) -> &mut Punishment {
    if is_new || sentence.counts.is_empty() {
        sentence.counts.push(Punishment { charge, ..Punishment::default() });
    }
    let last = sentence.counts.len() - 1;
    &mut sentence.counts[last]
}

/// Tidies one sentence at the end; false for a person nothing is decided about.
pub(super) fn settle(sentence: &mut Sentence) -> bool {
    if sentence.executed.as_ref().is_some_and(is_empty) {
        sentence.executed = None;
    }
    for punishment in sentence.counts.iter_mut().chain(sentence.executed.as_mut()) {
        if punishment.kind.is_none() {
            punishment.kind = accessory_only(punishment);
        }
    }
    if let [only] = sentence.counts.as_mut_slice()
        && is_empty(only)
        && let Some(executed) = sentence.executed.take()
    {
        *only = Punishment { charge: only.charge.take(), ..executed };
    }
    !sentence.counts.is_empty() || sentence.executed.is_some()
}

fn is_empty(punishment: &Punishment) -> bool {
    punishment.kind.is_none()
        && punishment.suspended.is_none()
        && accessory_only(punishment).is_none()
        && !punishment.expelled
}

/// Evidence that only an accessory punishment was given.
fn accessory_only(punishment: &Punishment) -> Option<Cited<SentenceKind>> {
    let quote = punishment.fine.as_ref().map(|fine| &fine.quote);
    let quote = quote.or(punishment.confiscation.as_ref().map(|words| &words.quote));
    let quote = quote.or(punishment.deprivation.as_ref().map(|term| &term.quote))?;
    Some(Cited {
        value: SentenceKind::AccessoryOnly,
        quote: quote.clone(),
        confidence: SURE,
        source: crate::text::Source::Rule,
    })
}

/// 没收财产 with its extent; 没收 of tools and proceeds is no punishment.
pub(super) fn confiscation(text: &str, cue: &Range, values: &Values) -> Option<Range> {
    static WORDS: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            "^(?:其|被告人)?(?:个人|所有|本人)?(?:的)?(?:全部|部分)?(?:个人)?(?:所有)?(?:全部|部分)?财产",
        )
        .expect("constant pattern")
    });
    let rest = text.get(cue.end..)?;
    let end = cue.end + WORDS.find(rest)?.end();
    let sum = values.sum_after(text, end);
    Some(cue.start..sum.map_or(end, |sum| sum.range.end))
}

impl Reader<'_> {
    /// The person's entry, made on first need.
    pub(super) fn sentence_of(&mut self, one: &Found<usize>) -> usize {
        let name = self.people.names.get(one.value).cloned().unwrap_or_default();
        if let Some(index) = self.sentences.iter().position(|sentence| sentence.person.value == name) {
            return index;
        }
        let item = self.shift(&items::around(self.text, &self.starts, one.range.start));
        let place = self.shift(&one.range);
        self.sentences.push(Sentence {
            person: self.document.cite(name, &place, SURE),
            counts: Vec::new(),
            executed: None,
            from: None,
            to: None,
            offset_days: None,
            revoked: None,
            earlier: None,
            upheld: false,
            item: self.document.cite((), &item, SURE),
        });
        self.sentences.len() - 1
    }

    pub(super) fn period(&mut self, range: &Range, from: &Found<Moment>, to: &Found<Moment>) {
        let before: Vec<char> = self.text[..range.start].chars().rev().take(14).collect();
        let before: String = before.into_iter().rev().collect();
        if ["考验期", "剥夺", "取保候审", "监视居住"].iter().any(|word| before.contains(word)) {
            return;
        }
        // 折抵24日（2021年3月1日至24日）: days already spent.
        if before.ends_with("日（") || before.ends_with("天（") {
            return;
        }
        // （缓刑考验期从判决确定之日起计算，即自……）: the bracket tells what the period is of.
        let lead = self.text[..range.start].rsplit(['（', '）', '。', '\n']).next().unwrap_or_default();
        let bracket = self.text[..range.start].rsplit('（').next().unwrap_or_default();
        let of_probation = |words: &str| words.contains("考验期") && !words.contains("刑期从");
        let is_deducted = ["折抵", "折抵自", "折抵从", "扣除"].iter().any(|word| before.ends_with(word));
        if of_probation(lead) || (self.depth > 0 && of_probation(bracket)) || is_deducted {
            return;
        }
        let after = self.text.get(range.end..).unwrap_or_default().trim_start_matches('止');
        let is_custody = ["被", "期间", "指定", "取保", "羁押", "先行", "共", "已羁押", "的羁押", "行政拘留"]
            .iter()
            .any(|word| after.starts_with(word));
        if is_custody || (range.start < self.skip_to && self.depth == 0) {
            return;
        }
        let (from, to) = (self.cite(from), self.cite(to));
        for index in self.concerned() {
            let Some(sentence) = self.sentences.get_mut(index) else { continue };
            if sentence.from.is_none() {
                sentence.from = Some(from.clone());
                sentence.to = Some(to.clone());
            }
        }
    }

    pub(super) fn offset(&mut self, range: &Range) {
        static DAYS: LazyLock<Pattern> = LazyLock::new(|| {
            Pattern::new(&format!("^[^，。；）\\n]{{0,36}}?(?P<days>[{}]+)(?:日|天)", numeral::CLASS))
                .expect("constant pattern")
        });
        let Some(rest) = self.text.get(range.end..) else { return };
        let Some(found) = DAYS.captures(rest).and_then(|captures| captures.name("days")) else { return };
        let Some(days) = numeral::integer(found.as_str()) else { return };
        let before = &rest[..found.start()];
        // 羁押一日折抵刑期一日 tells the rule, not a deduction.
        let is_sum = self.text[..range.start].ends_with(['已', '共']);
        let least = if is_sum { 1 } else { 3 };
        if !(least..=4000).contains(&days) || before.ends_with(['月', '年']) {
            return;
        }
        let words = range.end + found.start()..range.end + found.end() + "日".len();
        let place = self.shift(&words);
        let days = self.document.cite(days as u32, &place, SURE);
        for index in self.concerned() {
            if let Some(sentence) = self.sentences.get_mut(index) {
                sentence.offset_days.get_or_insert_with(|| days.clone());
            }
        }
    }

    /// A total told again in another clause takes the place of the first, which was quoted or a step on the way:
    /// 撤销……决定执行有期徒刑五年；……决定执行有期徒刑四年.
    pub(super) fn forget_quoted_total(&mut self, range: &Range) {
        let place = self.document.quote(&self.shift(range)).start;
        let plain = self.document.plain();
        for one in self.group.clone() {
            let Some(name) = self.people.names.get(one.value) else { continue };
            let known = self.sentences.iter_mut().find(|sentence| &sentence.person.value == name);
            let Some(sentence) = known else { continue };
            let Some(kind) = sentence.executed.as_ref().and_then(|total| total.kind.as_ref()) else {
                continue;
            };
            let between = plain.chars().skip(kind.quote.end as usize);
            let between = between.take(place.saturating_sub(kind.quote.end) as usize);
            if between.into_iter().any(|mark| matches!(mark, '；' | '。' | '\n')) {
                sentence.executed = None;
                sentence.from = None;
                sentence.to = None;
                sentence.upheld = true;
            }
        }
    }

    /// Notes words that bring an earlier sentence of the persons at hand into the combination.
    pub(super) fn add_earlier(&mut self, words: &Range) {
        let place = self.shift(words);
        let words = self.document.cite(self.text[words.clone()].to_owned(), &place, SURE);
        self.told_earlier.push((words, self.group.clone()));
    }

    /// Hands the earlier sentences to whom they belong: those of nobody named, to the only sentence.
    pub(super) fn settle_earlier(&mut self) {
        let is_only = self.sentences.len() == 1;
        for (words, group) in std::mem::take(&mut self.told_earlier) {
            let name = |one: &Found<usize>| self.people.names.get(one.value);
            let names: Vec<&String> = group.iter().filter_map(name).collect();
            for sentence in &mut self.sentences {
                if names.contains(&&sentence.person.value) || (names.is_empty() && is_only) {
                    sentence.earlier.get_or_insert_with(|| words.clone());
                }
            }
        }
    }

    /// Entries of the persons a bracket, or else the clause, speaks of.
    fn concerned(&self) -> Vec<usize> {
        let group = self.bracket_group.as_ref().unwrap_or(&self.group);
        group
            .iter()
            .filter_map(|one| {
                let name = self.people.names.get(one.value)?;
                self.sentences.iter().position(|sentence| &sentence.person.value == name)
            })
            .collect()
    }
}
