//! A reviewed case: its page, open at a place where one was asked for, and its files.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::error::PageError;
use super::link;
use super::site::{Site, aside};
use crate::report::html::{self, Served, Spot};
use crate::report::{self, Review};
use crate::search;

/// Where in the case to open it: a document, a query whose words are lit, the character to look at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    doc: String,
    q: String,
    at: String,
}

/// `/cases/{number}`
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    Path(number): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Html<String>, PageError> {
    let Query(asked) = asked?;
    aside(move || show(&site, &number, &asked)).await
}

fn show(site: &Site, number: &str, asked: &Asked) -> Result<Html<String>, PageError> {
    let review = find(site, number)?;
    let mut links = vec![("← 案件列表", "/".to_owned())];
    if !asked.q.is_empty() {
        links.push(("← 检索结果", link::search(&asked.q, "", 1)));
    }
    links.push(("查找类案", link::similar(&review.case.dossier)));
    let served = Served { links, query: asked.q.clone(), spot: spot(&review, asked) };
    Ok(Html(html::page(&review, Some(&served))?))
}

fn spot(review: &Review, asked: &Asked) -> Option<Spot> {
    let paper = review.case.papers.iter().find(|paper| paper.document.id == asked.doc)?;
    let query = search::query::parse(&asked.q).unwrap_or(search::query::Query::All);
    let lit = search::lit(&query, paper.document.text.original());
    Some(Spot { document: asked.doc.clone(), lit, at: asked.at.parse().ok() })
}

/// `/cases/{number}/review.json`
pub(super) async fn json(
    State(site): State<Arc<Site>>,
    Path(number): Path<String>,
) -> Result<Response, PageError> {
    aside(move || Ok(axum::Json(report::json::review(&*find(&site, &number)?, true)).into_response())).await
}

/// `/cases/{number}/opinion.docx`
pub(super) async fn opinion(
    State(site): State<Arc<Site>>,
    Path(number): Path<String>,
) -> Result<Response, PageError> {
    let bytes = aside(move || Ok(report::opinion::docx(&*find(&site, &number)?)?)).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"opinion.docx\""),
    ];
    Ok((headers, bytes).into_response())
}

fn find(site: &Site, number: &str) -> Result<Arc<Review>, PageError> {
    site.review(number.parse().map_err(|_| PageError::NotFound)?)
}
