//! Floor 8: what is kept between two runs: cases, papers, reviews, decisions, accounts, the log. The only module that knows
//! SQL. It stands on a [`database::Database`], by default one SQLite file.
//!
//! Every write is one transaction and gets the next revision; whatever follows the store (the search index) asks for
//! the changes after the last revision it has seen, so that nothing committed is ever lost to it.

mod audit;
mod briefs;
mod cases;
mod changes;
#[cfg(test)]
mod conformance;
mod database;
mod decisions;
mod deed;
mod drafts;
mod error;
mod figures;
mod flow;
mod jobs;
mod originals;
mod packed;
mod queue;
mod record;
mod recusals;
mod reviews;
mod samples;
mod sessions;
mod size;
mod sqlite;
#[cfg(test)]
mod tests;
mod users;
mod value;
mod views;

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use database::Database;

pub use audit::AuditQuery;
pub use changes::Change;
pub use database::DatabaseError;
pub use decisions::{Opinion, PointRecord, Said, Tick};
pub use deed::Deed;
pub use drafts::Draft;
pub use error::StoreError;
pub use figures::{Counts, Figures};
pub use flow::{CaseFlow, Moved};
pub use jobs::{Job, JobKind, JobState, Request};
pub use originals::{Hash, Original, StoredFile, content};
pub use record::{CaseRecord, Origin, PaperRecord, StoredCase, StoredPaper, Tag};
pub use recusals::Recusal;
pub use reviews::{Finished, Kept, StoredReview, Version};
pub use samples::{Batch, BatchCase, BatchOutcome, MOST_IN_A_BATCH};
pub use sessions::Session;
pub use users::User;
pub use views::View;

/// An open store. Shared by threads; one writes at a time.
#[derive(Debug)]
pub struct Store {
    database: Box<dyn Database>,
    /// The data folder, where there is one.
    folder: Option<PathBuf>,
    /// Taken before a transaction begins where both are needed.
    memory: Mutex<briefs::Memory>,
}

impl Store {
    /// Opens the store of a data folder, making both where they are missing.
    ///
    /// # Errors
    /// When the folder cannot be written, the file is no store, or a newer version of the program made it.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let unusable = |_| StoreError::Folder { path: folder.to_owned() };
        std::fs::create_dir_all(folder).map_err(unusable)?;
        // The program may go elsewhere; the store stays where it is.
        let place = std::path::absolute(folder.join(".")).map_err(unusable)?;
        Self::on(Box::new(sqlite::Sqlite::open(folder)?), Some(place))
    }

    /// A store that lives as long as the process, for samples and tests.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::on(Box::new(sqlite::Sqlite::in_memory()?), None)
    }

    fn on(database: Box<dyn Database>, folder: Option<PathBuf>) -> Result<Self, StoreError> {
        database.migrate(database.schema())?;
        Ok(Self { database, folder, memory: Mutex::default() })
    }
}
