//! What a case goes by: its name, its number, its charges.

use super::CaseFile;
use crate::document::DocumentKind;

/// Name of a case: the card's, else the persons and their first charge, else the folder's.
pub fn name(case: &CaseFile) -> String {
    let carded = case.card.as_ref().and_then(|card| card.root.get("案件名称")).and_then(|node| node.text());
    if let Some(name) = carded {
        return name.to_owned();
    }
    let Some(first) = case.persons.first() else { return case.dossier.clone() };
    let others = if case.persons.len() > 1 { "等人" } else { "" };
    let charge = charges(case).into_iter().next().unwrap_or_default();
    format!("{}{others}{}案", first.name, charge.trim_end_matches('罪'))
}

/// Number a case goes by: the office's, else the court's, else the indictment's.
pub fn number(case: &CaseFile) -> Option<String> {
    let carded = case.card.as_ref().and_then(|card| card.root.get("部门受案号")).and_then(|node| node.text());
    carded.map(str::to_owned).or_else(|| {
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
