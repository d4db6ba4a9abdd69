//! Every kind the program knows has its row in the glossary, and the glossary has no other.

use std::collections::BTreeSet;

use qiuhao::document::{DocumentKind, SectionName};
use qiuhao::extract::elements::StepKind;

/// Rows `(Chinese, type name)` of the glossary that name a variant of `owner`.
fn rows(owner: &str) -> BTreeSet<(String, String)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/glossary.md");
    let text = std::fs::read_to_string(path).expect("docs/glossary.md");
    let mark = format!("`{owner}::");
    text.lines()
        .filter(|line| line.contains(&mark))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            (cells[0].to_owned(), cells[2].trim_matches('`').to_owned())
        })
        .collect()
}

fn check<T: std::fmt::Debug + Copy>(owner: &str, all: &[T], label: impl Fn(T) -> String) {
    let wanted: BTreeSet<(String, String)> =
        all.iter().map(|&kind| (label(kind), format!("{owner}::{kind:?}"))).collect();
    let found = rows(owner);
    let missing: Vec<_> = wanted.difference(&found).collect();
    let stale: Vec<_> = found.difference(&wanted).collect();
    assert!(missing.is_empty() && stale.is_empty(), "glossary: missing {missing:?}, stale {stale:?}");
}

#[test]
fn every_document_kind_has_its_row() {
    check("DocumentKind", DocumentKind::ALL, |kind| kind.label().to_owned());
}

#[test]
fn every_step_has_its_row() {
    check("StepKind", StepKind::ALL, |kind| kind.label().to_owned());
}

#[test]
fn every_section_has_its_row() {
    check("SectionName", &SectionName::ALL, |name| {
        serde_json::to_value(name).expect("a name").as_str().expect("a string").to_owned()
    });
}
