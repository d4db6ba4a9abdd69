//! Saved filters: kept, renamed, taken away. Each leads back to the queue.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Redirect;

use super::asked::Asked;
use crate::store::View;
use crate::web::error::PageError;
use crate::web::gate::{Posted, Visitor};
use crate::web::site::{Site, aside};

/// `POST /queue/views`: keeps the filter that is looked at.
pub(in crate::web) async fn save(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Redirect, PageError> {
    aside(move || {
        let asked = back(&posted)?;
        let view = View {
            name: posted.one("view").trim().to_owned(),
            filter: asked.filter.clone(),
            order: asked.order,
        };
        site.store().save_view(visitor.deed(), &view)?;
        Ok(Redirect::to(&asked.address()))
    })
    .await
}

/// `POST /queue/views/rename`
pub(in crate::web) async fn rename(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Redirect, PageError> {
    aside(move || {
        let asked = back(&posted)?;
        site.store().rename_view(visitor.deed(), posted.one("old"), posted.one("view"))?;
        Ok(Redirect::to(&asked.address()))
    })
    .await
}

/// `POST /queue/views/remove`
pub(in crate::web) async fn remove(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Redirect, PageError> {
    aside(move || {
        let asked = back(&posted)?;
        site.store().remove_view(visitor.deed(), posted.one("old"))?;
        Ok(Redirect::to(&asked.address()))
    })
    .await
}

fn back(posted: &Posted) -> Result<Asked, PageError> {
    Asked::of_query(posted.one("back"))
}
