//! What was found, as a workbook.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query as Address, State};
use axum::response::Response;

use super::error::PageError;
use super::gate::Visitor;
use super::outputs::{XLSX, saved};
use super::search::{Asked, MOST};
use super::site::{Site, aside};
use super::visible::hidden;
use crate::office::time_in_china;
use crate::search::query::parse;
use crate::search::{Question, export};

/// `/search.xlsx`
pub(super) async fn xlsx(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Result<Address<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let Address(asked) = asked?;
    aside(move || {
        let query = parse(&asked.q)?;
        let hidden = hidden(site.store(), &visitor)?;
        let question = Question {
            query: &query,
            skip: 0,
            take: MOST,
            sort: asked.sort(),
            facets: false,
            hidden: &hidden,
        };
        let answer = site.archive().ask(&question)?;
        let rows: Vec<export::Row> = answer.hits.iter().map(export::row).collect();
        let exported = time_in_china(visitor.at);
        let caption = export::Caption { query: &asked.q, exported, total: answer.total };
        let bytes = export::xlsx(&rows, &caption)?;
        Ok(saved(XLSX, "检索结果.xlsx", bytes))
    })
    .await
}
