//! Versions of a case: what was handed in each time and what the review said.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use serde_json::Value;

use super::originals::{self, Hash};
use super::{CaseRecord, Original, Store, StoreError, audit, briefs, cases, packed};

const COLUMNS: &str = "reviews.id, case_id, version, reviews.content, as_of, created";

/// Everything a finished job leaves behind.
#[derive(Debug)]
pub struct Finished<'a> {
    /// Number of the job.
    pub job: i64,
    /// Who did it.
    pub worker: &'a str,
    /// The case as it is now.
    pub case: &'a CaseRecord,
    /// Its originals.
    pub files: &'a [Original],
    /// Day whose standards were applied, `2026-03-01`.
    pub as_of: &'a str,
    /// Machine format of the review.
    pub review: &'a Value,
}

/// What became of a finished job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Number of the case.
    pub case_id: i64,
    /// Number of the review.
    pub review_id: i64,
    /// Version of the case, from 1.
    pub version: u32,
}

/// One version of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Number of its review.
    pub review_id: i64,
    /// The case.
    pub case_id: i64,
    /// From 1.
    pub version: u32,
    /// What tells its originals from others.
    pub content: Hash,
    /// Day whose standards were applied.
    pub as_of: String,
    /// When, in Unix milliseconds.
    pub created: i64,
}

/// A version with its review.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredReview {
    /// Which.
    pub version: Version,
    /// Machine format of the review.
    pub review: Value,
}

impl Store {
    /// Keeps the case, its originals and its review as a new version and ends the job, all or nothing.
    ///
    /// None when the job is no longer this worker's: another one has it, and nothing is kept.
    pub fn finish(&self, finished: &Finished<'_>, now: i64) -> Result<Option<Kept>, StoreError> {
        let review = packed::pack(&finished.review.to_string())?;
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        cases::put_one(&transaction, finished.case)?;
        let (case_id, version): (i64, u32) = transaction.query_row(
            "SELECT id, 1 + coalesce((SELECT max(version) FROM reviews WHERE case_id = cases.id), 0)
             FROM cases WHERE key = ?",
            [&finished.case.key],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        if !end(&transaction, finished.job, finished.worker, version, now)? {
            return Ok(None);
        }
        let content = originals::content(finished.files);
        let review_id: i64 = transaction
            .prepare_cached(
                "INSERT INTO reviews (case_id, version, content, as_of, created, review)
                 VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            )?
            .query_row(params![case_id, version, content.as_slice(), finished.as_of, now, review], |row| {
                row.get(0)
            })?;
        briefs::keep(&transaction, review_id, finished.review)?;
        for file in finished.files {
            originals::keep(&transaction, file)?;
            // Two members of one zip may bear one name; the first is the one that tools unpack.
            transaction
                .prepare_cached(
                    "INSERT OR IGNORE INTO review_files (review_id, name, hash) VALUES (?, ?, ?)",
                )?
                .execute(params![review_id, file.name, file.hash.as_slice()])?;
        }
        audit::by_program(&transaction, now, "import", case_id, format!("第 {version} 版"))?;
        transaction.commit()?;
        Ok(Some(Kept { case_id, review_id, version }))
    }

    /// Ends a job whose dossier is the same as in a version already kept. False when the job is another worker's.
    pub fn finish_unchanged(
        &self,
        job: i64,
        worker: &str,
        version: u32,
        now: i64,
    ) -> Result<bool, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let ended = end(&transaction, job, worker, version, now)?;
        transaction.commit()?;
        Ok(ended)
    }

    /// The versions of a case, first to last.
    pub fn versions(&self, case_id: i64) -> Result<Vec<Version>, StoreError> {
        let connection = self.connection();
        let query = format!("SELECT {COLUMNS} FROM reviews WHERE case_id = ? ORDER BY version");
        let mut query = connection.prepare_cached(&query)?;
        let rows = query.query_map([case_id], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The last version of the case of a key.
    pub fn latest(&self, key: &str) -> Result<Option<Version>, StoreError> {
        let query = format!(
            "SELECT {COLUMNS} FROM reviews JOIN cases ON cases.id = case_id WHERE key = ? ORDER BY version DESC LIMIT 1"
        );
        Ok(self.connection().prepare_cached(&query)?.query_row([key], read).optional()?)
    }

    /// The review of a version of a case.
    pub fn review(&self, case_id: i64, version: u32) -> Result<Option<StoredReview>, StoreError> {
        one_review(&self.connection(), case_id, version)
    }
}

fn one_review(
    connection: &Connection,
    case_id: i64,
    version: u32,
) -> Result<Option<StoredReview>, StoreError> {
    let query = format!("SELECT {COLUMNS}, review FROM reviews WHERE case_id = ? AND version = ?");
    let row: Option<(Version, Vec<u8>)> = connection
        .prepare_cached(&query)?
        .query_row(params![case_id, version], |row| Ok((read(row)?, row.get(6)?)))
        .optional()?;
    let Some((version, review)) = row else { return Ok(None) };
    Ok(Some(StoredReview { version, review: serde_json::from_str(&packed::unpack(&review)?)? }))
}

fn end(
    transaction: &Transaction<'_>,
    job: i64,
    worker: &str,
    version: u32,
    now: i64,
) -> Result<bool, StoreError> {
    let handed_in: Option<Option<Vec<u8>>> = transaction
        .prepare_cached("SELECT hash FROM jobs WHERE id = ?1 AND worker = ?2 AND state = 'running'")?
        .query_row(params![job, worker], |row| row.get(0))
        .optional()?;
    let Some(handed_in) = handed_in else { return Ok(false) };
    transaction
        .prepare_cached(
            "UPDATE jobs SET state = 'done', progress = '完成', reason = NULL, version = ?2, hash = NULL, worker = NULL,
                 lease = NULL, updated = ?3 WHERE id = ?1",
        )?
        .execute(params![job, version, now])?;
    if let Some(hash) = handed_in {
        originals::drop_unused(transaction, &hash)?;
    }
    Ok(true)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Version> {
    Ok(Version {
        review_id: row.get(0)?,
        case_id: row.get(1)?,
        version: row.get(2)?,
        content: row.get(3)?,
        as_of: row.get(4)?,
        created: row.get(5)?,
    })
}
