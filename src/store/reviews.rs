//! Versions of a case: what was handed in each time and what the review said.

use serde_json::Value;

use super::database::{Row, Transaction};
use super::originals::{self, Hash};
use super::value::values;
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
        self.database.write(|transaction| {
            let Some(held) = Held::by(transaction, finished.job, finished.worker)? else { return Ok(None) };
            cases::put_one(transaction, finished.case)?;
            let (case_id, version): (i64, u32) = transaction.one(
                "SELECT id, 1 + coalesce((SELECT max(version) FROM reviews WHERE case_id = cases.id), 0)
                 FROM cases WHERE key = ?",
                values![finished.case.key],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            held.end(transaction, version, now)?;
            let content = originals::content(finished.files);
            let review_id: i64 = transaction.one(
                "INSERT INTO reviews (case_id, version, content, as_of, created, review)
                 VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                values![case_id, version, content, finished.as_of, now, review],
                |row| row.get(0),
            )?;
            briefs::keep(transaction, review_id, finished.review)?;
            for file in finished.files {
                originals::keep(transaction, file)?;
                // Two members of one zip may bear one name; the first is the one that tools unpack.
                transaction.execute(
                    "INSERT INTO review_files (review_id, name, hash) VALUES (?, ?, ?)
                     ON CONFLICT (review_id, name) DO NOTHING",
                    values![review_id, file.name, file.hash],
                )?;
            }
            audit::by_program(transaction, now, "import", case_id, format!("第 {version} 版"))?;
            Ok(Some(Kept { case_id, review_id, version }))
        })
    }

    /// Ends a job whose dossier is the same as in a version already kept. False when the job is another worker's.
    pub fn finish_unchanged(
        &self,
        job: i64,
        worker: &str,
        version: u32,
        now: i64,
    ) -> Result<bool, StoreError> {
        self.database.write(|transaction| {
            let Some(held) = Held::by(transaction, job, worker)? else { return Ok(false) };
            held.end(transaction, version, now)?;
            Ok(true)
        })
    }

    /// The versions of a case, first to last.
    pub fn versions(&self, case_id: i64) -> Result<Vec<Version>, StoreError> {
        let query = format!("SELECT {COLUMNS} FROM reviews WHERE case_id = ? ORDER BY version");
        self.database.read(|transaction| transaction.all(&query, values![case_id], read))
    }

    /// The last version of the case of a key.
    pub fn latest(&self, key: &str) -> Result<Option<Version>, StoreError> {
        let query = format!(
            "SELECT {COLUMNS} FROM reviews JOIN cases ON cases.id = case_id WHERE key = ? ORDER BY version DESC LIMIT 1"
        );
        self.database.read(|transaction| transaction.first(&query, values![key], read))
    }

    /// The review of a version of a case.
    pub fn review(&self, case_id: i64, version: u32) -> Result<Option<StoredReview>, StoreError> {
        let query = format!("SELECT {COLUMNS}, review FROM reviews WHERE case_id = ? AND version = ?");
        // Unpacked when the database is free again.
        let row: Option<(Version, Vec<u8>)> = self.database.read(|transaction| {
            transaction.first(&query, values![case_id, version], |row| Ok((read(row)?, row.get(6)?)))
        })?;
        let Some((version, review)) = row else { return Ok(None) };
        Ok(Some(StoredReview { version, review: serde_json::from_str(&packed::unpack(&review)?)? }))
    }
}

/// A job that a worker is still at.
struct Held {
    job: i64,
    handed_in: Option<Hash>,
}

impl Held {
    fn by(transaction: &dyn Transaction, job: i64, worker: &str) -> Result<Option<Self>, StoreError> {
        let query = "SELECT hash FROM jobs WHERE id = ? AND worker = ? AND state = 'running'";
        transaction.first(query, values![job, worker], |row| Ok(Self { job, handed_in: row.get(0)? }))
    }

    fn end(self, transaction: &dyn Transaction, version: u32, now: i64) -> Result<(), StoreError> {
        transaction.execute(
            "UPDATE jobs SET state = 'done', progress = '完成', reason = NULL, version = ?2, hash = NULL, worker = NULL,
                 lease = NULL, updated = ?3 WHERE id = ?1",
            values![self.job, version, now],
        )?;
        match self.handed_in {
            Some(hash) => originals::drop_unused(transaction, &hash),
            None => Ok(()),
        }
    }
}

fn read(row: &dyn Row) -> Result<Version, StoreError> {
    Ok(Version {
        review_id: row.get(0)?,
        case_id: row.get(1)?,
        version: row.get(2)?,
        content: row.get(3)?,
        as_of: row.get(4)?,
        created: row.get(5)?,
    })
}
