//! A first interrogation that began before the person was caught.

use jiff::civil::Date;

use super::super::super::verdict::Verdict;
use super::session::{self, Session};
use crate::case::{CaseFile, Event, Origin};
use crate::document::DocumentKind as K;
use crate::extract::elements::StepKind;

/// 14时许 may be half an hour earlier.
const ROOM: i32 = 30;

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    let records = case.of_kind(K::Interrogation).map(|(_, paper)| paper);
    records.filter_map(session::of).filter_map(|session| early(case, &session)).collect()
}

/// Only an account of the arrival that tells of one day and one hour is held against the record.
fn early(case: &CaseFile, session: &Session<'_>) -> Option<Verdict> {
    let record = session.paper.elements.interview.as_ref()?;
    let name = &record.person.as_ref()?.value;
    let person = case.person_named(name)?;
    let is_account = |event: &&Event| {
        let kind = match event.origin {
            Origin::Paper(at) => case.papers[at].kind(),
            Origin::Card => return false,
        };
        event.kind == StepKind::Arrival
            && event.person.map_or(case.persons.len() == 1, |of| of == person)
            && matches!(kind, K::ArrivalAccount | K::ProsecutionOpinion)
    };
    let arrivals: Vec<(Date, Option<i32>, &Event)> = case
        .events
        .iter()
        .filter(is_account)
        .filter_map(|event| Some((event.at.value.date()?, event.at.value.minutes(), event)))
        .collect();
    let (day, ..) = *arrivals.iter().min_by_key(|(day, ..)| *day)?;
    let (_, minutes, event) = arrivals
        .iter()
        .filter(|(other, ..)| *other == day)
        .min_by_key(|(_, minutes, _)| minutes.unwrap_or(i32::MAX))?;
    let is_early = session.day == day && (*minutes)? > session.start + ROOM;
    if !is_early {
        return None;
    }
    let message = format!("{name}的讯问于{}开始，早于到案（{}）", session.words.text, event.at.quote.text);
    Some(
        Verdict::fail(message, vec![session.words.clone(), event.at.quote.clone()])
            .of(name.clone())
            .confident(0.8),
    )
}
