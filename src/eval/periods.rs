//! Whether the printed period of imprisonment (刑期自……起至……止) follows from start, term and custody.
//!
//! A sentence runs from its execution; each day held before counts for one day (刑法 §44, §47), two days of
//! designated surveillance for one (刑诉 §76). Published judgments were checked by courts, so what our
//! arithmetic cannot explain is as likely a misreading of ours as a slip of theirs.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::Result;
use jiff::civil::Date;
use rayon::prelude::*;
use regex::Regex;

use super::{data, table};
use crate::compare::recommendation::executed;
use crate::document::{Document, DocumentKind};
use crate::extract::elements::{CustodyAction, CustodyStep, Elements, Measure, Party, Sentence};
use crate::extract::extract;
use crate::law::terms;
use crate::text::numeral;

/// Longest 行政拘留 for several deeds together in days (治安管理处罚法 §16).
const LONGEST_SHORT: i64 = 20;

/// How a printed end relates to the computed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    Same,
    Deducted,
    Stated,
    Designated,
    Short,
    Earlier,
    Postponed,
    OneDay,
    NearlyDeducted,
    Slip,
    Unexplained,
}

impl Relation {
    fn label(self) -> &'static str {
        match self {
            Self::Same => "与起算日、刑期相符",
            Self::Deducted => "扣除先行羁押后相符",
            Self::Stated => "扣除主文写明的日数后相符",
            Self::Designated => "扣除监视居住折抵后相符",
            Self::Short => "扣除行政拘留、司法拘留后相符",
            Self::Earlier => "与前罪并罚、撤销缓刑假释或者沿用原判，前罪羁押不在本案强制措施中",
            Self::Postponed => "自首次羁押起算，取保候审期间顺延后相符",
            Self::OneDay => "相差一日（首尾日算法）",
            Self::NearlyDeducted => "扣除先行羁押后相差三日以内（变更当日算法）",
            Self::Slip => "止日早于起日，或者晚于起算日加刑期（疑为笔误）",
            Self::Unexplained => "未能解释",
        }
    }
}

/// Counts the relations over the judgments of a folder.
pub fn run(folder: &Path) -> Result<String> {
    let judgments = data::judgments(folder)?;
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

/// Prints periods nothing explains, evenly over the collection, for a person to read: one JSON object a line.
pub fn sample(folder: &Path, count: usize) -> Result<String> {
    let judgments = data::judgments(folder)?;
    let lines: Vec<Vec<String>> = judgments
        .par_iter()
        .enumerate()
        .map(|(at, one)| {
            let elements = extract(&Document::from_text(DocumentKind::Judgment, &one.text));
            let unexplained = elements
                .sentences
                .iter()
                .filter(|sentence| relation(&elements, sentence) == Some(Relation::Unexplained));
            unexplained
                .map(|sentence| serde_json::json!({ "judgment": at, "sentence": sentence }).to_string())
                .collect()
        })
        .collect();
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    let step = (lines.len() / count.max(1)).max(1);
    Ok(lines.into_iter().step_by(step).take(count).fold(String::new(), |all, line| all + &line + "\n"))
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
    let executed = executed(sentence)?;
    if executed.suspended.is_some() {
        return None;
    }
    let term = executed.term.as_ref()?.value;
    let party = elements.parties.iter().find(|party| party.name.value == sentence.person.value)?;
    let steps = dated(&party.custody)?;
    let held = Held::before(start, &steps);
    let ends = terms::term_ends(start, term, elements.date.as_ref().map(|date| date.value));
    let off_by = |days: i64| {
        ends.iter().any(|end| end.checked_sub(jiff::Span::new().days(days)).is_ok_and(|day| day == stop))
    };
    let around = |days: i64, by: i64| (days - by..=days + by).any(off_by);
    let short = short_detentions(party, start);
    let half = held.surveilled / 2;
    let relation = if off_by(0) {
        Relation::Same
    } else if (held.days..=held.days + held.spells).any(off_by) {
        Relation::Deducted
    } else if sentence.offset_days.as_ref().is_some_and(|offset| around(i64::from(offset.value), 1)) {
        Relation::Stated
    } else if held.surveilled > 0
        && [half, held.days + half, held.days + held.surveilled].into_iter().any(|days| around(days, 2))
    {
        Relation::Designated
    } else if short.iter().any(|&days| around(days, 1) || around(days + held.days, 1)) {
        Relation::Short
    } else if sentence.revoked.is_some() || sentence.earlier.is_some() || sentence.upheld {
        Relation::Earlier
    } else if free_after(start, &steps).is_some_and(|days| around(-days, 3)) {
        Relation::Postponed
    } else if off_by(-1) || off_by(1) {
        Relation::OneDay
    } else if held.days > 0 && around(held.days, 3) {
        Relation::NearlyDeducted
    } else if stop < start || ends.iter().all(|end| *end < stop) {
        Relation::Slip
    } else {
        Relation::Unexplained
    };
    Some(relation)
}

/// Days of 行政拘留 or 司法拘留 told of a person: as a number, or from their day to the start of the sentence. They
/// count where they were for the same deed (高法、公安部 replies on 行政拘留折抵刑期), which the heading seldom says.
fn short_detentions(party: &Party, start: Date) -> Vec<i64> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!("(?:行政|司法|治安)拘留[^，。；]{{0,8}}?([{}]+)(?:日|天)", numeral::CLASS))
            .expect("the pattern is fixed")
    });
    let priors = party.priors.iter().map(|prior| (&prior.clause, prior.decided.as_ref()));
    let steps = party
        .custody
        .iter()
        .filter(|step| step.measure == Measure::AdministrativeDetention)
        .map(|step| (&step.clause, step.at.as_ref()));
    let told = priors.chain(steps).filter(|(clause, _)| {
        ["行政拘留", "司法拘留", "治安拘留"].iter().any(|word| clause.quote.text.contains(word))
    });
    let mut days = Vec::new();
    for (clause, at) in told {
        let number =
            NUMBER.captures(&clause.quote.text).and_then(|found| numeral::integer(found.get(1)?.as_str()));
        days.extend(number);
        let since = at.and_then(|at| at.value.date()).and_then(|day| day.until(start).ok());
        days.extend(
            since.map(|span| i64::from(span.get_days())).filter(|days| (1..=LONGEST_SHORT).contains(days)),
        );
    }
    let all = days.iter().sum();
    days.push(all);
    days.retain(|days| *days > 0);
    days
}

/// Days at liberty between a spell of custody that begins on `start` and the later ones.
fn free_after(start: Date, steps: &[(Date, Measure, CustodyAction)]) -> Option<i64> {
    let mut free = 0;
    let mut since: Option<Date> = None;
    for &(day, measure, action) in steps.iter().filter(|(day, ..)| *day >= start) {
        match (is_free(measure, action), since) {
            (true, None) => since = Some(day),
            (false, Some(from)) => {
                free += from.until(day).map_or(0, |span| i64::from(span.get_days()));
                since = None;
            }
            _ => {}
        }
    }
    (free > 0).then_some(free)
}

fn is_free(measure: Measure, action: CustodyAction) -> bool {
    action == CustodyAction::Lifted
        || matches!(measure, Measure::Bail | Measure::Surveillance | Measure::Release)
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
    /// Days of surveillance, designated or not told to be.
    surveilled: i64,
}

impl Held {
    fn before(start: Date, steps: &[(Date, Measure, CustodyAction)]) -> Self {
        let mut held = Self { days: 0, spells: 0, surveilled: 0 };
        let mut since: Option<(Date, bool)> = None;
        let earlier = steps.iter().filter(|(day, ..)| *day < start);
        for &(day, measure, action) in earlier {
            let is_surveilled = action != CustodyAction::Lifted
                && matches!(measure, Measure::DesignatedSurveillance | Measure::Surveillance);
            let kind = if is_free(measure, action) && !is_surveilled { None } else { Some(is_surveilled) };
            if since.map(|(_, surveilled)| surveilled) == kind {
                continue;
            }
            held.close(since.take(), day);
            since = kind.map(|surveilled| (day, surveilled));
        }
        held.close(since, start);
        held
    }

    fn close(&mut self, since: Option<(Date, bool)>, until: Date) {
        let Some((from, is_surveilled)) = since else { return };
        let days = i64::from(from.until(until).map_or(0, |span| span.get_days()));
        if is_surveilled {
            self.surveilled += days;
        } else {
            self.days += days;
            self.spells += 1;
        }
    }
}
