//! Cases like a case of the archive, or like a text.

mod spread;
mod strip;

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query as Address, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::error::PageError;
use super::frame::{Frame, Here};
use super::gate::{Posted, Visitor};
use super::link;
use super::profile::glance;
use super::site::{Site, aside};
use super::visible::hidden;
use crate::case::Profile;
use crate::office::Action;
use crate::search::{Neighbour, asked_of_text};
use crate::store::{Origin, StoredCase};
use spread::SpreadView;

/// Characters of a text that are looked at.
const LONGEST: usize = 20_000;
/// Cases that are shown.
const SHOWN: usize = 20;

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
    frame: Frame,
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
    /// Nearness of the facts and of the charges, out of a hundred.
    nearness: [(&'static str, u32); 2],
    glance: Vec<String>,
    alike: Vec<String>,
    differs: Vec<String>,
    similar: String,
}

/// `GET /similar`
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Result<Address<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let Address(asked) = asked?;
    aside(move || answer(&site, &visitor, asked)).await
}

/// `POST /similar`: texts are longer than addresses may be.
pub(super) async fn ask(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let asked = Asked { text: posted.one("text").to_owned(), ..Asked::default() };
    aside(move || answer(&site, &visitor, asked)).await
}

fn answer(site: &Site, visitor: &Visitor, asked: Asked) -> Result<Response, PageError> {
    let mut page = SimilarPage {
        frame: Frame::new(visitor, Here::Similar),
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
        let case = site.store().case(&asked.case)?.ok_or(PageError::NotFound)?;
        if case.origin == Origin::Dossier {
            visitor.admit(site.store(), Action::ReadCase, Some(case.id), "")?;
        }
        let archive = site.archive();
        // A case is no neighbour of itself.
        let mut hidden = hidden(site.store(), visitor)?;
        hidden.push(case.id);
        let found = archive.neighbours(&archive.asked_of_case(&case)?, &hidden, SHOWN)?;
        fill(&mut page, site, found, Some(&case.profile));
        page.own = Some(own(site, &case)?);
    } else if page.is_asked {
        let at_hand = asked_of_text(&page.text)?;
        let hidden = hidden(site.store(), visitor)?;
        let found = site.archive().neighbours(&at_hand, &hidden, SHOWN)?;
        fill(&mut page, site, found, Some(&at_hand.profile));
    }
    Ok((status, Html(page.render()?)).into_response())
}

fn fill(page: &mut SimilarPage, site: &Site, found: Vec<Neighbour>, own: Option<&Profile>) {
    let profiles: Vec<(&Profile, bool)> =
        found.iter().map(|one| (&one.case.profile, one.same_charge)).collect();
    page.spread = spread::view(&profiles, own);
    page.neighbours = found.into_iter().map(|one| view(site, one)).collect();
}

fn view(site: &Site, found: Neighbour) -> NeighbourView {
    let Neighbour { case, paper, signals, why, .. } = found;
    NeighbourView {
        address: match site.number(&case.key) {
            Some(number) => format!("/cases/{number}"),
            None => format!("/papers/{paper}"),
        },
        source: case.origin.label(),
        nearness: [("事实", percent(signals.facts)), ("罪名", percent(signals.charges))],
        glance: glance(&case.profile, case.grade.as_deref()),
        alike: why.alike,
        differs: why.differs,
        similar: link::similar(&case.key),
        name: case.profile.name,
    }
}

fn percent(share: f32) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u32
}

fn own(site: &Site, case: &StoredCase) -> Result<OwnView, PageError> {
    Ok(OwnView {
        name: case.profile.name.clone(),
        address: link::case(site, case)?,
        glance: glance(&case.profile, case.grade.as_deref()),
    })
}
