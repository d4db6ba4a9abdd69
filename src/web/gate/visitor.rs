//! The person behind a request.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::Timestamp;

use crate::office::{Action, Actor, might};
use crate::store::{Deed, Store};
use crate::web::error::PageError;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub(in crate::web) struct Visitor {
    pub actor: Actor,
    /// What the forms of this session carry, so that no other site can post them.
    pub form: String,
    /// When the request came.
    pub at: Timestamp,
    /// Whether the house is open to everybody, as in the demonstration.
    pub is_guest: bool,
    /// Whether they came with a password somebody else gave them: they change it before anything else.
    pub has_temporary_password: bool,
}

impl Visitor {
    /// Something they do.
    pub(in crate::web) fn deed(&self) -> Deed<'_> {
        Deed::new(&self.actor, self.at)
    }

    /// Whether they could ever do it, for menus and buttons.
    pub(in crate::web) fn might(&self, action: Action) -> bool {
        might(&self.actor, action)
    }

    /// Asks leave to look, and writes it into the log. `detail` without case text.
    pub(in crate::web) fn admit(
        &self,
        store: &Store,
        action: Action,
        case: Option<i64>,
        detail: &str,
    ) -> Result<(), PageError> {
        Ok(store.admit(self.deed(), action, case, detail)?)
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        parts.extensions.get::<Self>().cloned().ok_or(PageError::SignedOut)
    }
}
