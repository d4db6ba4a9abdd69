//! A reviewed case for machines. Its page is the workbench.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::at::At;
use super::error::PageError;
use super::flow;
use super::gate::Visitor;
use super::site::{Site, aside};
use crate::report;

/// `/cases/{case}/review.json`
pub(super) async fn json(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    At(case): At<i64>,
) -> Result<Response, PageError> {
    aside(move || {
        flow::keep_from_handler(&visitor, &site.store().flow(case)?.object)?;
        let review = site.review(case)?;
        Ok(axum::Json(report::json::review(&review, true)).into_response())
    })
    .await
}
