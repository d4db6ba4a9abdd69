//! Whether the printed period of imprisonment (刑期自……起至……止) follows from start, term and custody.
//!
//! A sentence runs from its execution; each day held before counts for one day (刑法 §44, §47), two days of
//! designated surveillance for one (刑诉 §76). Published judgments were checked by courts, so what our
//! arithmetic cannot explain is as likely a misreading of ours as a slip of theirs.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Deserialize;

use super::{data, table};
use crate::compare::recommendation::executed;
use crate::document::{Document, DocumentKind};
use crate::extract::elements::{CustodyAction, CustodyStep, Elements, Measure, Sentence};
use crate::extract::extract;
use crate::law::terms;

#[derive(Deserialize)]
struct Judgment {
    text: String,
}

/// How a printed end relates to the computed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    Same,
    Deducted,
    Stated,
    Designated,
    OneDay,
    Revoked,
    Unexplained,
}

impl Relation {
    fn label(self) -> &'static str {
        match self {
            Self::Same => "与起算日、刑期相符",
            Self::Deducted => "扣除先行羁押后相符",
            Self::Stated => "扣除主文写明的日数后相符",
            Self::Designated => "扣除指定居所监视居住折抵后相符",
            Self::OneDay => "相差一日（首尾日算法）",
            Self::Revoked => "撤销缓刑、假释，前罪羁押不在本案强制措施中",
            Self::Unexplained => "未能解释",
        }
    }
}

/// Counts the relations over the judgments of a folder.
pub fn run(folder: &Path) -> Result<String> {
    let judgments: Vec<Judgment> = data::records(&folder.join("judgments/lecard.jsonl.zst"))?;
    let relations: Vec<Vec<Option<Relation>>> =
        judgments.par_iter().map(|one| relations(&one.text)).collect();
    let printed = relations.iter().map(Vec::len).sum::<usize>();
    let mut counts: BTreeMap<Relation, usize> = BTreeMap::new();
    for relation in relations.into_iter().flatten().flatten() {
        *counts.entry(relation).or_default() += 1;
    }
    let read: usize = counts.values().sum();
    let rows: Vec<Vec<String>> = counts
        .iter()
        .map(|(relation, &count)| {
            let share = 100.0 * count as f64 / read.max(1) as f64;
            vec![relation.label().to_owned(), count.to_string(), format!("{share:.2}%")]
        })
        .collect();
    Ok(format!(
        "判决书 {} 份，载明刑期起止 {printed} 人次，其中强制措施全部读到日期的 {read} 人次\n{}",
        judgments.len(),
        table::render(&["载明的止日", "人次", "占比"], &rows)
    ))
}

/// One entry for each sentence that prints a period; none inside where the custody was not read in full.
fn relations(text: &str) -> Vec<Option<Relation>> {
    let elements = extract(&Document::from_text(DocumentKind::Judgment, text));
    let periods = elements.sentences.iter().filter(|sentence| sentence.to.is_some());
    periods.map(|sentence| relation(&elements, sentence)).collect()
}

fn relation(elements: &Elements, sentence: &Sentence) -> Option<Relation> {
    let start = sentence.from.as_ref()?.value.date()?;
    let stop = sentence.to.as_ref()?.value.date()?;
    let term = executed(sentence)?.term.as_ref()?.value;
    let party = elements.parties.iter().find(|party| party.name.value == sentence.person.value)?;
    let steps = dated(&party.custody)?;
    let held = Held::before(start, &steps);
    let ends = terms::term_ends(start, term, elements.date.as_ref().map(|date| date.value));
    let off_by = |days: i64| {
        ends.iter().any(|end| end.checked_sub(jiff::Span::new().days(days)).is_ok_and(|day| day == stop))
    };
    let relation = if off_by(0) {
        Relation::Same
    } else if (held.days..=held.days + held.spells).any(off_by) {
        Relation::Deducted
    } else if sentence.offset_days.as_ref().is_some_and(|offset| off_by(i64::from(offset.value))) {
        Relation::Stated
    } else if held.designated > 0
        && (0..=held.spells + 1).any(|more| off_by(held.days + held.designated / 2 + more))
    {
        Relation::Designated
    } else if off_by(-1) || off_by(1) {
        Relation::OneDay
    } else if sentence.revoked.is_some() {
        Relation::Revoked
    } else {
        Relation::Unexplained
    };
    Some(relation)
}

/// The steps that took effect with their days; none unless there are some and each has a day.
fn dated(custody: &[CustodyStep]) -> Option<Vec<(Date, Measure, CustodyAction)>> {
    let took_effect =
        |step: &&CustodyStep| !matches!(step.action, CustodyAction::Decided | CustodyAction::Refused);
    let steps = custody.iter().filter(took_effect);
    let days: Option<Vec<_>> =
        steps.map(|step| Some((step.at.as_ref()?.value.date()?, step.measure, step.action))).collect();
    let mut days = days.filter(|days| !days.is_empty())?;
    days.sort_by_key(|(day, ..)| *day);
    Some(days)
}

/// Days held before a sentence starts.
struct Held {
    days: i64,
    /// Spells of custody, each of which may count its last day or not.
    spells: i64,
    /// Days of designated surveillance.
    designated: i64,
}

impl Held {
    fn before(start: Date, steps: &[(Date, Measure, CustodyAction)]) -> Self {
        let mut held = Self { days: 0, spells: 0, designated: 0 };
        let mut since: Option<(Date, bool)> = None;
        let earlier = steps.iter().filter(|(day, ..)| *day < start);
        for &(day, measure, action) in earlier {
            let is_designated = measure == Measure::DesignatedSurveillance;
            let is_free = action == CustodyAction::Lifted
                || matches!(measure, Measure::Bail | Measure::Surveillance | Measure::Release);
            let kind = if is_free { None } else { Some(is_designated) };
            if since.map(|(_, designated)| designated) == kind {
                continue;
            }
            held.close(since.take(), day);
            since = kind.map(|designated| (day, designated));
        }
        held.close(since, start);
        held
    }

    fn close(&mut self, since: Option<(Date, bool)>, until: Date) {
        let Some((from, is_designated)) = since else { return };
        let days = i64::from(from.until(until).map_or(0, |span| span.get_days()));
        if is_designated {
            self.designated += days;
        } else {
            self.days += days;
            self.spells += 1;
        }
    }
}
