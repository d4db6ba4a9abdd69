//! Rights told to one of several persons after the three days, where the others were told in time (规则 §40、§55). The
//! day is the one behind the person's name in the notice: a line of a list, a row of a table.

use jiff::civil::Date;

use super::super::super::verdict::Verdict;
use super::victims;
use crate::case::CaseFile;
use crate::document::DocumentKind as K;
use crate::extract::elements::StepKind as S;
use crate::law::terms::{Limit, deadline};
use crate::text::Quote;

/// Characters from a name to its day: the titles of the notices may stand between.
const REACH: usize = 80;

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    let Some((received, told)) = received(case) else { return Vec::new() };
    let Some(limit) = deadline(received, Limit::Days(3), true) else { return Vec::new() };
    let own = (0..case.persons.len()).filter(|&person| !case.is_parted(person));
    let mut names: Vec<String> = own.map(|person| case.persons[person].name.clone()).collect();
    names.extend(victims::named(case).into_iter().map(|victim| victim.value.clone()));
    let days: Vec<(&String, Date, Quote)> = names
        .iter()
        .filter_map(|name| first_day(case, name, &names, received).map(|(day, quote)| (name, day, quote)))
        .collect();
    // A limit missed by everybody is told by the limit itself; so is a card or record that tells of an earlier day.
    let (late, in_time): (Vec<_>, Vec<_>) = days.into_iter().partition(|(_, day, _)| *day > limit);
    if in_time.is_empty() || late.len() > in_time.len() {
        return Vec::new();
    }
    // Whoever was handed over later is told of the rights after that.
    let is_added =
        |name: &str| case.person_named(name).is_some_and(|person| is_handed_over_later(case, person));
    let late = late.into_iter().filter(|(name, _, _)| !is_added(name));
    let verdict = |(name, day, quote): (&String, Date, Quote)| {
        let message = format!("受理（{received}）后应于{limit}前告知{name}诉讼权利，载明为{day}");
        Verdict::fail(message, vec![quote, told.clone()]).of(name.clone()).confident(0.8)
    };
    late.map(verdict).collect()
}

/// Whether another paper of the police than the first one introduces a person: one on the run then is named there only.
fn is_handed_over_later(case: &CaseFile, person: usize) -> bool {
    let introduces = |kind: K| case.of_kind(kind).any(|(at, _)| case.party(person, at).is_some());
    let names = |at: usize| {
        case.persons[person].spellings().any(|name| case.papers[at].document.plain().contains(name))
    };
    let is_later =
        case.of_kind(K::SupplementaryOpinion).any(|(at, _)| case.party(person, at).is_some() || names(at));
    is_later && !introduces(K::ProsecutionOpinion)
}

/// The latest day any paper gives for the first receipt of the case, before it was returned.
fn received(case: &CaseFile) -> Option<(Date, Quote)> {
    let days = |kinds: &[S]| -> Vec<(Date, Quote)> {
        let events = case.events.iter().filter(|event| kinds.contains(&event.kind));
        events.filter_map(|event| Some((event.at.value.date()?, event.at.quote.clone()))).collect()
    };
    let returned = days(&[S::Returned]).into_iter().map(|(day, _)| day).min();
    let before = |day: &Date| returned.is_none_or(|returned| *day < returned);
    days(&[S::Accepted, S::Transferred])
        .into_iter()
        .filter(|(day, _)| before(day))
        .max_by_key(|(day, _)| *day)
}

/// The earliest day behind a name in the notices, not before the receipt.
fn first_day(case: &CaseFile, name: &str, names: &[String], received: Date) -> Option<(Date, Quote)> {
    let kinds = [
        K::RightsNotice,
        K::PleaRightsNotice,
        K::Interrogation,
        K::OpinionHearing,
        K::Unknown,
        K::AcceptanceForm,
        K::ServiceReturn,
    ];
    let papers = case.papers.iter().filter(|paper| kinds.contains(&paper.kind()));
    let mut found: Vec<(Date, Quote)> = Vec::new();
    for paper in papers {
        let plain = paper.document.plain();
        let is_notice = plain.contains("检察院") && plain.contains("权利义务告知");
        let is_told = is_notice || paper.kind() == K::Interrogation && plain.contains("检察");
        if !is_told && paper.kind() != K::PleaRightsNotice {
            continue;
        }
        let dates = paper.document.text.dates();
        for (at, _) in plain.match_indices(name) {
            let start = at + name.len();
            let behind = plain.get(start..)?;
            let line = behind.split('\n').next().unwrap_or_default();
            let reach = line.char_indices().nth(REACH).map_or(line.len(), |(end, _)| end);
            let own = &line[..reach];
            let end = names
                .iter()
                .filter(|other| other.as_str() != name)
                .filter_map(|other| own.find(other.as_str()))
                .min();
            let end = start + end.unwrap_or(reach);
            let day = dates.iter().find(|day| day.range.start >= start && day.range.end <= end);
            found.extend(day.and_then(|day| Some((day.value.date()?, paper.document.quote(&day.range)))));
        }
        // Asked by the procurator, a person hears of the rights at the latest then.
        if paper.kind() == K::Interrogation
            && let Some(interview) = &paper.elements.interview
            && interview.person.as_ref().is_some_and(|person| person.value == name)
            && let Some(start) = &interview.start
        {
            found.extend(start.value.date().map(|day| (day, start.quote.clone())));
        }
    }
    found.into_iter().filter(|(day, _)| *day >= received).min_by_key(|(day, _)| *day)
}
