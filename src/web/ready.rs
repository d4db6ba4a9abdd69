//! Whether the server is alive, and whether it can do its work: for whoever starts and watches it.

use std::sync::Arc;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde_json::json;

use super::error::{PageError, Told};
use super::site::{Site, aside};
use crate::nlp::Models;

/// The index follows in groups while many cases come; only one that stays behind is told.
const BEHIND_FOR: Duration = Duration::from_secs(120);
/// How long a busy store may keep the question waiting.
const PATIENCE: Duration = Duration::from_secs(5);

/// Since when the index has been behind the store.
#[derive(Debug, Default)]
pub(super) struct Following(Mutex<Option<Instant>>);

impl Following {
    /// Whether it has been behind for too long.
    fn is_lost(&self, is_behind: bool, now: Instant) -> bool {
        let mut since = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !is_behind {
            *since = None;
            return false;
        }
        now.duration_since(*since.get_or_insert(now)) > BEHIND_FOR
    }
}

/// `GET /livez`
pub(super) async fn alive() -> &'static str {
    "ok"
}

/// `GET /readyz`: what is not ready, by its name alone.
pub(super) async fn ready(State(site): State<Arc<Site>>) -> Response {
    let looked = tokio::time::timeout(PATIENCE, aside(move || Ok(missing(&site)))).await;
    let missing = looked.unwrap_or(Ok(vec!["数据库忙"])).unwrap_or_else(|_: PageError| vec!["内部检查"]);
    if missing.is_empty() {
        return Json(json!({"ready": true})).into_response();
    }
    let message = format!("尚未就绪：{}，请稍候，或查看程序日志", missing.join("、"));
    let envelope = json!({"error": {"code": "not_ready", "message": message, "missing": missing}});
    (StatusCode::SERVICE_UNAVAILABLE, Extension(Told { message }), Json(envelope)).into_response()
}

fn missing(site: &Site) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if site.store().try_out().is_err() {
        missing.push("数据库不能读写");
    }
    if site
        .archive()
        .is_behind()
        .map_or(true, |is_behind| site.following().is_lost(is_behind, Instant::now()))
    {
        missing.push("索引未跟上");
    }
    // Loaded once and kept; what is turned off by the office is not missing.
    let models = Models::shipped();
    if models.encoders().any(|name| models.encoder_model(name).is_err()) {
        missing.push("文本模型不能载入");
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_index_that_stays_behind_is_lost() {
        let (following, start) = (Following::default(), Instant::now());
        let at = |seconds: u64| start + Duration::from_secs(seconds);
        assert!(!following.is_lost(true, at(0)) && !following.is_lost(true, at(100)));
        assert!(following.is_lost(true, at(121)));
        assert!(!following.is_lost(false, at(122)) && !following.is_lost(true, at(300)));
    }
}
