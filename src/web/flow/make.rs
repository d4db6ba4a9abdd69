//! `POST /cases/{case}/move`: a move from where the case stands.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::office::{Action, Move, may};
use crate::web::at::At;
use crate::web::error::PageError;
use crate::web::gate::{Posted, Visitor};
use crate::web::names::typed;
use crate::web::site::{Site, aside};

/// Fields: `move`, `expected`, `reason`. The store asks leave and writes it down.
pub(in crate::web) async fn make(
    State(site): State<Arc<Site>>,
    At(case): At<i64>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    aside(move || {
        let code = serde_json::Value::from(posted.one("move"));
        let name: Move = serde_json::from_value(code).map_err(|_| PageError::Request)?;
        let (expected, reason) = (posted.number("expected")?, typed(posted.one("reason"))?);
        let revision = site.store().make_move(visitor.deed(), case, name, reason, expected)?;
        if name == Move::Begin {
            return Ok(Redirect::to(&format!("/cases/{case}")).into_response());
        }
        onward(&site, &visitor, case, revision)
    })
    .await
}

/// To the page that tells what was done; who gave the case out of their hands, to what else waits for them.
pub(super) fn onward(
    site: &Site,
    visitor: &Visitor,
    case: i64,
    revision: i64,
) -> Result<Response, PageError> {
    let object = site.store().flow(case)?.object;
    let to = if may(&visitor.actor, Action::ReadCase, Some(&object)).is_allowed() {
        format!("/cases/{case}/flow?moved={revision}")
    } else {
        format!("/tasks?moved={case}")
    };
    Ok(Redirect::to(&to).into_response())
}
