//! Styles and scripts as files of their own, so that no page needs any written into it.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::bench;
use super::error::PageError;
use super::facsimile;

/// Nothing from elsewhere, nothing written into a page.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A style or a script.
pub(super) async fn file(Path(name): Path<String>) -> Result<Response, PageError> {
    let (kind, text) = match name.as_str() {
        "site.css" => ("text/css", include_str!("templates/site.css")),
        "flow_bar.css" => ("text/css", include_str!("templates/flow_bar.css")),
        "office.css" => ("text/css", include_str!("templates/office.css")),
        "opinion.css" => ("text/css", include_str!("templates/opinion.css")),
        "htmx.min.js" => ("text/javascript", include_str!("templates/htmx.min.js")),
        "site.js" => ("text/javascript", include_str!("templates/site.js")),
        "typed.js" => ("text/javascript", include_str!("templates/typed.js")),
        "bench.css" => ("text/css", bench::STYLE),
        "facsimile.css" => ("text/css", facsimile::STYLE),
        "facsimile.js" => ("text/javascript", facsimile::SCRIPT),
        "queue.css" => ("text/css", include_str!("templates/queue.css")),
        "queue.js" => ("text/javascript", include_str!("templates/queue.js")),
        other => {
            let script = bench::SCRIPTS.iter().find(|(name, _)| *name == other);
            ("text/javascript", script.ok_or(PageError::NotFound)?.1)
        }
    };
    Ok(([(header::CONTENT_TYPE, format!("{kind}; charset=utf-8"))], text).into_response())
}

/// Tells the browser to run and load nothing but what the site serves.
pub(super) async fn protect(mut response: Response) -> Response {
    let headers = response.headers_mut();
    // Files of a dossier bring a stricter policy of their own.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    // Pages show cases: nothing of them stays in the browser's store.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
