//! The one error envelope of the web.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// What a visitor is told.
#[derive(Debug, thiserror::Error)]
pub(super) enum PageError {
    /// No such page or case.
    #[error("没有这个页面或案件，请回到案件列表重新选择")]
    NotFound,
    /// A page could not be made.
    #[error("页面生成失败，请重试")]
    Page(#[from] askama::Error),
    /// A paper could not be made.
    #[error("文书生成失败，请重试")]
    Paper(#[from] crate::report::opinion::OpinionError),
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let (status, code) = match &self {
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::Page(_) | Self::Paper(_) => {
                tracing::error!(error = ?self, "response could not be rendered");
                (StatusCode::INTERNAL_SERVER_ERROR, "internal")
            }
        };
        (status, Json(json!({"error": {"code": code, "message": self.to_string()}}))).into_response()
    }
}
