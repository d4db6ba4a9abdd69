//! 笔录: items of interrogation and interview records (高法解释 §90, §95).

mod language;
mod minors;
mod signed;
mod told;

use jiff::civil::Date;

use super::super::engine::Desk;
use super::super::verdict::{Scope, Verdict};
use crate::case::Paper;
use crate::document::DocumentKind;
use crate::extract::elements::{Interview, StepKind};
use crate::law::terms;
use crate::standard::check::RecordItem;

pub(super) fn check(desk: Desk<'_>, item: RecordItem) -> Vec<Verdict> {
    let records: Vec<(&Paper, &Interview)> = desk
        .case
        .papers
        .iter()
        .filter(|paper| matches!(paper.kind(), DocumentKind::Interrogation | DocumentKind::WitnessInterview))
        .filter_map(|paper| Some((paper, paper.elements.interview.as_ref()?)))
        .collect();
    if records.is_empty() {
        return vec![Verdict::unknown("卷宗中未见讯问、询问笔录")];
    }
    let found: Vec<Verdict> = match item {
        RecordItem::ProsecutorTold => told::check(desk, &records),
        RecordItem::Interpreter => language::check(desk, &records),
        RecordItem::MinorAskedAgain => minors::asked_again(&records),
        RecordItem::GirlAsked => minors::woman_present(&records, DocumentKind::WitnessInterview),
        RecordItem::GirlInterrogated => minors::woman_present(&records, DocumentKind::Interrogation),
        RecordItem::Adult => {
            minors::unaccompanied(&records).into_iter().chain(each(desk, &records, item)).collect()
        }
        RecordItem::Times => signed::early(&records).into_iter().chain(each(desk, &records, item)).collect(),
        _ => each(desk, &records, item),
    };
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}

fn each(desk: Desk<'_>, records: &[(&Paper, &Interview)], item: RecordItem) -> Vec<Verdict> {
    records.iter().filter_map(|(paper, record)| one(desk, paper, record, item)).collect()
}

fn one(desk: Desk<'_>, paper: &Paper, record: &Interview, item: RecordItem) -> Option<Verdict> {
    let person = record.person.as_ref();
    let name = person.map(|person| person.value.clone()).unwrap_or_default();
    let anchor = person.or(record.place.as_ref()).map(|cited| cited.quote.clone());
    // A head of which neither person nor place was read may hold names that were not read either.
    let start = || record.start.as_ref().filter(|_| record.recorder.is_some());
    let anchor = anchor.or_else(|| start().map(|start| start.quote.clone()))?;
    let interrogation = paper.kind() == DocumentKind::Interrogation;
    let message = match item {
        RecordItem::Officers if interrogation => officers(record)?,
        RecordItem::Times => times(record)?,
        RecordItem::Place if interrogation => place(desk, record, &name)?,
        RecordItem::Adult if !minors::is_accompanied(paper, &name) => adult(desk, record, &name)?,
        RecordItem::RightsTold
            if interrogation && record.ordinal.unwrap_or(1) == 1 && record.rights_told.is_none() =>
        {
            format!("{name}的第一次讯问笔录中未见权利义务告知的记载")
        }
        _ => return None,
    };
    Some(Verdict::fail(message, vec![anchor]).of(name).confident(0.8))
}

/// Two officers at least, recorder included (刑诉 §118.1).
fn officers(record: &Interview) -> Option<String> {
    // Names glued together are not read: who recorded is no sign that nobody else was there.
    record.interviewers.first()?;
    let mut names: Vec<&str> =
        record.interviewers.iter().chain(&record.recorder).map(|name| name.value.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    (names.len() == 1).then(|| format!("讯问笔录只载明一名讯问人员（{}）", names[0]))
}

fn times(record: &Interview) -> Option<String> {
    let (start, end) = (record.start.as_ref(), record.end.as_ref());
    match (start, end) {
        (Some(start), None) => Some(format!("笔录（{}起）未载明结束时间", start.value)),
        (None, Some(end)) => Some(format!("笔录（{}止）未载明开始时间", end.value)),
        (Some(start), Some(end)) => {
            let same_day = start.value.date()? == end.value.date()?;
            let backwards = same_day && end.value.minutes()? < start.value.minutes()?;
            backwards.then(|| format!("笔录结束时间（{}）早于开始时间（{}）", end.value, start.value))
        }
        (None, None) => None,
    }
}

/// A person under eighteen on the day is questioned with an adult present (刑诉 §281).
fn adult(desk: Desk<'_>, record: &Interview, name: &str) -> Option<String> {
    let person = desk.case.person_named(name)?;
    let (paper, party) = desk.case.persons[person].mentions.first()?;
    let birth = desk.case.papers[*paper].elements.parties[*party].birth.as_ref()?.value.date()?;
    let day = record.start.as_ref()?.value.date()?;
    let is_minor = terms::age_on(birth, day)? < 18;
    (is_minor && record.adult_present.is_none())
        .then(|| format!("{name}在{day}被讯问时未满十八周岁，笔录未载明法定代理人或合适成年人到场"))
}

/// Places where a person in custody may be questioned: the detention house, and where he is kept for cause.
const CUSTODY_PLACES: [&str; 8] = ["看守所", "监狱", "监区", "医院", "戒毒", "法院", "法庭", "检察"];

/// Once delivered to the detention house, a person is questioned there (刑诉 §118.2). Only days after the
/// delivery and before the first release count, so that the day of delivery itself is never doubtful.
fn place(desk: Desk<'_>, record: &Interview, name: &str) -> Option<String> {
    let person = desk.case.person_named(name)?;
    let scope = Scope { case: desk.case, person: Some(person) };
    let days = |kinds: &[StepKind]| -> Vec<Date> {
        scope.events(kinds).into_iter().filter_map(|event| event.at.value.date()).collect()
    };
    let day = record.start.as_ref()?.value.date()?;
    let delivered = days(&[StepKind::DetainedDelivered]).into_iter().max()?;
    let free = days(&[StepKind::Bailed, StepKind::Surveillance, StepKind::Released]);
    // A card ends the detention on the day of the arrest: that is no release.
    let arrested = days(&[StepKind::Arrested]);
    if day <= delivered || free.into_iter().any(|freed| freed <= day && !arrested.contains(&freed)) {
        return None;
    }
    let place = record.place.as_ref()?;
    if CUSTODY_PLACES.iter().any(|known| place.value.contains(known)) {
        return None;
    }
    Some(format!("{name}于{delivered}送看守所羁押，{day}的讯问笔录载明地点为“{}”", place.value))
}
