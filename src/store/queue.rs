//! The queue: how jobs come in, are claimed, fail, return and are given up. Every step is one transaction; the time is
//! always handed in.

use std::collections::BTreeMap;

use super::database::Transaction;
use super::jobs::{COLUMNS, Job, JobKind, Request, read};
use super::originals::{self, Hash};
use super::value::{Value, values};
use super::{Store, StoreError};

/// A job whose worker died this often is given up: it may well be what kills them.
const MOST_INTERRUPTIONS: u32 = 10;
/// State of a job, and what it says of itself, after a try that failed.
const RETURNED: (&str, &str) = ("queued", "等待重试");
const GIVEN_UP: (&str, &str) = ("dead", "未能处理");
const INTERRUPTED: &str =
    "处理中程序多次意外中断，已停止重试。请检查卷宗是否过大，或联系技术人员后重新排队。";

impl Store {
    /// Queues jobs, all or none, and returns their numbers. One that already waits for the same source is not doubled;
    /// one that was given up begins anew.
    pub fn enqueue(&self, requests: &[Request], now: i64) -> Result<Vec<i64>, StoreError> {
        self.database.write(|transaction| {
            requests.iter().map(|request| enqueue_one(transaction, request, now)).collect()
        })
    }

    /// What was queued of watched folders, by path.
    pub fn watched(&self) -> Result<BTreeMap<String, Hash>, StoreError> {
        self.database.read(|transaction| {
            transaction.all("SELECT path, listing FROM watched", &[], |row| Ok((row.get(0)?, row.get(1)?)))
        })
    }

    /// What was queued of one watched folder.
    pub fn watched_at(&self, path: &str) -> Result<Option<Hash>, StoreError> {
        let query = "SELECT listing FROM watched WHERE path = ?";
        self.database.read(|transaction| transaction.first(query, values![path], |row| row.get(0)))
    }

    /// Takes the next job that is due, for `lease` milliseconds. Jobs whose lease is over return first; of one case
    /// only one job runs at a time.
    pub fn claim(&self, worker: &str, now: i64, lease: i64) -> Result<Option<Job>, StoreError> {
        let take = format!(
            "UPDATE jobs SET state = 'running', worker = ?1, lease = ?2 + ?3, updated = ?2, progress = '读取卷宗'
             WHERE id = (
                 SELECT id FROM jobs AS next WHERE state = 'queued' AND due <= ?2 AND NOT EXISTS
                     (SELECT 1 FROM jobs WHERE key = next.key AND state = 'running')
                 ORDER BY interrupted, due, id LIMIT 1)
             RETURNING {COLUMNS}"
        );
        self.database.write(|transaction| {
            interrupt(transaction, "lease <= ?1", Value::Integer(now), now)?;
            transaction.first(&take, values![worker, now, lease], read)
        })
    }

    /// Keeps a job for another while.
    pub fn extend(&self, id: i64, worker: &str, now: i64, lease: i64) -> Result<(), StoreError> {
        self.change(
            "UPDATE jobs SET lease = ?3 + ?4 WHERE id = ?1 AND worker = ?2 AND state = 'running'",
            values![id, worker, now, lease],
        )?;
        Ok(())
    }

    /// Tells what a worker does with its job.
    pub fn note_progress(&self, id: i64, worker: &str, progress: &str, now: i64) -> Result<(), StoreError> {
        self.change(
            "UPDATE jobs SET progress = ?3, updated = ?4 WHERE id = ?1 AND worker = ?2 AND state = 'running'",
            values![id, worker, progress, now],
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
        let (state, progress) = if again.is_some() { RETURNED } else { GIVEN_UP };
        self.change(
            "UPDATE jobs SET state = ?6, progress = ?7, attempts = attempts + 1, reason = ?3, due = coalesce(?4, due),
                 worker = NULL, lease = NULL, updated = ?5
             WHERE id = ?1 AND worker = ?2 AND state = 'running'",
            values![id, worker, reason, again, now, state, progress],
        )?;
        Ok(())
    }

    /// Who is at a job now.
    pub fn workers(&self) -> Result<Vec<String>, StoreError> {
        let query = "SELECT DISTINCT worker FROM jobs WHERE state = 'running' ORDER BY worker";
        self.database.read(|transaction| transaction.all(query, &[], |row| row.get(0)))
    }

    /// Returns the jobs of a worker that is known to be dead.
    pub fn release(&self, worker: &str, now: i64) -> Result<(), StoreError> {
        self.database.write(|transaction| interrupt(transaction, "worker = ?1", Value::Text(worker), now))
    }

    /// Queues again what was given up. Returns whether there was such a job.
    pub fn retry(&self, id: i64, now: i64) -> Result<bool, StoreError> {
        let changed = self.change(
            "UPDATE jobs SET state = 'queued', attempts = 0, interrupted = 0, due = ?2, updated = ?2, progress = '排队'
             WHERE id = ?1 AND state = 'dead'",
            values![id, now],
        )?;
        Ok(changed > 0)
    }

    /// Takes a job that was given up off the list, with the file that was handed in. Returns whether there was one.
    pub fn dismiss(&self, id: i64) -> Result<bool, StoreError> {
        let query = "DELETE FROM jobs WHERE id = ? AND state = 'dead' RETURNING hash";
        self.database.write(|transaction| {
            let hash: Option<Option<Vec<u8>>> = transaction.first(query, values![id], |row| row.get(0))?;
            if let Some(Some(hash)) = &hash {
                originals::drop_unused(transaction, hash)?;
            }
            Ok(hash.is_some())
        })
    }

    /// When the next job will be due; none where nothing waits or runs.
    pub fn next_due(&self) -> Result<Option<i64>, StoreError> {
        let query = "SELECT min(CASE state WHEN 'queued' THEN due ELSE lease END) FROM jobs
             WHERE state IN ('queued', 'running')";
        self.database.read(|transaction| transaction.one(query, &[], |row| row.get(0)))
    }

    /// Runs one statement as a write. Gives how many jobs it changed.
    fn change(&self, statement: &str, values: &[Value<'_>]) -> Result<usize, StoreError> {
        self.database.write(|transaction| transaction.execute(statement, values))
    }
}

fn enqueue_one(transaction: &dyn Transaction, request: &Request, now: i64) -> Result<i64, StoreError> {
    if let Some(file) = &request.file {
        originals::keep(transaction, file)?;
    }
    if let (JobKind::Folder, Some(listing)) = (request.kind, &request.listing) {
        transaction.execute(
            "INSERT INTO watched (path, listing) VALUES (?, ?)
             ON CONFLICT (path) DO UPDATE SET listing = excluded.listing",
            values![request.source, listing],
        )?;
    }
    let hash = request.file.as_ref().map(|file| file.hash);
    let kind = request.kind.name();
    let values = values![kind, request.key, request.source, hash, now];
    // A file handed in again is another job only if it is another file; a folder is read when its turn comes.
    let waiting: Option<i64> = transaction.first(
        "UPDATE jobs SET state = 'queued', attempts = 0, interrupted = 0, due = ?5, updated = ?5, progress = '排队'
         WHERE kind = ?1 AND key = ?2 AND source = ?3 AND hash IS NOT DISTINCT FROM ?4
             AND state IN ('queued', 'dead')
         RETURNING id",
        values,
        |row| row.get(0),
    )?;
    if let Some(id) = waiting {
        return Ok(id);
    }
    transaction.one(
        "INSERT INTO jobs (kind, key, source, hash, state, due, progress, created, updated)
         VALUES (?1, ?2, ?3, ?4, 'queued', ?5, '排队', ?5, ?5) RETURNING id",
        values,
        |row| row.get(0),
    )
}

/// The worker of these running jobs is gone. They go behind those that never killed one.
fn interrupt(
    transaction: &dyn Transaction,
    which: &str,
    value: Value<'_>,
    now: i64,
) -> Result<(), StoreError> {
    transaction.execute(
        &format!(
            "UPDATE jobs SET interrupted = interrupted + 1, worker = NULL, lease = NULL, updated = ?2,
                 state = CASE WHEN interrupted + 1 >= ?3 THEN 'dead' ELSE 'queued' END,
                 progress = CASE WHEN interrupted + 1 >= ?3 THEN '未能处理' ELSE '等待重试' END,
                 reason = CASE WHEN interrupted + 1 >= ?3 THEN ?4 ELSE reason END
             WHERE state = 'running' AND {which}"
        ),
        values![value, now, MOST_INTERRUPTIONS, INTERRUPTED],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests;
