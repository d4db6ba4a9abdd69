//! What a case goes by: its name, its number, its charges, whose it was and when it was closed.

use jiff::civil::Date;

use super::{CaseFile, Paper, card, profile};
use crate::document::DocumentKind;

/// Name of a case: the card's, else the persons and their first charge, else the folder's.
pub fn name(case: &CaseFile) -> String {
    if let Some(name) = carded(case, "案件名称") {
        return name;
    }
    let Some(first) = case.persons.first() else { return case.dossier.clone() };
    let others = if case.persons.len() > 1 { "等人" } else { "" };
    let charge = charges(case).into_iter().next().unwrap_or_default();
    format!("{}{others}{}案", first.name, charge.trim_end_matches('罪'))
}

/// Number a case goes by: the office's, else the court's, else the indictment's.
pub fn number(case: &CaseFile) -> Option<String> {
    carded(case, "部门受案号").or_else(|| {
        [DocumentKind::Judgment, DocumentKind::Indictment, DocumentKind::NonProsecutionDecision]
            .into_iter()
            .find_map(|kind| case.of_kind(kind).find_map(|(_, paper)| paper.elements.number.as_ref()))
            .map(|number| number.value.clone())
    })
}

/// Charges of the case in the latest document that names any, each once.
pub fn charges(case: &CaseFile) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for kind in [
        DocumentKind::Judgment,
        DocumentKind::Indictment,
        DocumentKind::NonProsecutionDecision,
        DocumentKind::ProsecutionOpinion,
    ] {
        for (_, paper) in case.of_kind(kind) {
            let decided = paper.elements.sentences.iter().flat_map(|sentence| &sentence.counts);
            let decided =
                decided.filter_map(|count| count.charge.as_ref()).map(|charge| charge.value.clone());
            let claimed = paper.elements.charges.iter().map(|claim| claim.charge.value.clone());
            let mut found: Vec<String> = decided.collect();
            if found.is_empty() {
                found = claimed.collect();
            }
            for name in found {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        if !names.is_empty() {
            break;
        }
    }
    names
}

/// 承办检察官: the card's, else who signed the indictment.
pub fn handler(case: &CaseFile) -> Option<String> {
    let signed = || case.of_kind(DocumentKind::Indictment).find_map(|(_, paper)| signing_prosecutor(paper));
    carded(case, "承办检察官").or_else(|| carded(case, "承办人")).or_else(signed)
}

/// 承办部门
pub fn department(case: &CaseFile) -> Option<String> {
    carded(case, "承办部门")
}

/// Day the case was closed (办结): of the judgment, else of the prosecutor's decision.
pub fn closed(case: &CaseFile) -> Option<Date> {
    let day = |path: &str| card::moment(&carded(case, path)?)?.date();
    let dated = |paper: &Paper| paper.elements.date.as_ref().map(|date| date.value);
    let judged = || case.of_kind(DocumentKind::Judgment).find_map(|(_, paper)| dated(paper));
    let written = || profile::leading(case).and_then(dated);
    day("审判.判决日期").or_else(judged).or_else(|| day("处理.日期")).or_else(written)
}

fn carded(case: &CaseFile, path: &str) -> Option<String> {
    let node = case.card.as_ref()?.root.get(path)?;
    node.text().filter(|text| !text.is_empty()).map(str::to_owned)
}

fn signing_prosecutor(paper: &Paper) -> Option<String> {
    let signature = paper.elements.signatures.iter().find(|signature| signature.role.contains("检察"))?;
    Some(signature.name.value.clone())
}
