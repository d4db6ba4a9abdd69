//! The list of reviewed cases, those that most need a person first.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Html;

use super::error::PageError;
use super::link;
use super::site::Site;
use crate::case::naming;
use crate::report::{Review, words};
use crate::review::{Finding, Outcome};

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    query: String,
    rows: Vec<Row>,
}

struct Row {
    number: usize,
    name: String,
    dossier: String,
    charges: String,
    grade: String,
    level: &'static str,
    fails: usize,
    differences: usize,
    unknowns: usize,
    documents: usize,
    reasons: String,
    similar: String,
}

/// `/`
pub(super) async fn page(State(site): State<Arc<Site>>) -> Result<Html<String>, PageError> {
    let mut rows: Vec<Row> =
        site.reviews().iter().enumerate().map(|(at, review)| row(at + 1, review)).collect();
    rows.sort_by_key(|row| (rank(row.level), std::cmp::Reverse(row.fails), row.number));
    Ok(Html(ListPage { query: String::new(), rows }.render()?))
}

fn row(number: usize, review: &Review) -> Row {
    let unknowns = review.findings.iter().filter(|finding| finding.outcome == Outcome::Unknown).count();
    Row {
        number,
        name: naming::name(&review.case),
        dossier: review.case.dossier.clone(),
        charges: naming::charges(&review.case).join("、"),
        grade: review.grade.value.clone(),
        level: worst(&review.findings),
        fails: review.findings.iter().filter(|finding| finding.is_open()).count(),
        differences: review.differences.len(),
        unknowns,
        documents: review.case.papers.len(),
        reasons: review.grade.reasons.first().cloned().unwrap_or_default(),
        similar: link::similar(&review.case.dossier),
    }
}

fn worst(findings: &[Finding]) -> &'static str {
    let fails = findings.iter().filter(|finding| finding.is_open());
    fails.map(|finding| words::severity(&finding.severity)).min_by_key(|level| rank(level)).unwrap_or("无")
}

fn rank(level: &str) -> usize {
    ["严重", "较重", "一般", "提示", "无"].iter().position(|known| *known == level).unwrap_or(5)
}
