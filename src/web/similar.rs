//! Cases like a case of the archive, or like a text.

mod spread;
mod strip;

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query as Address, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::error::PageError;
use super::link;
use super::profile::glance;
use super::site::{Site, aside};
use crate::case::Profile;
use crate::search::SearchError;
use crate::store::StoredCase;
use spread::SpreadView;

/// Characters of a text that are looked at.
const LONGEST: usize = 20_000;

/// What is asked: the key of a case, or a text.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    case: String,
    text: String,
}

#[derive(Template)]
#[template(path = "similar.html")]
struct SimilarPage {
    query: String,
    text: String,
    longest: usize,
    notice: Option<String>,
    own: Option<OwnView>,
    /// Whether anything was asked.
    is_asked: bool,
    spread: Option<SpreadView>,
    levels: [&'static str; 5],
    neighbours: Vec<NeighbourView>,
}

/// The case at hand.
struct OwnView {
    name: String,
    address: Option<String>,
    glance: Vec<String>,
}

/// A case like it.
struct NeighbourView {
    name: String,
    address: String,
    source: &'static str,
    /// Out of a hundred.
    score: u32,
    glance: Vec<String>,
    alike: Vec<String>,
    differs: Vec<String>,
    similar: String,
}

/// `GET /similar`
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    asked: Result<Address<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let Address(asked) = asked?;
    aside(move || answer(&site, asked)).await
}

/// `POST /similar`: texts are longer than addresses may be.
pub(super) async fn ask(
    State(site): State<Arc<Site>>,
    asked: Result<Form<Asked>, FormRejection>,
) -> Result<Response, PageError> {
    let Form(asked) = asked?;
    aside(move || answer(&site, asked)).await
}

fn answer(site: &Site, asked: Asked) -> Result<Response, PageError> {
    let mut page = SimilarPage {
        query: String::new(),
        longest: LONGEST,
        notice: None,
        own: None,
        is_asked: !asked.case.is_empty() || !asked.text.trim().is_empty(),
        spread: None,
        levels: spread::LEVELS,
        neighbours: Vec::new(),
        text: asked.text,
    };
    let mut status = StatusCode::OK;
    if page.text.chars().count() > LONGEST {
        page.notice = Some(format!("文字超过 {LONGEST} 字，请只留下案件事实部分。"));
        status = StatusCode::PAYLOAD_TOO_LARGE;
    } else if !asked.case.is_empty() {
        let store = site.archive().store();
        let case = store.case(&asked.case).map_err(SearchError::from)?.ok_or(PageError::NotFound)?;
        fill(&mut page, find(site, &Subject::Case(&case))?, Some(&case.profile));
        page.own = Some(own(site, &case)?);
    } else if page.is_asked {
        let found = find(site, &Subject::Text(&page.text))?;
        fill(&mut page, found, None);
    }
    Ok((status, Html(page.render()?)).into_response())
}

/// A case that was found, and why.
struct Neighbour {
    case: StoredCase,
    score: f32,
    alike: Vec<String>,
    differs: Vec<String>,
    address: String,
}

/// What others are compared with.
enum Subject<'a> {
    Case(&'a StoredCase),
    Text(&'a str),
}

#[expect(clippy::unnecessary_wraps, reason = "the archive cannot be asked for neighbours yet")]
fn find(_site: &Site, subject: &Subject<'_>) -> Result<Vec<Neighbour>, SearchError> {
    match subject {
        Subject::Case(case) => tracing::debug!(case = case.id, "asked for neighbours"),
        Subject::Text(text) => tracing::debug!(bytes = text.len(), "asked for neighbours"),
    }
    Ok(Vec::new())
}

fn fill(page: &mut SimilarPage, found: Vec<Neighbour>, own: Option<&Profile>) {
    let profiles: Vec<&Profile> = found.iter().map(|one| &one.case.profile).collect();
    page.spread = spread::view(&profiles, own);
    page.neighbours = found.into_iter().map(view).collect();
}

fn view(found: Neighbour) -> NeighbourView {
    NeighbourView {
        address: found.address,
        source: found.case.origin.label(),
        score: (found.score.clamp(0.0, 1.0) * 100.0).round() as u32,
        glance: glance(&found.case.profile, found.case.grade.as_deref()),
        alike: found.alike,
        differs: found.differs,
        similar: link::similar(&found.case.key),
        name: found.case.profile.name,
    }
}

fn own(site: &Site, case: &StoredCase) -> Result<OwnView, PageError> {
    Ok(OwnView {
        name: case.profile.name.clone(),
        address: link::case(site, case)?,
        glance: glance(&case.profile, case.grade.as_deref()),
    })
}
