//! Reviews: made again from the kept originals, by the standards of the day they were first made on.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::papers;
use crate::report::Review;
use crate::search::Archive;
use crate::standard::Standards;
use crate::web::error::PageError;

/// Reviews kept in memory for the next look.
const OPEN: usize = 32;

/// By what cases are reviewed.
pub struct Standing {
    /// The standards with what the office lays over them.
    pub standards: Standards,
    /// Province whose figures apply.
    pub province: Option<String>,
}

pub(super) struct Reviews {
    standing: Standing,
    /// By number of the stored review, the last one looked at in front.
    open: Mutex<VecDeque<(i64, Arc<Review>)>>,
}

impl Reviews {
    pub(super) fn new(standing: Standing) -> Self {
        Self { standing, open: Mutex::new(VecDeque::new()) }
    }

    pub(super) fn standing(&self) -> &Standing {
        &self.standing
    }

    /// The last version of a case.
    pub(super) fn get(&self, archive: &Archive, case: i64) -> Result<Arc<Review>, PageError> {
        let store = archive.store();
        let case = store.case_by_id(case)?.ok_or(PageError::NotFound)?;
        let version = store.latest(&case.key)?.ok_or(PageError::NotFound)?;
        if let Some(review) = self.opened(version.review_id) {
            return Ok(review);
        }
        let Standing { standards, province } = &self.standing;
        let review = papers::review_again(store, case.id, standards, province.as_deref())?;
        let review = Arc::new(review.ok_or(PageError::NotFound)?);
        self.remember(version.review_id, &review);
        Ok(review)
    }

    fn opened(&self, review_id: i64) -> Option<Arc<Review>> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.iter().find(|(id, _)| *id == review_id).map(|(_, review)| review.clone())
    }

    fn remember(&self, review_id: i64, review: &Arc<Review>) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.push_front((review_id, review.clone()));
        open.truncate(OPEN);
    }
}
