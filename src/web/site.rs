//! What is served: the archive with its store, the reviews of its cases, and who may come in.

mod reviews;

use std::sync::Arc;

use jiff::Timestamp;

use super::error::PageError;
use super::limits::{Bounds, Limits};
use super::metrics::Metrics;
use super::ready::Following;
use crate::office::token::TOKEN_BYTES;
use crate::report::Review;
use crate::search::Archive;
use crate::store::Store;
pub use reviews::Standing;

/// Everything the pages show.
pub struct Site {
    archive: Arc<Archive>,
    reviews: reviews::Reviews,
    /// The account of whoever comes without having signed in; none where everybody must.
    guest: Option<String>,
    limits: Arc<Limits>,
    metrics: Metrics,
    following: Following,
}

impl Site {
    /// The cases of an archive, reviewed by these standards, for people who sign in.
    pub fn new(archive: Arc<Archive>, standing: Standing) -> Self {
        Self {
            archive,
            reviews: reviews::Reviews::new(standing),
            guest: None,
            limits: Arc::new(Limits::new(Bounds::default())),
            metrics: Metrics::default(),
            following: Following::default(),
        }
    }

    /// The same, open to everybody: who comes is this account, and may become any other. For a demonstration only.
    #[must_use]
    pub fn open_to_all(self, guest: &str) -> Self {
        Self { guest: Some(guest.to_owned()), ..self }
    }

    /// The same within other bounds.
    #[must_use]
    pub fn within(self, bounds: Bounds) -> Self {
        Self { limits: Arc::new(Limits::new(bounds)), ..self }
    }

    /// How much is let in.
    pub(super) fn limits(&self) -> &Arc<Limits> {
        &self.limits
    }

    /// What happened so far.
    pub(super) fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// Whether the index follows.
    pub(super) fn following(&self) -> &Following {
        &self.following
    }

    /// The last version of the review of a case.
    pub(super) fn review(&self, case: i64) -> Result<Arc<Review>, PageError> {
        self.reviews.get(&self.archive, case)
    }

    /// By what cases are reviewed.
    pub(super) fn standing(&self) -> &Standing {
        self.reviews.standing()
    }

    /// Number of a case of the archive that was reviewed; none where it was only taken in.
    pub(super) fn number(&self, key: &str) -> Option<i64> {
        Some(self.store().latest(key).ok()??.case_id)
    }

    /// The archive.
    pub(super) fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The store.
    pub(super) fn store(&self) -> &Store {
        self.archive.store()
    }

    /// Whether everybody may come in.
    pub(super) fn is_open(&self) -> bool {
        self.guest.is_some()
    }

    /// Begins a session for somebody in an open house, as the guest or as an account they name. Gives the token; none
    /// where people must sign in.
    pub(super) fn enter(&self, account: Option<&str>, at: Timestamp) -> Result<Option<String>, PageError> {
        let Some(guest) = &self.guest else { return Ok(None) };
        Ok(Some(self.store().enter(account.unwrap_or(guest), at, random()?)?))
    }
}

/// Bytes nobody can guess.
pub(super) fn random() -> Result<[u8; TOKEN_BYTES], PageError> {
    use rand::TryRngCore;
    let mut bytes = [0; TOKEN_BYTES];
    rand::rngs::OsRng.try_fill_bytes(&mut bytes).map_err(|_| PageError::Interrupted)?;
    Ok(bytes)
}

/// Runs work that reads files or takes long away from the threads that answer visitors.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, PageError> + Send + 'static,
) -> Result<T, PageError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| PageError::Interrupted)?
}
