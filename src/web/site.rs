//! What is served: reviews held in memory and the archive.

use std::collections::HashMap;
use std::sync::Arc;

use super::error::PageError;
use crate::report::Review;
use crate::search::Archive;

/// Everything the pages show.
pub struct Site {
    reviews: Vec<Review>,
    archive: Arc<Archive>,
    /// Number of the review of each dossier, from 1.
    numbers: HashMap<String, usize>,
}

impl Site {
    /// Reviews in the order of their numbers, and the archive to be searched.
    pub fn new(reviews: Vec<Review>, archive: Arc<Archive>) -> Self {
        let numbers = reviews.iter().zip(1..).map(|(review, number)| (review.case.dossier.clone(), number));
        Self { numbers: numbers.collect(), reviews, archive }
    }

    /// All reviews.
    pub(super) fn reviews(&self) -> &[Review] {
        &self.reviews
    }

    /// The review of a number, from 1.
    pub(super) fn review(&self, number: usize) -> Result<&Review, PageError> {
        number.checked_sub(1).and_then(|at| self.reviews.get(at)).ok_or(PageError::NotFound)
    }

    /// Number of the review of a case of the archive; none where it was only taken in.
    pub(super) fn number(&self, key: &str) -> Option<usize> {
        self.numbers.get(key).copied()
    }

    /// The archive.
    pub(super) fn archive(&self) -> &Archive {
        &self.archive
    }
}

/// Runs work that reads files or takes long away from the threads that answer visitors.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, PageError> + Send + 'static,
) -> Result<T, PageError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| PageError::Interrupted)?
}
