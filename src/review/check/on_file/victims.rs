//! Notices of rights to each of several victims: missing for some (规则 §55).

use super::super::super::verdict::Verdict;
use super::super::content::title;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::extract::elements::{InjuryGrade, StepKind as S};
use crate::text::Cited;

/// With more of them public notice or a representative is usual.
const FEW: usize = 8;

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    let notices: Vec<&Paper> =
        case.of_kind(K::RightsNotice).map(|(_, paper)| paper).filter(|paper| is_for_victims(paper)).collect();
    let victims = named(case);
    if notices.is_empty() || victims.is_empty() || victims.len() > FEW {
        return Vec::new();
    }
    missing(case, &victims, &notices)
}

fn is_for_victims(paper: &Paper) -> bool {
    let plain = paper.document.plain();
    plain.contains("被害人")
        && plain.contains("检察院")
        && paper.elements.steps.iter().any(|step| step.kind == S::RightsToldVictim)
}

/// Living victims the indictment names in full.
pub(super) fn named(case: &CaseFile) -> Vec<&Cited<String>> {
    let Some((_, indictment)) = case.of_kind(K::Indictment).last() else { return Vec::new() };
    let facts = &indictment.elements.found;
    if facts.iter().flat_map(|fact| &fact.injuries).any(|injury| injury.value == InjuryGrade::Death) {
        return Vec::new();
    }
    let mut victims: Vec<&Cited<String>> = Vec::new();
    for victim in facts.iter().flat_map(|fact| &fact.victims) {
        let is_person =
            (2..=4).contains(&victim.value.chars().count()) && !victim.value.contains(['某', '×', '*', 'X']);
        let is_accused = case.person_named(&victim.value).is_some();
        if is_person && !is_accused && !victims.iter().any(|known| known.value == victim.value) {
            victims.push(victim);
        }
    }
    victims
}

/// A victim whom no notice and no entry of the card names, though others are.
fn missing(case: &CaseFile, victims: &[&Cited<String>], notices: &[&Paper]) -> Vec<Verdict> {
    const MAIN: [K; 5] = [K::Indictment, K::ProsecutionOpinion, K::Judgment, K::ReviewReport, K::CaseCard];
    let told = |victim: &&&Cited<String>| {
        let name = victim.value.as_str();
        let others = case.papers.iter().filter(|paper| !MAIN.contains(&paper.kind()));
        let mut sentences = others.flat_map(|paper| paper.document.plain().split(['。', '\n']));
        let is_told = |sentence: &str| {
            sentence.contains(name) && ["告知", "权利义务"].iter().any(|word| sentence.contains(word))
        };
        sentences.any(is_told) || notices.iter().any(|notice| notice.document.plain().contains(name))
    };
    let (with, without): (Vec<_>, Vec<_>) = victims.iter().partition(told);
    if with.is_empty() || with.len() < without.len() {
        return Vec::new();
    }
    let verdict = |victim: &Cited<String>| {
        let message = format!("卷中有其他被害人的诉讼权利义务告知书，未见告知被害人{}", victim.value);
        let evidence = [Some(victim.quote.clone()), notices.first().and_then(|notice| title(notice))];
        Verdict::fail(message, evidence.into_iter().flatten().collect()).confident(0.7)
    };
    without.into_iter().map(verdict).collect()
}
