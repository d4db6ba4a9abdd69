//! By which name somebody came. A house that is open to everybody answers this machine's own names only: else any site in
//! the browser could have its name lead here, and read.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::error::PageError;
use super::site::Site;

/// Refuses other names.
pub(super) async fn known(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).map(|host| host.to_str().unwrap_or_default());
    if site.is_open() && host.is_some_and(|host| !is_this_machine(host)) {
        return PageError::Elsewhere.into_response();
    }
    next.run(request).await
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next(),
        None => host.split(':').next(),
    };
    let name = name.unwrap_or_default();
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn only_names_of_this_machine() {
        for host in ["localhost", "LOCALHOST:8686", "127.0.0.1:8686", "127.0.0.1", "[::1]:80"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in
            ["", "evil.example", "localhost.evil.example:80", "127.0.0.1.evil.example", "10.0.0.1", "[::2]"]
        {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
