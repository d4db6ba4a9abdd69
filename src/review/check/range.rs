//! 幅度: figures of the sentence and of the recommendation must lie within what the law allows.

mod fine;
mod mitior;
mod period;
mod span;
mod start;
pub(super) mod statutory;
mod terms;

use super::super::condition::sentences;
use super::super::engine::Desk;
use super::super::verdict::{Scope, Verdict};
use crate::extract::elements::{PartyRole, Sentence, SentenceKind};
use crate::law::terms::Kind;
use crate::standard::check::Bounded;

pub(super) fn check(desk: Desk<'_>, scope: Scope<'_>, what: Bounded) -> Vec<Verdict> {
    if what == Bounded::Recommended {
        return found_or_pass(statutory::recommended(desk, scope));
    }
    if what == Bounded::RecommendedFine {
        return found_or_pass(fine::recommended(desk, scope).into_iter().collect());
    }
    if what == Bounded::Span {
        return found_or_pass(span::check(scope));
    }
    let all = sentences(scope);
    if all.is_empty() {
        return vec![Verdict::unknown("卷宗中未见该被告人的判决主文")];
    }
    let found = all.into_iter().flat_map(|sentence| one(desk, scope, sentence, what)).collect();
    found_or_pass(found)
}

fn one(desk: Desk<'_>, scope: Scope<'_>, sentence: &Sentence, what: Bounded) -> Vec<Verdict> {
    match what {
        Bounded::Term => terms::length(sentence),
        Bounded::Probation => terms::probation(sentence),
        Bounded::Suspension => terms::suspension(scope, sentence),
        Bounded::Deprivation => terms::deprivation(scope, sentence),
        Bounded::Combination => terms::combination(desk, sentence),
        Bounded::SingleJudge => terms::single_judge(scope, sentence),
        Bounded::Statutory => statutory::sentence(desk, scope, sentence),
        Bounded::Fine => fine::check(desk, scope, sentence),
        Bounded::Period => {
            period::end(desk, scope, sentence).into_iter().chain(start::late(scope, sentence)).collect()
        }
        Bounded::Backward => period::backward(sentence).into_iter().collect(),
        Bounded::Mitior => mitior::check(desk, sentence),
        Bounded::Recommended | Bounded::RecommendedFine | Bounded::Span => Vec::new(),
    }
}

fn found_or_pass(found: Vec<Verdict>) -> Vec<Verdict> {
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}

/// The law's kind of a main punishment that has one.
fn law_kind(kind: SentenceKind) -> Option<Kind> {
    Some(match kind {
        SentenceKind::Control => Kind::Control,
        SentenceKind::Detention => Kind::Detention,
        SentenceKind::Imprisonment => Kind::Imprisonment,
        SentenceKind::Life => Kind::Life,
        SentenceKind::Death | SentenceKind::SuspendedDeath => Kind::Death,
        SentenceKind::AccessoryOnly
        | SentenceKind::Exempted
        | SentenceKind::NotGuilty
        | SentenceKind::NotResponsible => return None,
    })
}

/// Whether `name` is that of an organisation accused.
fn is_organisation(scope: Scope<'_>, name: &str) -> bool {
    let parties = scope.case.papers.iter().flat_map(|paper| &paper.elements.parties);
    parties.into_iter().any(|party| party.role == PartyRole::Organisation && party.name.value == name)
}

/// A term in words: 一年六个月 as 1年6个月.
fn words(term: crate::text::Term) -> String {
    let part = |count: u16, unit: &str| if count > 0 { format!("{count}{unit}") } else { String::new() };
    format!("{}{}{}", part(term.years, "年"), part(term.months, "个月"), part(term.days, "日"))
}
