//! 累犯的间隔: five years between the end of the last sentence and the new deed (刑法 §65.1).

use jiff::ToSpan;
use jiff::civil::Date;

use super::Answer;
use crate::document::DocumentKind as Kind;
use crate::extract::elements::{Prior, PriorKind, StepKind};
use crate::review::verdict::Scope;
use crate::text::Quote;

pub(super) const NAMES: &[&str] = &["前罪刑满已逾五年"];

/// Years within which the new deed makes a recidivist.
const YEARS: i64 = 5;

/// Whether every sentence told was served more than five years before the first deed told. Unknown where one
/// has no end, or a deed no day.
pub(super) fn lapsed(scope: Scope<'_>) -> Answer {
    let Some(person) = scope.person else { return Answer::Unknown };
    let case = scope.case;
    // Offences against the state, of terror and of organised crime have no such limit (刑法 §66).
    let is_special = case.papers.iter().flat_map(|paper| &paper.elements.citations);
    if is_special.into_iter().any(|c| c.value.law == "刑法" && c.value.article == 66) {
        return Answer::No;
    }
    let mentions = &case.persons[person].mentions;
    let priors = || {
        mentions
            .iter()
            .flat_map(|&(paper, party)| &case.papers[paper].elements.parties[party].priors)
            .filter(|prior| prior.kind == PriorKind::Criminal)
    };
    let mut ends: Vec<(Date, &Quote)> = priors()
        .filter_map(|prior| prior.released.as_ref())
        .filter_map(|released| Some((released.value.date()?, &released.quote)))
        .collect();
    let certified = scope.events(&[StepKind::PriorReleased]);
    ends.extend(certified.iter().filter_map(|event| Some((event.at.value.date()?, &event.at.quote))));
    let has_end = |prior: &Prior| {
        let decided = prior.decided.as_ref().and_then(|decided| decided.value.date());
        prior.released.as_ref().is_some_and(|released| released.value.date().is_some())
            || priors().any(|other| {
                other.released.is_some()
                    && decided.is_some()
                    && other.decided.as_ref().and_then(|decided| decided.value.date()) == decided
            })
    };
    let Some((end, served)) = ends.iter().max_by_key(|(day, _)| *day) else { return Answer::Unknown };
    if !priors().filter(|prior| is_served(prior)).all(has_end) {
        return Answer::Unknown;
    }
    let main = [Kind::ProsecutionOpinion, Kind::Indictment, Kind::Judgment];
    let papers = case.papers.iter().filter(|paper| main.contains(&paper.kind()));
    let mut first: Option<(Date, &Quote)> = None;
    for fact in papers.flat_map(|paper| paper.elements.found.iter().chain(&paper.elements.alleged)) {
        let Some((day, quote)) = fact.time.as_ref().and_then(|time| Some((time.value.date()?, &time.quote)))
        else {
            return Answer::Unknown;
        };
        if first.is_none_or(|(known, _)| day < known) {
            first = Some((day, quote));
        }
    }
    let Some((day, deed)) = first else { return Answer::Unknown };
    match end.checked_add(YEARS.years()) {
        Ok(last) if day > last => Answer::Yes(vec![(*served).clone(), deed.clone()]),
        Ok(_) => Answer::No,
        Err(_) => Answer::Unknown,
    }
}

/// A sentence of imprisonment that was served: only its end starts the five years.
fn is_served(prior: &Prior) -> bool {
    let told = prior.punishment.as_ref().map_or("", |punishment| punishment.value.as_str());
    let clause = prior.clause.quote.text.as_str();
    let is_imprisonment =
        told.is_empty() || ["有期徒刑", "无期徒刑", "死刑"].iter().any(|word| told.contains(word));
    let is_suspended = told.contains("缓刑") && !clause.contains("撤销");
    prior.kind == PriorKind::Criminal && is_imprisonment && !is_suspended
}
