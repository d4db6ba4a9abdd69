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
            .filter(|event| event.kind == kind && !event.at.value.approximate)
            .filter_map(|event| Some((event.at.value.date()?, event)))
            .collect();
        for &(day, event) in &told {
            if event.origin == Origin::Card {
                continue;
            }
            let others = || {
                told.iter().filter(|(_, other)| other.origin != event.origin && concerns(desk, event, other))
            };
            let Some((other_day, other)) = others().next() else { continue };
            if others().any(|(other, _)| *other == day)
                || (kind == StepKind::RightsToldSuspect && is_own_round(desk, event, other))
            {
                continue;
            }
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
    found
}

fn concerns(desk: Desk<'_>, a: &Event, b: &Event) -> bool {
    match (a.person, b.person) {
        (Some(a), Some(b)) => a == b,
        _ => desk.case.persons.len() == 1,
    }
}

/// Each organ tells the rights in its own stage: only the card's day can be held against a paper's.
fn is_own_round(_desk: Desk<'_>, _event: &Event, other: &Event) -> bool {
    other.origin != Origin::Card
}

fn source(desk: Desk<'_>, event: &Event) -> &'static str {
    match event.origin {
        Origin::Paper(at) => desk.case.papers[at].kind().label(),
        Origin::Card => "案卡",
    }
}
