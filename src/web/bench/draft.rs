//! `POST /cases/{case}/draft`: what is typed and not yet said, sent every second or so while somebody types.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use crate::web::at::At;
use crate::web::error::PageError;
use crate::web::gate::{Posted, Visitor};
use crate::web::site::{Site, aside};

/// Keeps fields: `field` and `text` in pairs.
pub(in crate::web) async fn keep(
    State(site): State<Arc<Site>>,
    At(case): At<i64>,
    visitor: Visitor,
    posted: Posted,
) -> Result<StatusCode, PageError> {
    aside(move || {
        let fields: Vec<(&str, &str)> = posted.all("field").zip(posted.all("text")).collect();
        if fields.iter().any(|(field, _)| field.is_empty()) {
            return Err(PageError::Request);
        }
        site.store().keep_drafts(visitor.deed(), case, &fields)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
