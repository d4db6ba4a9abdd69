//! Floor 5: pages and machine answers over HTTP. The only module that knows HTTP.
//!
//! The demo serves reviews held in memory: list → case → evidence.

mod error;

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;

use crate::case::naming;
use crate::report::{self, Review, words};
use crate::review::{Finding, Outcome};
use error::PageError;

/// Reviews being served, in the order of the list.
type Reviews = Arc<Vec<Review>>;

/// Serves reviews until interrupted.
///
/// # Errors
/// When the address is taken or the server stops by itself.
pub async fn serve(reviews: Vec<Review>, address: SocketAddr) -> Result<()> {
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("无法监听 {address}，该端口可能已被占用；请用 --listen 换一个地址"))?;
    axum::serve(listener, router(Arc::new(reviews))).with_graceful_shutdown(interrupted()).await?;
    Ok(())
}

/// Routes of the demo.
pub fn router(reviews: Reviews) -> Router {
    Router::new()
        .route("/", get(list))
        .route("/cases/{number}", get(case))
        .route("/cases/{number}/review.json", get(json))
        .route("/cases/{number}/opinion.docx", get(opinion))
        .route("/livez", get(|| async { "ok" }))
        .fallback(|| async { PageError::NotFound })
        .with_state(reviews)
}

async fn interrupted() {
    // Without a handler the default action of the signal ends the process, which is as good.
    let _ = tokio::signal::ctrl_c().await;
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
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
}

async fn list(State(reviews): State<Reviews>) -> Result<Html<String>, PageError> {
    let mut rows: Vec<Row> = reviews.iter().enumerate().map(|(at, review)| row(at + 1, review)).collect();
    rows.sort_by_key(|row| (rank(row.level), std::cmp::Reverse(row.fails), row.number));
    Ok(Html(ListPage { rows }.render()?))
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
    }
}

fn worst(findings: &[Finding]) -> &'static str {
    let fails = findings.iter().filter(|finding| finding.is_open());
    fails.map(|finding| words::severity(&finding.severity)).min_by_key(|level| rank(level)).unwrap_or("无")
}

fn rank(level: &str) -> usize {
    ["严重", "较重", "一般", "提示", "无"].iter().position(|known| *known == level).unwrap_or(5)
}

async fn case(State(reviews): State<Reviews>, Path(number): Path<usize>) -> Result<Html<String>, PageError> {
    Ok(Html(report::html::page(find(&reviews, number)?, Some("/"))?))
}

async fn json(State(reviews): State<Reviews>, Path(number): Path<usize>) -> Result<Response, PageError> {
    Ok(axum::Json(report::json::review(find(&reviews, number)?, true)).into_response())
}

async fn opinion(State(reviews): State<Reviews>, Path(number): Path<usize>) -> Result<Response, PageError> {
    let bytes = report::opinion::docx(find(&reviews, number)?)?;
    let headers = [
        (header::CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"opinion.docx\""),
    ];
    Ok((headers, bytes).into_response())
}

fn find(reviews: &[Review], number: usize) -> Result<&Review, PageError> {
    number.checked_sub(1).and_then(|at| reviews.get(at)).ok_or(PageError::NotFound)
}
