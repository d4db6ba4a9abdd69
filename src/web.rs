//! Floor 11: pages and machine answers over HTTP. The only module that knows HTTP.
//!
//! List of cases → case → evidence; searching the archive; cases like a given one. One page a module, templates beside;
//! `routes.rs` is the table of all, `gate/` who may pass.

mod account;
mod assets;
mod bench;
mod case;
mod error;
mod export;
mod facsimile;
mod flow;
mod frame;
mod gate;
mod help;
mod hits;
mod jobs;
mod link;
mod log;
mod names;
mod originals;
mod paper;
mod pieces;
mod profile;
mod queue;
mod refine;
mod routes;
mod search;
mod sign_in;
mod similar;
mod site;
mod system;
mod tasks;
mod upload;
mod users;
mod visible;

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::middleware;
use tokio::net::TcpListener;

use error::PageError;
pub use site::{Site, Standing};

/// Serves a site until `stopped` comes back.
///
/// # Errors
/// When the address is taken or the server stops by itself.
pub async fn serve(
    site: Site,
    address: SocketAddr,
    stopped: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("无法监听 {address}，该端口可能已被占用；请用 --listen 换一个地址"))?;
    axum::serve(listener, router(Arc::new(site))).with_graceful_shutdown(stopped).await?;
    Ok(())
}

/// Every route, each behind the gate.
pub fn router(site: Arc<Site>) -> Router {
    let mut router = Router::new();
    for route in routes::table() {
        let gate = middleware::from_fn_with_state((site.clone(), route.need), gate::pass);
        router = router.route(route.path, route.answer.route_layer(gate));
    }
    router
        .fallback(|| async { PageError::NotFound })
        .layer(middleware::from_fn(error::tell))
        .layer(middleware::map_response(assets::protect))
        .with_state(site)
}

#[cfg(test)]
mod tests;
