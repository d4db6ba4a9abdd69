//! The list of reviewed cases, those that most need a person first.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Html;

use super::error::PageError;
use super::link;
use super::site::{Site, aside};
use crate::case::naming;
use crate::report::{Review, words};
use crate::review::{Finding, Outcome};
use crate::store::StoredCase;

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    query: String,
    /// Whether the list tells more than the findings.
    is_counted: bool,
    rows: Vec<Row>,
}

pub(super) struct Row {
    pub number: usize,
    pub name: String,
    pub dossier: String,
    pub charges: String,
    pub grade: String,
    pub level: &'static str,
    pub fails: usize,
    /// None where only the page of the case tells.
    pub differences: Option<usize>,
    pub unknowns: Option<usize>,
    pub documents: Option<usize>,
    pub reasons: String,
    pub similar: String,
}

/// `/`
pub(super) async fn page(State(site): State<Arc<Site>>) -> Result<Html<String>, PageError> {
    aside(move || {
        let mut rows = site.rows()?;
        rows.sort_by_key(|row| (rank(row.level), std::cmp::Reverse(row.fails), row.number));
        let is_counted = rows.iter().all(|row| row.documents.is_some());
        Ok(Html(ListPage { query: String::new(), is_counted, rows }.render()?))
    })
    .await
}

/// A review held in memory.
pub(super) fn held(number: usize, review: &Review) -> Row {
    let unknowns = review.findings.iter().filter(|finding| finding.outcome == Outcome::Unknown).count();
    Row {
        number,
        name: naming::name(&review.case),
        dossier: review.case.dossier.clone(),
        charges: naming::charges(&review.case).join("、"),
        grade: review.grade.value.clone(),
        level: worst(open_levels(&review.findings)),
        fails: review.findings.iter().filter(|finding| finding.is_open()).count(),
        differences: Some(review.differences.len()),
        unknowns: Some(unknowns),
        documents: Some(review.case.papers.len()),
        reasons: review.grade.reasons.first().cloned().unwrap_or_default(),
        similar: link::similar(&review.case.dossier),
    }
}

/// A case of the data folder.
pub(super) fn kept(number: usize, case: StoredCase) -> Row {
    let levels = case.tags.iter().map(|tag| LEVELS.into_iter().find(|level| *level == tag.severity));
    Row {
        number,
        similar: link::similar(&case.key),
        charges: case.profile.charges.join("、"),
        grade: case.grade.unwrap_or_default(),
        level: worst(levels.flatten()),
        fails: case.tags.len(),
        differences: None,
        unknowns: None,
        documents: None,
        reasons: String::new(),
        name: case.profile.name,
        dossier: case.key,
    }
}

const LEVELS: [&str; 5] = ["严重", "较重", "一般", "提示", "无"];

fn open_levels(findings: &[Finding]) -> impl Iterator<Item = &'static str> {
    let open = findings.iter().filter(|finding| finding.is_open());
    open.map(|finding| words::severity(&finding.severity))
}

fn worst(levels: impl Iterator<Item = &'static str>) -> &'static str {
    levels.min_by_key(|level| rank(level)).unwrap_or("无")
}

fn rank(level: &str) -> usize {
    LEVELS.iter().position(|known| *known == level).unwrap_or(LEVELS.len())
}
