//! A reviewed case for machines. Its page is the workbench.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

use super::error::PageError;
use super::site::{Site, aside};
use crate::report::{self, Review};

/// `/cases/{number}/review.json`
pub(super) async fn json(
    State(site): State<Arc<Site>>,
    Path(number): Path<String>,
) -> Result<Response, PageError> {
    aside(move || Ok(axum::Json(report::json::review(&*find(&site, &number)?, true)).into_response())).await
}

fn find(site: &Site, number: &str) -> Result<Arc<Review>, PageError> {
    site.review(number.parse().map_err(|_| PageError::NotFound)?)
}
