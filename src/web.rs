//! Floor 11: pages and machine answers over HTTP. The only module that knows HTTP.
//!
//! List of cases → case → evidence; searching the archive; cases like a given one. One page a module, templates beside;
//! `routes.rs` is the table of all, `gate/` who may pass.

mod account;
mod api;
mod assets;
mod at;
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
mod host;
mod jobs;
mod limits;
mod link;
mod log;
mod metrics;
mod names;
mod observe;
mod originals;
mod outputs;
mod paper;
mod pieces;
mod profile;
mod queue;
mod ready;
mod refine;
mod routes;
mod search;
mod serve;
mod sign_in;
mod similar;
mod site;
mod system;
mod tasks;
mod upload;
mod users;
mod visible;

use std::sync::Arc;

use axum::Router;
use axum::middleware;

use error::PageError;
pub use limits::Bounds;
pub use serve::{serve, serve_on};
pub use site::{Site, Standing};

/// Every route, each behind the gate.
pub fn router(site: Arc<Site>) -> Router {
    let mut router = Router::new();
    for route in routes::table() {
        let weight = limits::weight(&route.method, route.path);
        let door = gate::Door { site: site.clone(), need: route.need, path: route.path, weight };
        let gate = middleware::from_fn_with_state(door, gate::pass);
        router = router.route(route.path, route.answer.route_layer(gate));
    }
    router
        .fallback(|| async { PageError::NotFound })
        .layer(middleware::from_fn_with_state(site.clone(), host::known))
        .layer(middleware::from_fn(error::tell))
        .layer(middleware::map_response(assets::protect))
        .layer(middleware::from_fn_with_state(site.clone(), observe::watch))
        .with_state(site)
}

#[cfg(test)]
mod tests;
