//! The queue: how jobs come in, are claimed, fail, return and are given up. Every step is one transaction; the time is
//! always handed in.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};

use super::jobs::{COLUMNS, Job, JobKind, Request, read};
use super::originals::{self, Hash};
use super::{Store, StoreError};

/// A job whose worker died this often is given up: it may well be what kills them.
const MOST_INTERRUPTIONS: u32 = 10;
const INTERRUPTED: &str =
    "处理中程序多次意外中断，已停止重试。请检查卷宗是否过大，或联系技术人员后重新排队。";

impl Store {
    /// Queues jobs, all or none, and returns their numbers. One that already waits for the same source is not doubled;
    /// one that was given up begins anew.
    pub fn enqueue(&self, requests: &[Request], now: i64) -> Result<Vec<i64>, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let ids = requests
            .iter()
            .map(|request| enqueue_one(&transaction, request, now))
            .collect::<Result<_, _>>()?;
        transaction.commit()?;
        Ok(ids)
    }

    /// What was queued of watched folders, by path.
    pub fn watched(&self) -> Result<BTreeMap<String, Hash>, StoreError> {
        let connection = self.connection();
        let mut query = connection.prepare_cached("SELECT path, listing FROM watched")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What was queued of one watched folder.
    pub fn watched_at(&self, path: &str) -> Result<Option<Hash>, StoreError> {
        let connection = self.connection();
        let mut query = connection.prepare_cached("SELECT listing FROM watched WHERE path = ?")?;
        Ok(query.query_row([path], |row| row.get(0)).optional()?)
    }

    /// Takes the next job that is due, for `lease` milliseconds. Jobs whose lease is over return first; of one case
    /// only one job runs at a time.
    pub fn claim(&self, worker: &str, now: i64, lease: i64) -> Result<Option<Job>, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        interrupt(&transaction, "lease <= ?1", &now, now)?;
        let job = transaction
            .prepare_cached(&format!(
                "UPDATE jobs SET state = 'running', worker = ?1, lease = ?2 + ?3, updated = ?2, progress = '读取卷宗'
                 WHERE id = (
                     SELECT id FROM jobs AS next WHERE state = 'queued' AND due <= ?2 AND NOT EXISTS
                         (SELECT 1 FROM jobs WHERE key = next.key AND state = 'running')
                     ORDER BY interrupted, due, id LIMIT 1)
                 RETURNING {COLUMNS}"
            ))?
            .query_row(params![worker, now, lease], read)
            .optional()?;
        transaction.commit()?;
        Ok(job)
    }

    /// Keeps a job for another while.
    pub fn extend(&self, id: i64, worker: &str, now: i64, lease: i64) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE jobs SET lease = ?3 + ?4 WHERE id = ?1 AND worker = ?2 AND state = 'running'",
            params![id, worker, now, lease],
        )?;
        Ok(())
    }

    /// Tells what a worker does with its job.
    pub fn note_progress(&self, id: i64, worker: &str, progress: &str, now: i64) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE jobs SET progress = ?3, updated = ?4 WHERE id = ?1 AND worker = ?2 AND state = 'running'",
            params![id, worker, progress, now],
        )?;
        Ok(())
    }

    /// A try failed: the job waits until `again`, or is given up where that is none.
    pub fn fail(
        &self,
        id: i64,
        worker: &str,
        reason: &str,
        again: Option<i64>,
        now: i64,
    ) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE jobs SET state = iif(?4 IS NULL, 'dead', 'queued'), progress = iif(?4 IS NULL, '未能处理', '等待重试'),
                 attempts = attempts + 1, reason = ?3, due = coalesce(?4, due), worker = NULL, lease = NULL, updated = ?5
             WHERE id = ?1 AND worker = ?2 AND state = 'running'",
            params![id, worker, reason, again, now],
        )?;
        Ok(())
    }

    /// Who is at a job now.
    pub fn workers(&self) -> Result<Vec<String>, StoreError> {
        let connection = self.connection();
        let mut query = connection
            .prepare_cached("SELECT DISTINCT worker FROM jobs WHERE state = 'running' ORDER BY worker")?;
        let rows = query.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns the jobs of a worker that is known to be dead.
    pub fn release(&self, worker: &str, now: i64) -> Result<(), StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        interrupt(&transaction, "worker = ?1", &worker, now)?;
        Ok(transaction.commit()?)
    }

    /// Queues again what was given up. Returns whether there was such a job.
    pub fn retry(&self, id: i64, now: i64) -> Result<bool, StoreError> {
        let changed = self.connection().execute(
            "UPDATE jobs SET state = 'queued', attempts = 0, interrupted = 0, due = ?2, updated = ?2, progress = '排队'
             WHERE id = ?1 AND state = 'dead'",
            params![id, now],
        )?;
        Ok(changed > 0)
    }

    /// Takes a job that was given up off the list, with the file that was handed in. Returns whether there was one.
    pub fn dismiss(&self, id: i64) -> Result<bool, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let hash: Option<Option<Vec<u8>>> = transaction
            .query_row("DELETE FROM jobs WHERE id = ? AND state = 'dead' RETURNING hash", [id], |row| {
                row.get(0)
            })
            .optional()?;
        if let Some(Some(hash)) = &hash {
            originals::drop_unused(&transaction, hash)?;
        }
        transaction.commit()?;
        Ok(hash.is_some())
    }

    /// When the next job will be due; none where nothing waits or runs.
    pub fn next_due(&self) -> Result<Option<i64>, StoreError> {
        let query =
            "SELECT min(iif(state = 'queued', due, lease)) FROM jobs WHERE state IN ('queued', 'running')";
        Ok(self.connection().prepare_cached(query)?.query_row([], |row| row.get(0))?)
    }
}

fn enqueue_one(transaction: &Transaction<'_>, request: &Request, now: i64) -> Result<i64, StoreError> {
    if let Some(file) = &request.file {
        originals::keep(transaction, file)?;
    }
    if let (JobKind::Folder, Some(listing)) = (request.kind, &request.listing) {
        transaction
            .prepare_cached("INSERT OR REPLACE INTO watched (path, listing) VALUES (?, ?)")?
            .execute(params![request.source, listing.as_slice()])?;
    }
    let hash = request.file.as_ref().map(|file| file.hash.as_slice());
    let values = params![request.kind.name(), request.key, request.source, hash, now];
    // A file handed in again is another job only if it is another file; a folder is read when its turn comes.
    let waiting: Option<i64> = transaction
        .prepare_cached(
            "UPDATE jobs SET state = 'queued', attempts = 0, interrupted = 0, due = ?5, updated = ?5, progress = '排队'
             WHERE kind = ?1 AND key = ?2 AND source = ?3 AND hash IS ?4 AND state IN ('queued', 'dead')
             RETURNING id",
        )?
        .query_row(values, |row| row.get(0))
        .optional()?;
    if let Some(id) = waiting {
        return Ok(id);
    }
    let id = transaction
        .prepare_cached(
            "INSERT INTO jobs (kind, key, source, hash, state, due, progress, created, updated)
             VALUES (?1, ?2, ?3, ?4, 'queued', ?5, '排队', ?5, ?5) RETURNING id",
        )?
        .query_row(values, |row| row.get(0))?;
    Ok(id)
}

/// The worker of these running jobs is gone. They go behind those that never killed one.
fn interrupt(
    transaction: &Transaction<'_>,
    which: &str,
    value: &dyn rusqlite::ToSql,
    now: i64,
) -> Result<(), StoreError> {
    transaction
        .prepare_cached(&format!(
            "UPDATE jobs SET interrupted = interrupted + 1, worker = NULL, lease = NULL, updated = ?2,
                 state = iif(interrupted + 1 >= ?3, 'dead', 'queued'),
                 progress = iif(interrupted + 1 >= ?3, '未能处理', '等待重试'),
                 reason = iif(interrupted + 1 >= ?3, ?4, reason)
             WHERE state = 'running' AND {which}"
        ))?
        .execute(params![value, now, MOST_INTERRUPTIONS, INTERRUPTED])?;
    Ok(())
}

#[cfg(test)]
mod tests;
