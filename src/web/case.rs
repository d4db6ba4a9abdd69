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
        // It holds what the reviewer excluded.
        if flow::reads_as_handler(&visitor, &site.store().flow(case)?.object) {
            return Err(PageError::Refused("承办人可以导出的是送达的评查意见书".to_owned()));
        }
        let review = site.review(case)?;
        Ok(axum::Json(report::json::review(&review, true)).into_response())
    })
    .await
}
