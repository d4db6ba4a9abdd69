//! How old a person was when it counts.

use super::Answer;
use crate::case::{CaseFile, PersonIndex};
use crate::document::DocumentKind as Kind;
use crate::extract::elements::StepKind;
use crate::law::terms;
use crate::review::verdict::Scope;
use crate::text::{Cited, Moment};

/// Whether a judgment introduces the person: others of the case may have been let go before.
pub(super) fn is_tried(scope: Scope<'_>) -> bool {
    let Some(person) = scope.person else { return true };
    let mut judgments = scope.case.of_kind(Kind::Judgment);
    judgments.any(|(at, _)| scope.case.party(person, at).is_some())
}

/// Still under eighteen on the last day of such steps: when the procuratorate accepts the case (规则 §460: the duty
/// ends with that age), when the court hears it (刑诉 §285).
pub(super) fn minor_on(scope: Scope<'_>, steps: &[StepKind]) -> Answer {
    let Some(person) = scope.person else { return Answer::Unknown };
    let Some(birth) = birth(scope.case, person) else { return Answer::Unknown };
    let day = scope.events(steps).into_iter().filter_map(|event| event.at.value.date()).max();
    match birth.value.date().zip(day) {
        Some((born, day)) if terms::age_on(born, day).is_some_and(|age| age < 18) => {
            Answer::Yes(vec![birth.quote.clone()])
        }
        Some(_) => Answer::No,
        None => Answer::Unknown,
    }
}

/// Under eighteen at the first act, by birth date.
pub(super) fn age_below_eighteen(scope: Scope<'_>) -> Answer {
    let Some(person) = scope.person else {
        let any = (0..scope.case.persons.len())
            .map(|at| age_below_eighteen(Scope { person: Some(at), ..scope }))
            .find(|answer| matches!(answer, Answer::Yes(_)));
        return any.unwrap_or(Answer::No);
    };
    let Some(birth) = birth(scope.case, person) else { return Answer::Unknown };
    let facts = scope.case.papers.iter().flat_map(|paper| &paper.elements.found);
    let first_act = facts.filter_map(|fact| fact.time.as_ref()?.value.date()).min();
    match (birth.value.date(), first_act) {
        (Some(born), Some(act)) => match terms::age_on(born, act) {
            Some(age) if age < 18 => Answer::Yes(vec![birth.quote.clone()]),
            _ => Answer::No,
        },
        _ => Answer::Unknown,
    }
}

fn birth(case: &CaseFile, person: PersonIndex) -> Option<&Cited<Moment>> {
    let mentions = &case.persons[person].mentions;
    mentions.iter().find_map(|&(paper, party)| case.papers[paper].elements.parties[party].birth.as_ref())
}
