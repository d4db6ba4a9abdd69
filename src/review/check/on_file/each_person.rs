//! A paper made for each of several accused, on file for some of them only.

use super::super::super::verdict::Verdict;
use super::super::content::title;
use super::{may_be_hidden, names};
use crate::case::{CaseFile, Origin, Paper, PersonIndex};
use crate::document::DocumentKind as K;
use crate::extract::elements::{CircumstanceKind, Stance, StepKind as S};

/// A paper of one person, the step it performs, and the step that makes it due; none where every accused of the
/// indictment has it.
const OWN: [(K, S, Option<S>); 8] = [
    (K::DetentionWarrant, S::Detained, Some(S::Detained)),
    (K::DetentionNotice, S::DetentionFamilyNotice, Some(S::Detained)),
    (K::ArrestWarrant, S::Arrested, Some(S::Arrested)),
    (K::ArrestNotice, S::ArrestFamilyNotice, Some(S::Arrested)),
    (K::BailDecision, S::Bailed, Some(S::Bailed)),
    (K::PleaAgreement, S::PleaSigned, None),
    (K::RightsNotice, S::RightsToldSuspect, None),
    (K::PleaRightsNotice, S::PleaRightsTold, None),
];

/// A notice may be left out for a reason that is written down.
const NOT_NOTIFIED: [&str; 4] = ["无法通知", "有碍侦查", "不讲真实姓名", "没有家属"];

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    OWN.iter().filter(|_| case.persons.len() > 1).flat_map(|own| missing(case, *own)).collect()
}

fn missing(case: &CaseFile, (kind, step, due): (K, S, Option<S>)) -> Vec<Verdict> {
    let papers: Vec<(usize, &Paper)> =
        case.of_kind(kind).filter(|(_, paper)| is_of_this_office(kind, paper)).collect();
    let Some(&(_, first)) = papers.first() else { return Vec::new() };
    let has = |person: PersonIndex| papers.iter().any(|&(at, paper)| is_for(case, at, paper, step, person));
    if may_be_hidden(case, kind) {
        return Vec::new();
    }
    let (with, without): (Vec<_>, Vec<_>) = (0..case.persons.len())
        .filter(|&person| is_due(case, person, kind, due))
        .partition(|&person| has(person) || is_told(case, kind, person));
    // Where most have none, the papers on file are a selection.
    if with.len() < without.len() || with.is_empty() || is_excused(case, kind) {
        return Vec::new();
    }
    let told = |person: PersonIndex| {
        let name = case.persons[person].name.clone();
        let message = format!("卷中有其他被追诉人的{}，未见{name}的{}", kind.label(), kind.label());
        let introduced = case.persons[person].mentions.first();
        let named =
            introduced.map(|&(paper, party)| case.papers[paper].elements.parties[party].name.quote.clone());
        let evidence = named.into_iter().chain(title(first)).collect();
        Verdict::fail(message, evidence).of(name).confident(0.7)
    };
    without.into_iter().map(told).collect()
}

/// Notices of rights are many: of the police and the court, and of victims.
fn is_of_this_office(kind: K, paper: &Paper) -> bool {
    let plain = paper.document.plain();
    let is_ours = plain.contains("人民检察院")
        || plain.contains("审查起诉") && (plain.contains("本院") || plain.contains("我院"));
    kind != K::RightsNotice || is_ours && !plain.contains("被害人诉讼权利")
}

/// Whether a paper is this person's own: by the step it performs, else by the names in it.
fn is_for(case: &CaseFile, at: usize, paper: &Paper, step: S, person: PersonIndex) -> bool {
    let of_paper = |event: &&crate::case::Event| event.origin == Origin::Paper(at) && event.kind == step;
    let owners: Vec<PersonIndex> =
        case.events.iter().filter(of_paper).filter_map(|event| event.person).collect();
    // Notices and agreements name others too; a warrant names whom it is for.
    let names_others = matches!(paper.kind(), K::PleaAgreement | K::RightsNotice | K::PleaRightsNotice);
    if owners.is_empty() || !names_others {
        return names(case, paper, person);
    }
    owners.contains(&person) || heads(case, paper, person)
}

/// One paper may be for several: its first lines name them all.
fn heads(case: &CaseFile, paper: &Paper, person: PersonIndex) -> bool {
    let signed = paper.elements.signatures.iter();
    signed.map(|signature| signature.name.value.as_str()).any(|name| case.person_named(name) == Some(person))
}

/// Whether the papers tell that the person should have one.
fn is_due(case: &CaseFile, person: PersonIndex, kind: K, due: Option<S>) -> bool {
    let main = [K::Indictment, K::ProsecutionOpinion, K::NonProsecutionDecision];
    let prosecuted = case
        .papers
        .iter()
        .enumerate()
        .any(|(at, paper)| main.contains(&paper.kind()) && case.party(person, at).is_some());
    let in_indictment =
        case.of_kind(K::Indictment).last().is_some_and(|(at, _)| case.party(person, at).is_some());
    // Whose case was parted from this one, in words or not, has a file of his own.
    if case.is_left_open(person) {
        return false;
    }
    match (kind, due) {
        (_, Some(step)) => {
            prosecuted
                && case.events.iter().any(|event| {
                    event.kind == step
                        && event.person == Some(person)
                        && matches!(event.origin, Origin::Paper(at) if main.contains(&case.papers[at].kind()))
                })
        }
        (K::PleaAgreement | K::PleaRightsNotice, None) => in_indictment && has_pleaded(case, person),
        _ => in_indictment,
    }
}

/// Whether the indictment says of this person that he pleads guilty.
fn has_pleaded(case: &CaseFile, person: PersonIndex) -> bool {
    let Some((_, indictment)) = case.of_kind(K::Indictment).last() else { return false };
    indictment.elements.circumstances.iter().any(|told| {
        told.kind.value == CircumstanceKind::PleaOfGuilt
            && !told.negated
            && matches!(told.stance, Stance::Accepted | Stance::Alleged)
            && (told.persons.is_empty()
                || told.persons.iter().any(|name| case.person_named(name) == Some(person)))
    })
}

fn is_excused(case: &CaseFile, kind: K) -> bool {
    let is_notice = matches!(kind, K::DetentionNotice | K::ArrestNotice);
    is_notice
        && case
            .papers
            .iter()
            .any(|paper| NOT_NOTIFIED.iter().any(|words| paper.document.plain().contains(words)))
}

/// Whether another paper tells in one sentence that this person's was made: 拘留通知书已于……交……签收.
fn is_told(case: &CaseFile, kind: K, person: PersonIndex) -> bool {
    const MAIN: [K; 4] = [K::Indictment, K::ProsecutionOpinion, K::NonProsecutionDecision, K::Judgment];
    let label = kind.label();
    let others = case.papers.iter().filter(|paper| paper.kind() != kind && !MAIN.contains(&paper.kind()));
    let mut sentences = others.flat_map(|paper| paper.document.plain().split(['。', '\n']));
    sentences.any(|sentence| {
        sentence.contains(label) && case.persons[person].spellings().any(|name| sentence.contains(name))
    })
}
