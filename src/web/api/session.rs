//! Signing in as a program.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::office::token::{IDLE_SECONDS, MOST_SECONDS};
use crate::store::StoreError;
use crate::web::error::PageError;
use crate::web::gate::{self, Visitor};
use crate::web::site::{self, Site, aside};

/// Who signs in.
#[derive(Serialize, Deserialize)]
pub(in crate::web) struct Account {
    pub account: String,
    pub password: String,
}

/// What one is given: to be shown as `Authorization: Bearer <token>`.
#[expect(clippy::struct_field_names, reason = "the names that programs read")]
#[derive(Serialize)]
pub(in crate::web) struct Token {
    pub token: String,
    /// Seconds without a request after which it ends.
    pub idle_seconds: i64,
    /// Seconds after which it ends in any case.
    pub most_seconds: i64,
}

/// `POST /api/session`
pub(in crate::web) async fn begin(
    State(site): State<Arc<Site>>,
    asked: Result<Json<Account>, JsonRejection>,
) -> Result<Response, PageError> {
    let Ok(Json(asked)) = asked else {
        let form = json!({"account": "…", "password": "…"});
        return Err(PageError::Mistake(format!("请以 JSON 提交 {form}")));
    };
    aside(move || {
        let (at, random) = (Timestamp::now(), site::random()?);
        match site.store().sign_in(&asked.account, &asked.password, at, random, None) {
            Ok(token) => {
                let token = Token { token, idle_seconds: IDLE_SECONDS, most_seconds: MOST_SECONDS };
                Ok((StatusCode::CREATED, Json(token)).into_response())
            }
            Err(StoreError::Refused(why)) => Err(PageError::WrongPassword(why)),
            Err(other) => Err(other.into()),
        }
    })
    .await
}

/// `DELETE /api/session`
pub(in crate::web) async fn end(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<StatusCode, PageError> {
    let token = gate::brought(&headers).map(str::to_owned);
    aside(move || {
        token.map(|token| site.store().sign_out(&token, visitor.at)).transpose()?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
