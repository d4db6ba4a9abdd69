//! All that one side says, to tell whether a value stands anywhere in it.

use std::cell::OnceCell;

use super::context::Window;
use crate::compare::sides::Pair;
use crate::document::SectionName;
use crate::extract::elements::Incident;
use crate::text::{Moment, Quote, date, measure, money};

/// One side of a judgment.
pub(in crate::compare) struct Telling<'a> {
    /// Everything said on this side, evidence included.
    pub text: String,
    /// Its incidents.
    pub facts: &'a [Incident],
    letters: Vec<char>,
    sums: OnceCell<Vec<(i64, bool)>>,
    weights: OnceCell<Vec<i64>>,
    dates: OnceCell<Vec<Moment>>,
}

/// The accusing and the finding side: what stands before the court's own account, and what after.
pub(super) fn of<'a>(pair: &Pair<'a>) -> (Telling<'a>, Telling<'a>) {
    let document = &pair.left.paper.document;
    let (mut alleged, mut found) = (String::new(), String::new());
    let mut answered = false;
    for section in &document.sections {
        let words = document.plain().get(section.range.clone()).unwrap_or_default();
        answered |= section.name == SectionName::Facts;
        let side = match section.name {
            SectionName::Accusation | SectionName::Evidence if !answered => &mut alleged,
            SectionName::Accusation | SectionName::Facts | SectionName::Evidence => &mut found,
            _ => continue,
        };
        side.push_str(words);
        side.push('\n');
    }
    let letters: Vec<char> = document.text.original().chars().collect();
    (Telling::new(alleged, pair.left.facts, letters.clone()), Telling::new(found, pair.right.facts, letters))
}

/// What an account's incidents say, without evidence and opinions.
pub(in crate::compare) fn of_facts(facts: &[Incident]) -> Telling<'_> {
    Telling::new(String::new(), facts, Vec::new())
}

impl<'a> Telling<'a> {
    fn new(mut text: String, facts: &'a [Incident], letters: Vec<char>) -> Self {
        for incident in facts {
            text.push_str(&incident.passage.quote.text);
            text.push('\n');
        }
        let (sums, weights, dates) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { text, facts, letters, sums, weights, dates }
    }

    /// Every sum, in fen, with whether it is approximate.
    pub(super) fn sums(&self) -> &[(i64, bool)] {
        self.sums.get_or_init(|| {
            money::scan(&self.text)
                .into_iter()
                .map(|found| (found.value.fen, found.value.approximate))
                .collect()
        })
    }

    /// Every weight, in milligrams.
    pub(super) fn weights(&self) -> &[i64] {
        self.weights.get_or_init(|| {
            measure::scan(&self.text).into_iter().map(|found| found.value.milligrams).collect()
        })
    }

    /// Whether an incident is told here in whatever cut: its day with one of its other values.
    pub(in crate::compare) fn tells(&self, incident: &Incident) -> bool {
        let has_sum = |fen: i64| self.sums().iter().any(|&(known, _)| known == fen);
        let values = incident.amounts.iter().map(|amount| has_sum(amount.fen.value));
        let weights = incident.weights.iter().map(|weight| self.weights().contains(&weight.value));
        let victims = incident.victims.iter().map(|name| self.text.contains(name.value.as_str()));
        let own: Vec<bool> = values.chain(weights).chain(victims).collect();
        let tells_value = own.contains(&true);
        match incident.time.as_ref().filter(|time| time.value.day.is_some()) {
            Some(time) => {
                let date = time.value.date();
                (own.is_empty() || tells_value) && self.dates().iter().any(|known| known.date() == date)
            }
            None => tells_value,
        }
    }

    /// Every date.
    pub(super) fn dates(&self) -> &[Moment] {
        self.dates.get_or_init(|| {
            let scanned = date::scan(&self.text).into_iter().map(|found| found.value);
            let read = self.facts.iter().filter_map(|incident| incident.time.as_ref());
            scanned.chain(read.map(|time| time.value)).collect()
        })
    }

    /// Whether a number stands in the text with these very digits: a unit may be written wrongly.
    pub(super) fn has_digits(&self, words: &str) -> bool {
        let is_part = |c: &char| c.is_ascii_digit() || *c == '.';
        let digits: String = words.chars().skip_while(|c| !c.is_ascii_digit()).take_while(is_part).collect();
        digits.len() >= 3
            && self.text.match_indices(&digits).any(|(at, _)| {
                let in_number = |c: char| c.is_ascii_digit() || c == '.';
                let before = self.text.get(..at).and_then(|text| text.chars().next_back());
                let after = self.text.get(at + digits.len()..).and_then(|text| text.chars().next());
                !before.is_some_and(in_number) && !after.is_some_and(in_number)
            })
    }

    /// The characters before and after a quote.
    pub(super) fn around(&self, quote: &Quote, window: Window) -> (Vec<char>, Vec<char>) {
        let (start, end) = (quote.start as usize, quote.end as usize);
        let before = self.letters.get(start.saturating_sub(window.before)..start).unwrap_or_default();
        let last = (end + window.after).min(self.letters.len());
        let after = self.letters.get(end..last).unwrap_or_default();
        (before.to_vec(), after.to_vec())
    }
}
