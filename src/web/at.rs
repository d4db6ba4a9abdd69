//! What an address names.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::error::PageError;

/// The parts of an address in braces, read as what they should be. One that is not, such as a number of a case in
/// letters, names nothing: 404.
pub(super) struct At<T>(pub T);

impl<S, T> FromRequestParts<S> for At<T>
where
    S: Send + Sync,
    T: DeserializeOwned + Send,
{
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let Path(named) = Path::from_request_parts(parts, state).await.map_err(|_| PageError::NotFound)?;
        Ok(Self(named))
    }
}
