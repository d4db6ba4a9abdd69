//! What is served: the archive, and reviews: sample ones held in memory, or those of the data folder.

mod kept;

use std::collections::HashMap;
use std::sync::Arc;

use super::error::PageError;
use super::list::{self, Row};
use crate::report::Review;
use crate::search::Archive;
pub use kept::Standing;

/// Everything the pages show.
pub struct Site {
    archive: Arc<Archive>,
    reviews: Reviews,
}

enum Reviews {
    /// Held in memory, with the number of each dossier, from 1.
    Held(Vec<Arc<Review>>, HashMap<String, usize>),
    /// Read from the data folder; a review goes by the number of its case there.
    Kept(kept::Kept),
}

impl Site {
    /// Reviews in the order of their numbers, and the archive to be searched.
    pub fn new(reviews: Vec<Review>, archive: Arc<Archive>) -> Self {
        let numbers = reviews.iter().zip(1..).map(|(review, number)| (review.case.dossier.clone(), number));
        let numbers = numbers.collect();
        Self { reviews: Reviews::Held(reviews.into_iter().map(Arc::new).collect(), numbers), archive }
    }

    /// The cases of a data folder, reviewed as they stand there.
    pub fn of_archive(archive: Arc<Archive>, standing: Standing) -> Self {
        Self { archive, reviews: Reviews::Kept(kept::Kept::new(standing)) }
    }

    /// Every reviewed case, as a row of the list.
    pub(super) fn rows(&self) -> Result<Vec<Row>, PageError> {
        match &self.reviews {
            Reviews::Held(reviews, _) => {
                Ok(reviews.iter().zip(1..).map(|(review, number)| list::held(number, review)).collect())
            }
            Reviews::Kept(_) => kept::rows(&self.archive),
        }
    }

    /// The review of a number.
    pub(super) fn review(&self, number: usize) -> Result<Arc<Review>, PageError> {
        match &self.reviews {
            Reviews::Held(reviews, _) => {
                number.checked_sub(1).and_then(|at| reviews.get(at)).cloned().ok_or(PageError::NotFound)
            }
            Reviews::Kept(kept) => kept.review(&self.archive, number),
        }
    }

    /// Number of the review of a case of the archive; none where it was only taken in.
    pub(super) fn number(&self, key: &str) -> Option<usize> {
        match &self.reviews {
            Reviews::Held(_, numbers) => numbers.get(key).copied(),
            Reviews::Kept(_) => kept::number(&self.archive, key),
        }
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
