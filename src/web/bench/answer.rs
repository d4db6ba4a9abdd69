//! How a change is answered: with the part that changed, or by leading back to the page.

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::add::Hand;
use super::card::{Card, Form};
use super::checklist::Check;
use super::status::Status;
use crate::web::error::PageError;
use crate::web::link;

/// A finding by itself, with what else changed.
#[derive(Template)]
#[template(path = "bench_finding_answer.html")]
pub(super) struct FindingAnswer {
    pub card: Option<Card>,
    /// A point of the checklist that the finding was recorded for.
    pub row: Option<Check>,
    pub form: Form,
    pub status: Status,
}

/// A point of the checklist by itself, with what else changed.
#[derive(Template)]
#[template(path = "bench_check_answer.html")]
pub(super) struct CheckAnswer {
    pub row: Check,
    pub hand: Hand,
    pub form: Form,
    pub status: Status,
}

/// What the reviewer recorded by themselves, with what else changed.
#[derive(Template)]
#[template(path = "bench_hand_answer.html")]
pub(super) struct HandAnswer {
    pub hand: Hand,
    pub form: Form,
    pub status: Status,
}

/// Whether only a part of the page is wanted.
pub(super) fn wants_part(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request")
}

/// The part, or the way back to a place of the page.
pub(super) fn answer(
    is_part: bool,
    status: StatusCode,
    part: &impl Template,
    case: i64,
    place: &str,
) -> Result<Response, PageError> {
    if is_part {
        return Ok((status, Html(part.render()?)).into_response());
    }
    if status == StatusCode::CONFLICT {
        return Err(PageError::Behind);
    }
    Ok(back(case, place))
}

/// The way back to a place of the page.
pub(super) fn back(case: i64, place: &str) -> Response {
    Redirect::to(&format!("/cases/{case}#{}", link::encode(place))).into_response()
}
