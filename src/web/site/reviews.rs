//! Reviews: made again from the kept originals, by the standards of the day they were first made on.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::document::dossier;
use crate::pipeline;
use crate::report::Review;
use crate::review::ReviewOptions;
use crate::search::Archive;
use crate::standard::Standards;
use crate::store::{StoreError, Version};
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
        let files = files(archive, &version)?;
        let as_of = version.as_of.parse().map_err(|_| PageError::NotFound)?;
        let options = ReviewOptions { province: self.standing.province.clone(), as_of };
        let documents = dossier::of_files(files);
        let review =
            Arc::new(pipeline::review_documents(&case.key, documents, &self.standing.standards, &options));
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

fn files(archive: &Archive, version: &Version) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let store = archive.store();
    let mut files = Vec::new();
    for file in store.files(version.review_id)? {
        files.extend(store.original(&file.hash)?.map(|bytes| (file.name, bytes)));
    }
    Ok(files)
}
