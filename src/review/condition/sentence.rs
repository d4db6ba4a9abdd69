//! What sentence was asked for, and what the court gave.

use super::Answer;
use crate::case::Paper;
use crate::compare::recommendation::{executed, owner};
use crate::document::DocumentKind as Kind;
use crate::extract::elements::{Punishment, Recommendation, Sentence, SentenceKind};
use crate::review::verdict::Scope;
use crate::text::Quote;

/// Sentences of the judgment within the scope.
pub(in crate::review) fn sentences(scope: Scope<'_>) -> Vec<&Sentence> {
    let Some((_, judgment)) = scope.case.of_kind(Kind::Judgment).last() else { return Vec::new() };
    let mine = |sentence: &&Sentence| {
        scope.person.is_none_or(|person| scope.case.person_named(&sentence.person.value) == Some(person))
    };
    judgment.elements.sentences.iter().filter(mine).collect()
}

pub(super) fn punishment<'a>(scope: Scope<'a>, pick: impl Fn(&'a Punishment) -> Option<&'a Quote>) -> Answer {
    let all = sentences(scope);
    if all.is_empty() {
        return Answer::Unknown;
    }
    Answer::of(all.into_iter().flat_map(|s| s.counts.iter().chain(&s.executed)).find_map(pick))
}

pub(super) fn of_kind(punishment: &Punishment, kind: SentenceKind) -> Option<&Quote> {
    punishment.kind.as_ref().filter(|found| found.value == kind).map(|found| &found.quote)
}

pub(super) fn longer_than(scope: Scope<'_>, months: u32) -> Answer {
    let all = sentences(scope);
    if all.is_empty() {
        return Answer::Unknown;
    }
    let long = all.into_iter().filter_map(executed).filter_map(|p| p.term.as_ref()).find(|term| {
        let over_by_days = term.value.total_months() == months && term.value.days > 0;
        term.value.total_months() > months || over_by_days
    });
    Answer::of(long.map(|term| &term.quote))
}

/// Recommendations of the prosecution's own papers within the scope.
pub(in crate::review) fn recommendations(scope: Scope<'_>) -> Vec<(Kind, &Recommendation)> {
    let kinds = [Kind::SentencingRecommendation, Kind::Indictment, Kind::PleaAgreement];
    let mine = |paper: &Paper, wanted: &Recommendation| {
        scope.person.is_none_or(|person| owner(scope.case, paper, wanted) == Some(person))
    };
    let papers = kinds.into_iter().flat_map(|kind| scope.case.of_kind(kind));
    papers
        .flat_map(|(_, paper)| paper.elements.recommendations.iter().map(move |wanted| (paper, wanted)))
        .filter(|(paper, wanted)| mine(paper, wanted))
        .map(|(paper, wanted)| (paper.kind(), wanted))
        .collect()
}

pub(super) fn recommended(scope: Scope<'_>, test: impl Fn(&Recommendation) -> bool) -> Answer {
    let all = recommendations(scope);
    if all.is_empty() {
        return Answer::Unknown;
    }
    Answer::of(all.into_iter().find(|(_, wanted)| test(wanted)).map(|(_, wanted)| &wanted.words.quote))
}
