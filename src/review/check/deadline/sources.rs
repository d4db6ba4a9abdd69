//! Which of several sources of one step a limit is counted by, and what stands in for a start nobody tells.

use jiff::civil::Date;

use super::super::super::verdict::{Scope, Verdict};
use super::dated;
use crate::case::{CaseFile, Event, Origin};
use crate::document::DocumentKind as K;
use crate::extract::elements::StepKind as S;
use crate::law::terms;
use crate::standard::check::Substitute;

/// Events with the accounts left out that a paper of the step's own contradicts: a signed notice of rights proves
/// the day on which rights were told, not the sentence of the indictment that says so. The paper of a decision
/// needs a second source beside it, for it may bear the slip itself.
pub(super) fn governing<'a>(case: &CaseFile, events: Vec<(Date, &'a Event)>) -> Vec<(Date, &'a Event)> {
    let stays = |&(day, event): &(Date, &Event)| -> bool {
        let Some((own, proves_alone)) = own_papers(event.kind) else { return true };
        if is_own(case, event, own) || is_record(case, event) {
            return true;
        }
        let same_person =
            |other: &Event| other.person == event.person || other.person.is_none() || event.person.is_none();
        let mut others = events.iter().filter(|(_, other)| {
            other.kind == event.kind && same_person(other) && !std::ptr::eq(*other, event)
        });
        if proves_alone {
            return !others.any(|(_, other)| is_own(case, other, own));
        }
        if !is_account(case, event) {
            return true;
        }
        let told: Vec<&(Date, &Event)> = others.collect();
        let is_borne_out =
            |day: Date| told.iter().filter(|(o, e)| *o == day && !is_account(case, e)).count() > 1;
        let other_day = told.iter().find(|(_, other)| is_own(case, other, own)).map(|(day, _)| *day);
        other_day.is_none_or(|other| other == day || !is_borne_out(other))
    };
    let kept: Vec<bool> = events.iter().map(stays).collect();
    events.into_iter().zip(kept).filter_map(|(event, kept)| kept.then_some(event)).collect()
}

/// Papers that perform a step, and whether one of them proves it against every account.
fn own_papers(kind: S) -> Option<(&'static [K], bool)> {
    Some(match kind {
        S::RightsToldSuspect => (&[K::RightsNotice, K::PleaRightsNotice], true),
        S::ArrestApproved | S::ArrestReviewDecided => (&[K::ArrestApproval, K::ArrestRefusal], false),
        S::Detained => (&[K::DetentionWarrant], false),
        S::Arrested => (&[K::ArrestWarrant], false),
        _ => return None,
    })
}

fn is_own(case: &CaseFile, event: &Event, own: &[K]) -> bool {
    matches!(event.origin, Origin::Paper(at) if own.contains(&case.papers[at].kind()))
}

/// Rights told at an interrogation are told there, and not only said to have been.
fn is_record(case: &CaseFile, event: &Event) -> bool {
    is_own(case, event, &[K::Interrogation, K::WitnessInterview, K::OpinionHearing])
}

/// Papers that tell the course of the case from other papers.
fn is_account(case: &CaseFile, event: &Event) -> bool {
    is_own(
        case,
        event,
        &[
            K::ProsecutionOpinion,
            K::Indictment,
            K::Judgment,
            K::NonProsecutionDecision,
            K::ConditionalNonProsecution,
            K::ReviewReport,
        ],
    )
}

/// A start that stands in for one no paper dates.
pub(super) struct StandIn<'a> {
    /// Its day with the room the standard leaves.
    pub day: Date,
    /// The step it was read from.
    pub event: &'a Event,
    /// Whether what follows from it is only for a person to look at.
    pub is_hint: bool,
}

/// The earliest day of the first substitute the dossier dates.
pub(super) fn stand_in<'a>(scope: Scope<'a>, substitutes: &[Substitute]) -> Option<StandIn<'a>> {
    substitutes.iter().find_map(|substitute| {
        // What only begins with a step, such as the review of a case, is not proven by an earlier one.
        let after = substitute.after.as_slice();
        let floor = dated(scope, after).last().map(|(day, _)| *day);
        if !after.is_empty() && floor.is_none() {
            return None;
        }
        let told = dated(scope, &substitute.steps);
        let (day, event) = told.into_iter().find(|(day, _)| floor.is_none_or(|floor| *day >= floor))?;
        let day = match substitute.room {
            Some(room) => terms::deadline(day, room.0, false)?,
            None => day,
        };
        Some(StandIn { day, event, is_hint: substitute.hint })
    })
}

/// Says what the limit was counted from, where the start itself is not told.
pub(super) fn told_by_stand_in(mut verdict: Verdict, missing: &[S], stand_in: &StandIn<'_>) -> Verdict {
    let label = missing.first().map_or("起算", |kind| kind.label());
    let told = stand_in.event.at.value.date();
    let room = told.map_or(0, |day| day.until(stand_in.day).map_or(0, |span| span.get_days()));
    let room = if room > 0 { format!("另加{room}日") } else { String::new() };
    let of = stand_in.event.kind.label();
    verdict.message = format!("{}（卷内未见{label}的日期，自{of}之日{room}推算）", verdict.message);
    if stand_in.is_hint {
        verdict.severity = Some("提示".to_owned());
    }
    verdict
}
