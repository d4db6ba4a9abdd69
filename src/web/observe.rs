//! Every request has a number and leaves one line in the program's log, and a count in the figures. Neither knows what
//! was asked for beyond the route.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::gate::Template;
use super::site::{self, Site};

tokio::task_local! {
    static NUMBER: String;
}

/// Address of what no route answers.
const NOWHERE: &str = "-";

/// The number of the request in hand, for what is told about it.
pub(super) fn number() -> Option<String> {
    NUMBER.try_with(Clone::clone).ok()
}

/// Watches a request from its beginning to its answer.
pub(super) async fn watch(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let is_chunked = request.headers().contains_key(header::TRANSFER_ENCODING);
    let number = new_number();
    let mut response = NUMBER.scope(number.clone(), next.run(request)).await;
    let route = response.extensions().get::<Template>().map_or(NOWHERE, |template| template.0);
    let (took, status) = (started.elapsed(), response.status().as_u16());
    site.metrics().count(&method, route, status, took);
    let milliseconds = took.as_millis() as u64;
    tracing::info!(target: "qiuhao::requests", %method, route, status, milliseconds, number, "answered");
    let headers = response.headers_mut();
    if let Ok(number) = HeaderValue::try_from(number) {
        headers.insert("x-request-id", number);
    }
    if is_chunked {
        // Where a proxy and this server might not agree where a request ends, none follows on its connection.
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

fn new_number() -> String {
    site::random().map_or_else(
        |_| NOWHERE.to_owned(),
        |bytes| bytes.iter().take(6).fold(String::new(), |number, byte| format!("{number}{byte:02x}")),
    )
}
