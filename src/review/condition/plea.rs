//! Conditions of pleas, agreements and forgiveness.

use std::sync::LazyLock;

use regex::Regex;

use super::{Answer, circumstance, recommendations};
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as Kind;
use crate::extract::elements::{CircumstanceKind, StepKind};
use crate::extract::signed::{self, Signer};
use crate::review::verdict::Scope;

/// Names this module answers.
pub(super) const NAMES: &[&str] =
    &["限制刑事责任能力", "本人具结书无成年人签名", "起诉前取得谅解", "量刑建议未体现谅解"];

/// Evaluates a condition of [`NAMES`].
pub(super) fn holds(scope: Scope<'_>, name: &str) -> Answer {
    match name {
        "限制刑事责任能力" => circumstance(scope, CircumstanceKind::DiminishedCapacity),
        "本人具结书无成年人签名" => agreement_without_adult(scope),
        "起诉前取得谅解" => forgiven_before_indictment(scope),
        "量刑建议未体现谅解" => recommendation_silent_on_forgiveness(scope),
        _ => Answer::Unknown,
    }
}

/// The person's own agreement, without any adult who signs beside a minor (刑诉 §174, 规则 §468).
fn agreement_without_adult(scope: Scope<'_>) -> Answer {
    let mine: Vec<_> = scope
        .case
        .of_kind(Kind::PleaAgreement)
        .filter(|(_, paper)| paper.document.plain().contains(scope.name()))
        .collect();
    if mine.is_empty() {
        return Answer::Unknown;
    }
    if mine.iter().any(|(_, paper)| is_signed_by_adult(paper, scope.name())) {
        return Answer::No;
    }
    let quote = mine.iter().find_map(|(_, paper)| {
        let at = paper.document.plain().find(scope.name())?;
        Some(paper.document.quote(&(at..at + scope.name().len())))
    });
    Answer::of(quote.as_ref())
}

fn is_signed_by_adult(paper: &Paper, accused: &str) -> bool {
    signed::of(&paper.document.text, &[accused]).iter().any(|signature| signature.signer == Signer::Guardian)
}

/// A letter of forgiveness or a settlement signed no later than the indictment.
fn forgiven_before_indictment(scope: Scope<'_>) -> Answer {
    let case = scope.case;
    let letters: Vec<_> =
        case.of_kind(Kind::ForgivenessLetter).chain(case.of_kind(Kind::SettlementAgreement)).collect();
    if letters.is_empty() {
        return Answer::No;
    }
    let prosecuted =
        scope.events(&[StepKind::Prosecuted]).into_iter().filter_map(|e| e.at.value.date()).max();
    let signed =
        case.of_kind(Kind::Indictment).filter_map(|(_, p)| p.elements.date.as_ref()).map(|d| d.value);
    let Some(limit) = signed.max().or(prosecuted) else { return Answer::Unknown };
    let dated = letters.iter().filter_map(|(_, letter)| letter.elements.date.as_ref());
    let early = dated.clone().find(|date| date.value <= limit);
    match early {
        Some(date) => Answer::Yes(vec![date.quote.clone()]),
        None if dated.count() == letters.len() => Answer::No,
        None => Answer::Unknown,
    }
}

static FORGIVENESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("谅解|和解|赔偿|退赔|补偿|赔付").expect("the pattern is fixed"));

/// Somebody recommends a punishment, and no paper that does speaks of forgiveness.
fn recommendation_silent_on_forgiveness(scope: Scope<'_>) -> Answer {
    let wanted = recommendations(scope);
    let Some((_, first)) = wanted.first() else { return Answer::Unknown };
    if speaks_of_forgiveness(scope.case) {
        return Answer::No;
    }
    Answer::Yes(vec![first.words.quote.clone()])
}

fn speaks_of_forgiveness(case: &CaseFile) -> bool {
    let kinds = [Kind::SentencingRecommendation, Kind::Indictment, Kind::PleaAgreement];
    let mut papers = kinds.into_iter().flat_map(|kind| case.of_kind(kind));
    papers.any(|(_, paper)| FORGIVENESS.is_match(paper.document.plain()))
}
