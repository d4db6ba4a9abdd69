//! Whether a case must be reviewed one by one (重点评查), and for whose sake.

use serde::Serialize;

use super::Finding;
use super::condition::{self, Answer};
use super::verdict::Scope;
use crate::case::CaseFile;
use crate::standard::check::Per;
use crate::standard::{Standards, Trigger};
use crate::text::Quote;

/// A ground for a mandatory review that the dossier shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Triggered {
    /// Code of the trigger.
    pub code: String,
    /// What it is, in Chinese.
    pub name: String,
    /// Persons concerned; empty for the case.
    pub persons: Vec<String>,
    /// The words it rests on.
    pub evidence: Vec<Quote>,
}

/// Every trigger that the dossier shows.
pub fn triggers(case: &CaseFile, findings: &[Finding], standards: &Standards) -> Vec<Triggered> {
    standards.triggers.iter().filter_map(|trigger| one(case, findings, trigger)).collect()
}

fn one(case: &CaseFile, findings: &[Finding], trigger: &Trigger) -> Option<Triggered> {
    let of = |persons, evidence| Triggered {
        code: trigger.code.clone(),
        name: trigger.name.clone(),
        persons,
        evidence,
    };
    if trigger.person {
        return None;
    }
    let reported =
        findings.iter().find(|finding| finding.is_open() && trigger.points.contains(&finding.point));
    if let Some(finding) = reported {
        return Some(of(finding.persons.clone(), finding.evidence.clone()));
    }
    if trigger.when.is_empty() && trigger.any.is_empty() {
        return None;
    }
    if trigger.per == Per::Case {
        return shown(Scope { case, person: None }, trigger).map(|evidence| of(Vec::new(), evidence));
    }
    let (mut persons, mut evidence) = (Vec::new(), Vec::new());
    for at in 0..case.persons.len() {
        let Some(words) = shown(Scope { case, person: Some(at) }, trigger) else { continue };
        persons.push(case.persons[at].name.clone());
        evidence.extend(words);
    }
    (!persons.is_empty()).then(|| of(persons, evidence))
}

/// The words that show a trigger; none where a condition fails or the dossier does not tell.
fn shown(scope: Scope<'_>, trigger: &Trigger) -> Option<Vec<Quote>> {
    let words = |name: &String| match condition::holds(scope, name) {
        Answer::Yes(quotes) => Some(quotes),
        Answer::No | Answer::Unknown => None,
    };
    let mut quotes: Vec<Quote> =
        trigger.when.iter().map(words).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
    if !trigger.any.is_empty() {
        quotes.extend(trigger.any.iter().find_map(words)?);
    }
    Some(quotes)
}
