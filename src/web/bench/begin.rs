//! `POST /cases/{case}/begin`: 开始评查.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;

use super::answer::back;
use super::desk::number;
use crate::office::Move;
use crate::web::error::PageError;
use crate::web::gate::{Posted, Visitor};
use crate::web::site::{Site, aside};

/// Takes an assigned case under review.
pub(in crate::web) async fn begin(
    State(site): State<Arc<Site>>,
    Path(case): Path<String>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    let case = number(&case)?;
    aside(move || {
        let expected = posted.number("expected")?;
        site.store().make_move(visitor.deed(), case, Move::Begin, "", expected)?;
        Ok(back(case, "findings"))
    })
    .await
}
