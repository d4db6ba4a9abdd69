//! Floor 11: pages and machine answers over HTTP. The only module that knows HTTP.
//!
//! List of cases → case → evidence; searching the archive; cases like a given one. One page a module, templates beside.

mod assets;
mod case;
mod error;
mod export;
mod help;
mod hits;
mod link;
mod list;
mod paper;
mod pieces;
mod profile;
mod refine;
mod search;
mod similar;
mod site;

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::get;
use tokio::net::TcpListener;

use error::PageError;
pub use site::{Site, Standing};

/// Serves a site until interrupted.
///
/// # Errors
/// When the address is taken or the server stops by itself.
pub async fn serve(site: Site, address: SocketAddr) -> Result<()> {
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("无法监听 {address}，该端口可能已被占用；请用 --listen 换一个地址"))?;
    axum::serve(listener, router(Arc::new(site))).with_graceful_shutdown(interrupted()).await?;
    Ok(())
}

/// Every route.
pub fn router(site: Arc<Site>) -> Router {
    Router::new()
        .route("/", get(list::page))
        .route("/cases/{number}", get(case::page))
        .route("/cases/{number}/review.json", get(case::json))
        .route("/cases/{number}/opinion.docx", get(case::opinion))
        .route("/search", get(search::page))
        .route("/search.xlsx", get(export::xlsx))
        .route("/api/search", get(search::json))
        .route("/similar", get(similar::page).post(similar::ask))
        .route("/papers/{number}", get(paper::page))
        .route("/assets/{name}", get(assets::file))
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .route("/livez", get(|| async { "ok" }))
        .fallback(|| async { PageError::NotFound })
        .layer(middleware::from_fn(error::tell))
        .layer(middleware::map_response(assets::protect))
        .with_state(site)
}

async fn interrupted() {
    // Without a handler the default action of the signal ends the process, which is as good.
    let _ = tokio::signal::ctrl_c().await;
}

#[cfg(test)]
mod tests;
