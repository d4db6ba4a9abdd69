//! Conditions of the prosecution stage and of pleas.

use super::{Answer, age_below_eighteen, circumstance_in, measure, plea_card, recommended, step};
use crate::case::{CaseFile, PersonIndex};
use crate::document::DocumentKind as Kind;
use crate::extract::elements::{CircumstanceKind, Measure, StepKind};
use crate::review::verdict::Scope;

/// Evaluates a condition; unknown where the name is.
pub(super) fn holds(scope: Scope<'_>, name: &str) -> Answer {
    let case = scope.case;
    match name {
        "有留置" => measure(scope, Measure::Liuzhi, StepKind::Liuzhi),
        "精神病鉴定" => said(case, &[], &["精神病鉴定", "精神病司法鉴定", "法医精神病"]),
        "延长审查起诉" => step(scope, StepKind::ReviewExtended),
        "起诉时认罪认罚" => pleads_when_prosecuted(scope),
        "未成年与成年同案起诉" => minors_beside_adults(scope),
        "写明分案情况" => {
            said(case, &[Kind::Indictment, Kind::ReviewReport], &["分案", "一并起诉", "另案起诉"])
        }
        "部分被告人不认罪认罚" => some_do_not_plead(case),
        "建议幅度刑" => recommended(scope, |wanted| {
            wanted.low.zip(wanted.high).is_some_and(|(low, high)| low.total_months() < high.total_months())
        }),
        "本人有具结书" => signed_agreement(scope),
        "转为普通程序" => Answer::of(
            case.of_kind(Kind::Judgment)
                .find_map(|(_, paper)| paper.elements.trial.converted.as_ref())
                .map(|told| &told.quote),
        ),
        "不起诉可申诉" => may_appeal_non_prosecution(scope),
        "有审查报告" => Answer::plain(case.of_kind(Kind::ReviewReport).next().is_some()),
        _ => super::decision::holds(scope, name),
    }
}

/// Whether papers of some kinds, or any paper, hold one of some words.
fn said(case: &CaseFile, kinds: &[Kind], words: &[&str]) -> Answer {
    let mut papers = case.papers.iter().filter(|paper| kinds.is_empty() || kinds.contains(&paper.kind()));
    let found = papers.find_map(|paper| {
        let plain = paper.document.plain();
        let (at, word) = words.iter().find_map(|word| Some((plain.find(word)?, word)))?;
        Some(paper.document.quote(&(at..at + word.len())))
    });
    Answer::of(found.as_ref())
}

/// The indictment or the card says that the plea was made before trial.
fn pleads_when_prosecuted(scope: Scope<'_>) -> Answer {
    let told = circumstance_in(scope, Kind::Indictment, CircumstanceKind::PleaOfGuilt);
    match told {
        Answer::Yes(_) => told,
        _ => Answer::plain(plea_card(scope) == Some(true)),
    }
}

/// Somebody under eighteen and somebody grown up in one indictment.
fn minors_beside_adults(scope: Scope<'_>) -> Answer {
    let case = scope.case;
    let Some((indictment, _)) = case.of_kind(Kind::Indictment).last() else { return Answer::No };
    let accused = (0..case.persons.len()).filter(|&person| case.party(person, indictment).is_some());
    let ages: Vec<(PersonIndex, Answer)> =
        accused.map(|person| (person, age_below_eighteen(Scope { person: Some(person), ..scope }))).collect();
    let minor = ages.iter().find(|(_, answer)| matches!(answer, Answer::Yes(_)));
    let has_adult = ages.iter().any(|(_, answer)| *answer == Answer::No);
    match minor {
        Some((_, answer)) if has_adult => answer.clone(),
        _ => Answer::No,
    }
}

/// By the card, because papers seldom say who does not plead.
fn some_do_not_plead(case: &CaseFile) -> Answer {
    let answers: Vec<Option<bool>> =
        (0..case.persons.len()).map(|at| plea_card(Scope { case, person: Some(at) })).collect();
    Answer::plain(answers.contains(&Some(true)) && answers.contains(&Some(false)))
}

/// An agreement that names the person, or a dated signing.
fn signed_agreement(scope: Scope<'_>) -> Answer {
    let signed = scope.events(&[StepKind::PleaSigned]).into_iter().any(|event| event.person == scope.person);
    let mut papers = scope.case.of_kind(Kind::PleaAgreement);
    Answer::plain(signed || papers.any(|(_, paper)| paper.document.plain().contains(scope.name())))
}

/// Decisions that somebody may appeal (规则 §377): a relative one by the person, any by a victim.
fn may_appeal_non_prosecution(scope: Scope<'_>) -> Answer {
    let Some((_, decision)) = scope.case.of_kind(Kind::NonProsecutionDecision).last() else {
        return Answer::No;
    };
    let plain = decision.document.plain();
    let relative = plain.contains("情节轻微") || plain.contains("不需要判处刑罚");
    match (relative, super::victim(scope.case)) {
        (true, _) => Answer::plain(true),
        (false, answer) => answer,
    }
}
