//! 情节引条: a statutory circumstance accepted in the reasoning has its provision among the law applied.

pub(super) mod concluded;

use jiff::civil::Date;

use super::super::engine::Desk;
use super::super::verdict::{Scope, Verdict};
use crate::case::Paper;
use crate::document::DocumentKind;
use crate::extract::elements::{CircumstanceKind, Stance, label};
use crate::law::{Citation, articles, circumstances};

/// Circumstances whose article belongs into the law applied whenever they are accepted.
const CITED: [CircumstanceKind; 9] = [
    CircumstanceKind::Surrender,
    CircumstanceKind::Confession,
    CircumstanceKind::Merit,
    CircumstanceKind::Recidivist,
    CircumstanceKind::Accessory,
    CircumstanceKind::Attempt,
    CircumstanceKind::Desistance,
    CircumstanceKind::Minor,
    CircumstanceKind::PleaOfGuilt,
];

/// Reports a circumstance only where the author concludes it in so many words and its article stands nowhere in
/// the reasoning: most papers cite somehow.
pub(super) fn check(desk: Desk<'_>, scope: Scope<'_>) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for paper in &desk.case.papers {
        if matches!(paper.kind(), DocumentKind::Indictment | DocumentKind::Judgment) {
            verdicts.extend(one(scope, paper, paper.elements.date.as_ref().map(|date| date.value)));
        }
    }
    if verdicts.is_empty() { vec![Verdict::pass()] } else { verdicts }
}

/// Circumstances whose article is young; what earlier papers say of them had no article to cite. Pleas of the
/// trial years (2016 to 2018) came before 刑诉 §15.
const YOUNG: [CircumstanceKind; 2] = [CircumstanceKind::Confession, CircumstanceKind::PleaOfGuilt];

fn one(scope: Scope<'_>, paper: &Paper, day: Option<Date>) -> Vec<Verdict> {
    let cited: Vec<&Citation> = paper.elements.citations.iter().map(|c| &c.value).collect();
    if cited.is_empty() || !concluded::is_of_first_instance(paper) {
        return Vec::new();
    }
    let one_among_several = (scope.case.persons.len() > 1).then(|| scope.name());
    let mut found = Vec::new();
    let mut told = Vec::new();
    for circumstance in &paper.elements.circumstances {
        let kind = circumstance.kind.value;
        let mine = circumstance.persons.iter().any(|name| scope.case.person_named(name) == scope.person)
            || (circumstance.persons.is_empty() && scope.case.persons.len() == 1);
        let holds = circumstance.stance == Stance::Accepted && !circumstance.negated;
        if !mine || !holds || !CITED.contains(&kind) || told.contains(&kind) {
            continue;
        }
        if !concluded::is_concluded(paper, kind, &circumstance.kind.quote, one_among_several)
            || concluded::is_mentioned(paper, kind, &circumstance.kind.quote)
        {
            continue;
        }
        let name = label(kind);
        let Some(known) = circumstances::find(&name) else { continue };
        if YOUNG.contains(&kind) && day.is_none_or(|day| day < known.since) {
            continue;
        }
        let cites_the_plea =
            kind == CircumstanceKind::PleaOfGuilt && cited.iter().any(|c| is_plea_article(c));
        if cites_the_plea
            || known
                .places
                .iter()
                .filter(|place| is_open(kind, place, paper))
                .any(|place| cited.iter().any(|citation| same_article(citation, place)))
        {
            continue;
        }
        told.push(kind);
        let place = known.places.first().map(articles::words).unwrap_or_default();
        let message = format!("{}认定{name}，未引用{place}", paper.kind().label());
        // What is cited instead stands beside the circumstance, for the reader to compare.
        let law = known.places.first().map(|place| place.law.as_str()).unwrap_or_default();
        let instead = paper.elements.citations.iter().filter(|c| c.value.law == law && c.value.article < 102);
        let mut evidence = vec![circumstance.kind.quote.clone()];
        evidence.extend(instead.take(8).map(|citation| citation.quote.clone()));
        found.push(Verdict::fail(scope.told(&message), evidence).of(scope.name()).confident(0.75));
    }
    found
}

/// A court that adopts the recommendation applies 刑诉 §201, which presupposes the plea of §15.
fn is_plea_article(citation: &Citation) -> bool {
    citation.law == "刑事诉讼法" && citation.article == 201
}

/// Whether a place fits: 刑法 §66 is for special recidivists alone.
fn is_open(kind: CircumstanceKind, place: &Citation, paper: &Paper) -> bool {
    kind != CircumstanceKind::Recidivist || place.article != 66 || concluded::is_special(paper)
}

/// The article counts; a paragraph only where both name one.
fn same_article(cited: &Citation, place: &Citation) -> bool {
    let paragraphs_agree = match (cited.paragraph, place.paragraph) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    cited.law == place.law
        && cited.article == place.article
        && cited.insert == place.insert
        && paragraphs_agree
}
