//! Findings by content area.

use serde_json::Value;

use super::marks::{Marks, QuoteView};
use crate::report::words;
use crate::review::{Finding, Outcome};

/// One content area with what needs a look.
pub(crate) struct AreaView {
    pub name: String,
    pub findings: Vec<FindingView>,
}

/// One finding.
pub(crate) struct FindingView {
    pub point: String,
    pub title: String,
    pub severity: &'static str,
    pub level: &'static str,
    pub message: String,
    pub persons: String,
    pub computed: Vec<(String, String)>,
    pub basis: Vec<String>,
    pub quotes: Vec<QuoteView>,
    pub confidence: u32,
}

/// A point that could not be decided, with the reason.
pub(crate) struct UnknownView {
    pub point: String,
    pub title: String,
    pub message: String,
}

/// Failing findings grouped by area, areas in order of first appearance.
pub(crate) fn by_area(findings: &[Finding], marks: &mut Marks) -> Vec<AreaView> {
    let mut areas: Vec<AreaView> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.is_open()) {
        let view = view(finding, marks);
        match areas.iter_mut().find(|area| area.name == finding.area) {
            Some(area) => area.findings.push(view),
            None => areas.push(AreaView { name: finding.area.clone(), findings: vec![view] }),
        }
    }
    areas
}

/// Points that could not be decided.
pub(crate) fn unknown(findings: &[Finding]) -> Vec<UnknownView> {
    findings
        .iter()
        .filter(|finding| finding.outcome == Outcome::Unknown)
        .map(|finding| UnknownView {
            point: finding.point.clone(),
            title: finding.title.clone(),
            message: finding.message.clone(),
        })
        .collect()
}

/// One finding; its quotes get their names.
pub(crate) fn view(finding: &Finding, marks: &mut Marks) -> FindingView {
    let severity = words::severity(&finding.severity);
    FindingView {
        point: finding.point.clone(),
        title: finding.title.clone(),
        severity,
        level: match severity {
            "严重" => "grave",
            "较重" => "serious",
            "一般" => "slight",
            _ => "hint",
        },
        message: finding.message.clone(),
        persons: finding.persons.join("、"),
        computed: finding
            .computed
            .iter()
            .map(|(name, value)| (words::computed(name), computed_value(name, value)))
            .collect(),
        basis: finding.basis.iter().map(words::basis).collect(),
        quotes: finding.evidence.iter().map(|quote| marks.quote(quote)).collect(),
        confidence: (finding.confidence * 100.0).round() as u32,
    }
}

fn computed_value(name: &str, value: &Value) -> String {
    match value.as_str() {
        Some(aspect) if name == "aspect" => words::aspect(aspect).to_owned(),
        Some(text) => text.to_owned(),
        None => value.to_string(),
    }
}
