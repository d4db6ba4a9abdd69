//! The machine format of a review. A field may be added, never renamed.

use serde_json::{Value, json};

use super::Review;
use crate::case::{CaseFile, Paper, naming};
use crate::compare::Difference;
use crate::document::{Document, Section};
use crate::review::{Finding, Outcome};

/// One reviewed dossier. Passes and not-applicable findings are listed only with `all`.
pub fn review(review: &Review, all: bool) -> Value {
    json!({
        "dossier": review.case.dossier,
        "case": case(&review.case),
        "documents": documents(&review.case),
        "differences": differences(&review.differences),
        "findings": listed(&review.findings, all),
        "grade": review.grade,
        "triggers": review.triggers,
        "notes": review.notes,
        "timing_ms": review.timing,
    })
}

/// Findings to show: what needs a look and what could not be told; everything with `all`.
pub fn listed(findings: &[Finding], all: bool) -> Vec<&Finding> {
    let shown = |outcome: Outcome| all || matches!(outcome, Outcome::Fail | Outcome::Unknown);
    findings.iter().filter(|finding| shown(finding.outcome)).collect()
}

/// The case in a few words.
pub fn case(case: &CaseFile) -> Value {
    json!({
        "name": naming::name(case),
        "number": naming::number(case),
        "charges": naming::charges(case),
        "handler": naming::handler(case),
        "department": naming::department(case),
        "closed": naming::closed(case).map(|day| day.to_string()),
        "persons": case.persons.iter().map(|person| &person.name).collect::<Vec<_>>(),
    })
}

/// What was read.
pub fn documents(case: &CaseFile) -> Vec<Value> {
    case.papers.iter().map(document).collect()
}

fn document(paper: &Paper) -> Value {
    let Paper { document, elements } = paper;
    json!({
        "id": document.id,
        "file": document.file,
        "kind": document.kind.label(),
        "title": document.title,
        "number": elements.number.as_ref().map(|number| &number.value),
        "date": elements.date.as_ref().map(|date| date.value.to_string()),
        "pages": document.page_starts.len(),
        "characters": document.text.original().chars().count(),
        "read": document.read,
        "note": document.note,
    })
}

/// Parts of a document by their characters.
pub fn sections(document: &Document) -> Vec<Value> {
    let part = |section: &Section| {
        let span = document.text.locate(&section.range);
        json!({"name": section.name, "start": span.start, "end": span.end})
    };
    document.sections.iter().map(part).collect()
}

/// Differences with a side's words under `quote`.
pub fn differences(differences: &[Difference]) -> Value {
    json!(differences)
}
