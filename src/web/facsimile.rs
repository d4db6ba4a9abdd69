//! Pages of a case as they were printed.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::at::At;
use serde::Deserialize;

use super::error::PageError;
use super::originals;
use super::site::{Site, aside};
use crate::document::{Document, facsimile};
use crate::report;

/// Pictures are written into the page itself; nothing else is loaded and nothing runs.
const POLICY: &str = "default-src 'none'; img-src data:; sandbox; frame-ancestors 'none'";

/// Style of the switch and of the pages.
pub(super) const STYLE: &str = include_str!("templates/facsimile.css");
/// Shows and lights pages.
pub(super) const SCRIPT: &str = include_str!("templates/facsimile.js");

/// Characters of the document to light: `120-131`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    lit: String,
}

/// `GET /cases/{case}/pages/{document}/{page}`, where the page is called `3.svg`.
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    At((case, document, page)): At<(i64, String, String)>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let Query(asked) = asked?;
    let number = page.strip_suffix(".svg").and_then(|number| number.parse().ok());
    let number: u32 = number.ok_or(PageError::NotFound)?;
    let svg = aside(move || {
        let review = site.review(case)?;
        let papers = review.case.papers.iter().map(|paper| &paper.document);
        let paper = papers.into_iter().find(|paper| paper.id == document && has_page(paper, number));
        let paper = paper.ok_or(PageError::NotFound)?;
        let bytes = originals::bytes(&site, case, &paper.file)?;
        let (sheet, drawing) = facsimile::page(&bytes, number).ok_or(PageError::NotFound)?;
        let (start, end) = range(&asked.lit);
        let lit: Vec<_> = paper.boxes(start, end).into_iter().filter(|lit| lit.page == number).collect();
        let title = format!("{}，第 {number} 页", paper.kind.label());
        Ok(report::facsimile::svg(sheet, &drawing, &lit, &title))
    })
    .await?;
    let headers =
        [(header::CONTENT_TYPE, "image/svg+xml; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, POLICY)];
    Ok((headers, svg).into_response())
}

fn has_page(paper: &Document, number: u32) -> bool {
    let count = paper.imprint.sheets.len() as u32;
    (paper.first_page..paper.first_page.saturating_add(count)).contains(&number)
}

/// What cannot be read lights nothing.
fn range(lit: &str) -> (u32, u32) {
    let (start, end) = lit.split_once('-').unwrap_or_default();
    (start.parse().unwrap_or(0), end.parse().unwrap_or(0))
}
