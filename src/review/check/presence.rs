//! 存在: a paper, a step or words must be in the dossier. A missing paper is unknown unless the point says
//! otherwise and the dossier is one of many papers.

use super::super::condition;
use super::super::verdict::{Scope, Verdict};
use crate::document::{DocumentKind, ReadState};
use crate::extract::elements::StepKind;
use crate::standard::Pattern;
use crate::standard::check::Missing;

/// What is wanted.
pub(super) struct Wanted<'a> {
    pub papers: &'a [DocumentKind],
    pub steps: &'a [StepKind],
    pub words: Option<&'a Pattern>,
    pub among: &'a [DocumentKind],
    pub missing: Missing,
    pub beside: &'a [DocumentKind],
    pub label: &'a str,
}

pub(super) fn check(scope: Scope<'_>, wanted: &Wanted<'_>) -> Verdict {
    // What is made for somebody whose case was parted is in a file of its own.
    if scope.person.is_some_and(|person| scope.case.is_parted(person)) {
        return Verdict::not_applicable();
    }
    let has_paper = scope.case.papers.iter().any(|paper| wanted.papers.contains(&paper.kind()));
    if has_paper || !scope.events(wanted.steps).is_empty() || has_words(scope, wanted) {
        return Verdict::pass();
    }
    let unread = scope
        .case
        .papers
        .iter()
        .any(|paper| paper.document.read == ReadState::Failed || paper.kind() == DocumentKind::Unknown);
    let reason = format!("卷宗中未见{}", wanted.label);
    let neighbour = scope.case.papers.iter().find(|paper| wanted.beside.contains(&paper.kind()));
    let is_whole =
        if wanted.beside.is_empty() { condition::is_full_dossier(scope.case) } else { neighbour.is_some() };
    if wanted.missing == Missing::Unknown || unread || !is_whole {
        return Verdict::unknown(reason);
    }
    let Some(anchor) = neighbour.and_then(super::content::title).or_else(|| anchor(scope)) else {
        return Verdict::unknown(reason);
    };
    Verdict::fail(scope.told(&reason), vec![anchor]).confident(0.7).of(scope.name())
}

fn has_words(scope: Scope<'_>, wanted: &Wanted<'_>) -> bool {
    let Some(pattern) = wanted.words else { return false };
    // A notice of rights lists what may be done, and the card's labels what may be entered; neither proves that
    // anything was.
    let is_notice = |kind| {
        matches!(kind, DocumentKind::RightsNotice | DocumentKind::PleaRightsNotice | DocumentKind::CaseCard)
    };
    let tells = |kind| if wanted.among.is_empty() { !is_notice(kind) } else { wanted.among.contains(&kind) };
    scope.case.papers.iter().any(|paper| tells(paper.kind()) && pattern.is_match(paper.document.plain()))
}

/// The words that make the missing paper due: where the leading document names the person.
fn anchor(scope: Scope<'_>) -> Option<crate::text::Quote> {
    let person = scope.person.or(if scope.case.persons.is_empty() { None } else { Some(0) })?;
    let &(paper, party) = scope.case.persons[person].mentions.first()?;
    Some(scope.case.papers[paper].elements.parties[party].name.quote.clone())
}
