//! Reviews of the data folder: made again from the kept originals, by the standards of the day they were first made on.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::document::dossier;
use crate::pipeline;
use crate::report::Review;
use crate::review::ReviewOptions;
use crate::search::{Archive, SearchError};
use crate::standard::Standards;
use crate::store::{Origin, StoreError, Version};
use crate::web::error::PageError;
use crate::web::list::{self, Row};

/// Cases shown in the list.
const MOST: usize = 2_000;
/// Reviews kept in memory for the next look.
const OPEN: usize = 32;

/// By what cases are reviewed.
pub struct Standing {
    /// The standards with what the office lays over them.
    pub standards: Standards,
    /// Province whose figures apply.
    pub province: Option<String>,
}

pub(super) struct Kept {
    standing: Standing,
    /// By number of the stored review, the last one looked at in front.
    open: Mutex<VecDeque<(i64, Arc<Review>)>>,
}

impl Kept {
    pub(super) fn new(standing: Standing) -> Self {
        Self { standing, open: Mutex::new(VecDeque::new()) }
    }

    /// The last version of a case.
    pub(super) fn review(&self, archive: &Archive, number: usize) -> Result<Arc<Review>, PageError> {
        let store = archive.store();
        let case = store.case_by_id(number as i64).map_err(SearchError::from)?.ok_or(PageError::NotFound)?;
        let version = store.latest(&case.key).map_err(SearchError::from)?.ok_or(PageError::NotFound)?;
        if let Some(review) = self.opened(version.review_id) {
            return Ok(review);
        }
        let files = files(archive, &version).map_err(SearchError::from)?;
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

/// Number of a case that has a kept review.
pub(super) fn number(archive: &Archive, key: &str) -> Option<usize> {
    let version = archive.store().latest(key).ok()??;
    usize::try_from(version.case_id).ok()
}

/// The dossiers, the latest first.
pub(super) fn rows(archive: &Archive) -> Result<Vec<Row>, PageError> {
    let cases = archive.store().cases(Origin::Dossier, MOST).map_err(SearchError::from)?;
    Ok(cases.into_iter().map(|case| list::kept(case.id as usize, case)).collect())
}
