//! The one error envelope of the web.

use askama::Template;
use axum::extract::Request;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use axum::{Extension, Json};
use serde_json::json;

use super::frame::{Frame, Here};
use super::gate::Visitor;
use super::observe;
use crate::search::SearchError;
use crate::search::query::QueryError;
use crate::store::StoreError;

/// What a visitor is told.
#[derive(Debug, thiserror::Error)]
pub(super) enum PageError {
    /// No such page or case.
    #[error("没有这个页面或案件，请回到案件列表重新选择")]
    NotFound,
    /// Nobody is signed in.
    #[error("请先登录；登录后 30 分钟不操作须重新登录")]
    SignedOut,
    /// No session for this account and password; one sentence for whatever is wrong.
    #[error("{0}")]
    WrongPassword(String),
    /// The rights do not allow it; the sentence says why.
    #[error("{0}")]
    Refused(String),
    /// A form that no page of this session sent.
    #[error("表单已失效，请刷新页面后再提交")]
    Forged,
    /// Somebody else was faster.
    #[error("他人已先行处理，请刷新后再试")]
    Behind,
    /// What was filled in will not do; the sentence says what to do.
    #[error("{0}")]
    Mistake(String),
    /// More was sent than is taken.
    #[error("提交的内容太大，请分次提交")]
    TooLarge,
    /// What was sent did not come in time.
    #[error("内容没有及时传完，请检查网络后重新提交")]
    Slow,
    /// Too much was asked in a short time; one may come again after so many seconds.
    #[error("操作过于频繁，请在 {0} 秒后再试")]
    TooOften(u64),
    /// Everybody who does such work has their hands full.
    #[error("系统正忙，请稍后再试")]
    Busy,
    /// Somebody came by a name that is not this house's.
    #[error("演示只能在本机打开，请用 http://127.0.0.1 访问")]
    Elsewhere,
    /// The store could not be asked.
    #[error(transparent)]
    Store(StoreError),
    /// An address or a form that cannot be read.
    #[error("网址或表单的内容读不出来，请回到上一页重新填写")]
    Request,
    /// A mistake in a query.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The archive could not be asked.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// A page could not be made.
    #[error("页面生成失败，请重试")]
    Page(#[from] askama::Error),
    /// A paper could not be made.
    #[error("文书生成失败，请重试")]
    Paper(#[from] crate::report::opinion::OpinionError),
    /// A workbook could not be made.
    #[error("表格生成失败，请重试")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The work was given up.
    #[error("处理中断，请重试")]
    Interrupted,
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(why) => Self::Refused(why),
            StoreError::Behind { .. } => Self::Behind,
            StoreError::NoCase => Self::NotFound,
            StoreError::NoUser => Self::Mistake(error.to_string()),
            other => Self::Store(other),
        }
    }
}

impl From<QueryRejection> for PageError {
    fn from(_: QueryRejection) -> Self {
        Self::Request
    }
}

impl From<FormRejection> for PageError {
    fn from(_: FormRejection) -> Self {
        Self::Request
    }
}

impl PageError {
    fn status(&self) -> (StatusCode, &'static str) {
        match self {
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::Request => (StatusCode::BAD_REQUEST, "bad_request"),
            Self::Query(_) => (StatusCode::BAD_REQUEST, "bad_query"),
            Self::SignedOut => (StatusCode::UNAUTHORIZED, "signed_out"),
            Self::WrongPassword(_) => (StatusCode::UNAUTHORIZED, "wrong_password"),
            Self::Refused(_) => (StatusCode::FORBIDDEN, "refused"),
            Self::Forged => (StatusCode::FORBIDDEN, "forged"),
            Self::Behind => (StatusCode::CONFLICT, "behind"),
            Self::Mistake(_) => (StatusCode::BAD_REQUEST, "mistake"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::Slow => (StatusCode::REQUEST_TIMEOUT, "slow"),
            Self::TooOften(_) => (StatusCode::TOO_MANY_REQUESTS, "too_often"),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
            Self::Elsewhere => (StatusCode::MISDIRECTED_REQUEST, "elsewhere"),
            Self::Store(_)
            | Self::Search(_)
            | Self::Page(_)
            | Self::Paper(_)
            | Self::Workbook(_)
            | Self::Interrupted => {
                tracing::error!(error = ?self, "response could not be made");
                (StatusCode::INTERNAL_SERVER_ERROR, "internal")
            }
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let (status, code) = self.status();
        let mut told = json!({"code": code, "message": self.to_string()});
        if let Self::Query(mistake) = &self {
            told["at"] = json!([mistake.at.start, mistake.at.end]);
        }
        let number = observe::number();
        if let Some(number) = &number {
            told["request"] = json!(number);
        }
        let message = self.to_string();
        let mut response =
            (status, Extension(Told { message }), Json(json!({"error": told}))).into_response();
        let wait = match self {
            Self::TooOften(seconds) => seconds,
            Self::Busy => 2,
            _ => return response,
        };
        response.headers_mut().insert(header::RETRY_AFTER, wait.into());
        response
    }
}

/// What a response says went wrong, kept beside it.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) message: String,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    message: String,
    /// By which the log tells of it.
    number: String,
}

/// Browsers get what went wrong as a page, everybody else the envelope, also where no page was asked at all.
pub(super) async fn tell(request: Request, next: Next) -> Response {
    let accepted = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    let wants_page = accepted.is_some_and(|kinds| kinds.contains("text/html"));
    let response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() || is_page(&response) {
        return response;
    }
    let told = response.extensions().get::<Told>().cloned();
    if wants_page {
        let message = told.map_or_else(|| PageError::Request.to_string(), |told| told.message);
        let visitor = response.extensions().get::<Visitor>();
        let frame = visitor.map_or_else(Frame::bare, |visitor| Frame::new(visitor, Here::Elsewhere));
        let number = observe::number().unwrap_or_default();
        return match (ErrorPage { frame, message, number }).render() {
            Ok(page) => {
                // What else the response says: a wait, a cookie.
                let (mut head, _) = response.into_parts();
                head.headers.remove(header::CONTENT_TYPE);
                head.headers.remove(header::CONTENT_LENGTH);
                (head, Html(page)).into_response()
            }
            Err(error) => PageError::Page(error).into_response(),
        };
    }
    if told.is_some() {
        return response;
    }
    let mut envelope = PageError::Request.into_response();
    *envelope.status_mut() = status;
    envelope
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}
