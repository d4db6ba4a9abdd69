//! One step, one day: a step that papers and card date differently.

use jiff::civil::Date;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::{Event, Origin};
use crate::document::DocumentKind;
use crate::extract::elements::StepKind;

/// Steps that happen once for a person.
const ONCE: [StepKind; 12] = [
    StepKind::Filed,
    StepKind::Detained,
    StepKind::ArrestApproved,
    StepKind::Arrested,
    StepKind::ArrestRequested,
    StepKind::ArrestRequestReceived,
    StepKind::Transferred,
    StepKind::RightsToldSuspect,
    StepKind::PleaSigned,
    StepKind::CourtAccepted,
    StepKind::Judged,
    StepKind::JudgmentReceived,
];

/// A day one paper tells and no other source does, while another source dates the same step.
pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let case = desk.case;
    let rounds = case.of_kind(DocumentKind::SupplementaryInvestigationDecision).count();
    let mut found = Vec::new();
    for kind in ONCE {
        // A returned case is transferred again.
        if kind == StepKind::Transferred && rounds > 0 {
            continue;
        }
        let told: Vec<(Date, &Event)> = case
            .events
            .iter()
            .filter(|event| event.kind == kind && !event.at.value.approximate && !is_retold(desk, event))
            .filter_map(|event| Some((event.at.value.date()?, event)))
            .collect();
        for &(day, event) in &told {
            if event.origin == Origin::Card {
                continue;
            }
            let others = || {
                told.iter().filter(|(_, other)| other.origin != event.origin && concerns(desk, event, other))
            };
            if others().any(|(other, _)| *other == day) {
                continue;
            }
            // A day only the card tells is held against the papers by the rule on the card.
            let Some((other_day, other)) = others().find(|(_, other)| other.origin != Origin::Card) else {
                continue;
            };
            let name =
                event.person.or(other.person).map(|at| case.persons[at].name.clone()).unwrap_or_default();
            let message = format!(
                "{}的日期，{}为{day}，{}为{other_day}，不一致",
                kind.label(),
                source(desk, event),
                source(desk, other)
            );
            let evidence = vec![event.at.quote.clone(), other.at.quote.clone()];
            found.push(Verdict::fail(message, evidence).of(name).confident(0.7));
        }
    }
    found.extend(bail(desk));
    found.extend(early_prosecution(desk));
    found.extend(late_opinion(desk));
    found
}

/// A bail decision of a day no other source knows, while another source tells of a day no decision bears.
fn bail(desk: Desk<'_>) -> Vec<Verdict> {
    if desk.case.persons.len() != 1 {
        return Vec::new();
    }
    let is_decision = |event: &Event| match event.origin {
        Origin::Paper(at) => desk.case.papers[at].kind() == DocumentKind::BailDecision,
        Origin::Card => false,
    };
    let told: Vec<(Date, &Event)> = desk
        .case
        .events
        .iter()
        .filter(|event| event.kind == StepKind::Bailed)
        .filter_map(|event| Some((event.at.value.date()?, event)))
        .collect();
    let lonely = |own: bool| {
        told.iter().find(|(day, event)| {
            is_decision(event) == own && !told.iter().any(|(other, e)| is_decision(e) != own && other == day)
        })
    };
    let (Some((day, decision)), Some((other_day, other))) = (lonely(true), lonely(false)) else {
        return Vec::new();
    };
    // A stage whose decision is not on file tells of a later day, not of another one for the same step.
    if (*day - *other_day).get_days().abs() > 60 {
        return Vec::new();
    }
    let message = format!("取保候审决定书的日期为{day}，{}为{other_day}，不一致", source(desk, other));
    let evidence = vec![decision.at.quote.clone(), other.at.quote.clone()];
    vec![Verdict::fail(message, evidence).confident(0.7)]
}

/// A judgment that lets the prosecution come before the indictment was signed.
fn early_prosecution(desk: Desk<'_>) -> Option<Verdict> {
    let of = |wanted: DocumentKind| {
        let events = desk.case.events.iter().filter(move |event| {
            let Origin::Paper(at) = event.origin else { return false };
            event.kind == StepKind::Prosecuted && desk.case.papers[at].kind() == wanted
        });
        events.filter_map(|event| Some((event.at.value.date()?, event))).max_by_key(|(day, _)| *day)
    };
    let (signed, indictment) = of(DocumentKind::Indictment)?;
    let (told, judgment) = of(DocumentKind::Judgment)?;
    if told >= signed {
        return None;
    }
    let message = format!("判决书载明{told}提起公诉，早于起诉书的日期{signed}");
    let evidence = vec![judgment.at.quote.clone(), indictment.at.quote.clone()];
    Some(Verdict::fail(message, evidence).confident(0.8))
}

/// A police paper signed after the day on which the case was handed over.
fn late_opinion(desk: Desk<'_>) -> Option<Verdict> {
    let (at, paper) = desk.case.of_kind(DocumentKind::ProsecutionOpinion).last()?;
    let signed = paper.elements.date.as_ref()?;
    let (day, event) = desk
        .case
        .events
        .iter()
        .filter(|event| event.kind == StepKind::Transferred && event.origin != Origin::Paper(at))
        .filter_map(|event| Some((event.at.value.date()?, event)))
        .max_by_key(|(day, _)| *day)?;
    if signed.value <= day {
        return None;
    }
    let message =
        format!("起诉意见书的日期为{}，晚于{}载明的移送日期{day}", signed.value, source(desk, event));
    Some(Verdict::fail(message, vec![signed.quote.clone(), event.at.quote.clone()]).confident(0.8))
}

/// Rights read out again at an interrogation are no second notice.
fn is_retold(desk: Desk<'_>, event: &Event) -> bool {
    let Origin::Paper(at) = event.origin else { return false };
    event.kind == StepKind::RightsToldSuspect && desk.case.papers[at].kind() == DocumentKind::Interrogation
}

fn concerns(desk: Desk<'_>, a: &Event, b: &Event) -> bool {
    match (a.person, b.person) {
        (Some(a), Some(b)) => a == b,
        _ => desk.case.persons.len() == 1,
    }
}

fn source(desk: Desk<'_>, event: &Event) -> &'static str {
    match event.origin {
        Origin::Paper(at) => desk.case.papers[at].kind().label(),
        Origin::Card => "案卡",
    }
}
