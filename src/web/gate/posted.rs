//! What a form sends.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::web::error::PageError;

/// The fields of a form of this session, in their order. The gate has read and checked it.
#[derive(Debug, Clone, Default)]
pub(in crate::web) struct Posted(pub(super) Vec<(String, String)>);

impl Posted {
    /// The first value of a field; empty where it is missing.
    pub(in crate::web) fn one(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every value of a field.
    pub(in crate::web) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A field that holds a number.
    ///
    /// # Errors
    /// When it does not.
    pub(in crate::web) fn number(&self, name: &str) -> Result<i64, PageError> {
        self.one(name).parse().map_err(|_| PageError::Request)
    }
}

impl<S: Sync> FromRequestParts<S> for Posted {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        parts.extensions.get::<Self>().cloned().ok_or(PageError::Request)
    }
}
