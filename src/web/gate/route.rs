//! A row of the table of routes.

use std::sync::Arc;

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{self, MethodRouter};

use crate::office::Action;
use crate::web::limits::Weight;
use crate::web::site::Site;

/// What a route asks of its visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::web) enum Need {
    /// Nothing.
    Public,
    /// To be signed in. A handler behind it that shows cases asks leave by itself, see `Visitor::admit`.
    SignedIn,
    /// The right to look: asked of the store before the handler runs, with the `{case}` of the path, and written into the
    /// log.
    Look(Action),
    /// The same for a part of a page that was already looked at: asked, and not written down again.
    Part(Action),
    /// The right to change something: who could never do it is turned away here; the store asks leave for the object in
    /// the transaction of the change, and writes it down.
    Act(Action),
    /// The right to look at how the house runs; a program on this very machine is not asked. Nothing is written down.
    Watch(Action),
}

/// An address, what it asks of its visitor, and who answers.
pub(in crate::web) struct Route {
    pub method: Method,
    /// Parts in braces are filled in; `{case}` is the number of a case.
    pub path: &'static str,
    pub need: Need,
    pub answer: MethodRouter<Arc<Site>>,
}

impl Route {
    /// A page or a file.
    pub(in crate::web) fn get<H, T>(path: &'static str, need: Need, handler: H) -> Self
    where
        H: Handler<T, Arc<Site>>,
        T: 'static,
    {
        Self { method: Method::GET, path, need, answer: routing::get(handler) }
    }

    /// A form or a file handed in.
    pub(in crate::web) fn post<H, T>(path: &'static str, need: Need, handler: H) -> Self
    where
        H: Handler<T, Arc<Site>>,
        T: 'static,
    {
        Self { method: Method::POST, path, need, answer: routing::post(handler) }
    }

    /// An end that a program asks for.
    pub(in crate::web) fn delete<H, T>(path: &'static str, need: Need, handler: H) -> Self
    where
        H: Handler<T, Arc<Site>>,
        T: 'static,
    {
        Self { method: Method::DELETE, path, need, answer: routing::delete(handler) }
    }
}

/// What the gate knows of the route it stands before.
#[derive(Clone)]
pub(in crate::web) struct Door {
    pub site: Arc<Site>,
    pub need: Need,
    pub path: &'static str,
    pub weight: Weight,
}

/// The route that answered, kept beside the response.
#[derive(Debug, Clone, Copy)]
pub(in crate::web) struct Template(pub &'static str);
