//! Floor 8: what is kept between two runs: cases and their papers, in one SQLite file. The only module that knows SQL.
//!
//! Every write is one transaction and gets the next revision; whatever follows the store (the search index) asks for
//! the changes after the last revision it has seen, so that nothing committed is ever lost to it.

mod audit;
mod briefs;
mod cases;
mod changes;
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
#[cfg(test)]
mod tests;
mod users;
mod views;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::Connection;

pub use audit::AuditQuery;
pub use changes::Change;
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

/// Each entry takes a store of the version of its index to the next one; the file remembers how far it is.
const MIGRATIONS: &[&str] = &[
    include_str!("store/schema/1.sql"),
    include_str!("store/schema/2.sql"),
    include_str!("store/schema/3.sql"),
    include_str!("store/schema/4.sql"),
    include_str!("store/schema/5.sql"),
];

/// Name of the file inside the data folder.
const FILE: &str = "qiuhao.db";

/// An open store. Shared by threads; one writes at a time.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
    /// Taken before the connection where both are needed.
    memory: Mutex<briefs::Memory>,
}

impl Store {
    /// Opens the store of a data folder, making both where they are missing.
    ///
    /// # Errors
    /// When the folder cannot be written, the file is no store, or a newer version of the program made it.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder).map_err(|_| StoreError::Folder { path: folder.to_owned() })?;
        Self::prepare(Connection::open(folder.join(FILE))?)
    }

    /// A store that lives as long as the process, for samples and tests.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::prepare(Connection::open_in_memory()?)
    }

    fn prepare(mut connection: Connection) -> Result<Self, StoreError> {
        connection.busy_timeout(Duration::from_secs(30))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // What is taken away is overwritten, not only forgotten.
        connection.pragma_update(None, "secure_delete", true)?;
        migrate(&mut connection)?;
        Ok(Self { connection: Mutex::new(connection), memory: Mutex::default() })
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic elsewhere leaves no half-done transaction: dropping one rolls it back.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let version: usize = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let Some(missing) = MIGRATIONS.get(version..) else {
        return Err(StoreError::Newer { version, known: MIGRATIONS.len() });
    };
    for (step, migration) in missing.iter().enumerate() {
        // Two processes may open a new store at once: the second finds the work done.
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let present: usize = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if present <= version + step {
            transaction.execute_batch(migration)?;
            transaction.pragma_update(None, "user_version", version + step + 1)?;
        }
        transaction.commit()?;
    }
    Ok(())
}
