//! Jobs as they are asked for, kept and listed. `queue.rs` moves them.

use super::database::Row;
use super::originals::Hash;
use super::value::values;
use super::{Original, Store, StoreError};

pub(super) const COLUMNS: &str = "id, kind, key, source, hash, state, attempts, interrupted, due, worker, progress, reason, \
                       version, created, updated";

/// Where the dossier of a job comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobKind {
    /// A folder or zip that lies where `source` says.
    Folder,
    /// A file that was handed in and is kept until the job is done; `source` is its name.
    Upload,
    /// A case card by itself, kept likewise.
    Card,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Waits for its turn, or for another try.
    Queued,
    /// A worker is at it.
    Running,
    /// Over; its case has a version.
    Done,
    /// Given up; `reason` says why. A person may queue it again.
    Dead,
}

/// A job to be queued.
#[derive(Debug, Clone)]
pub struct Request {
    /// Where the dossier comes from.
    pub kind: JobKind,
    /// Key of the case.
    pub key: String,
    /// Path, or name of the file handed in.
    pub source: String,
    /// The file handed in.
    pub file: Option<Original>,
    /// Of a watched folder: what lies in it, so that the same is not queued again.
    pub listing: Option<Hash>,
}

/// A job as kept. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its number.
    pub id: i64,
    /// Where the dossier comes from.
    pub kind: JobKind,
    /// Key of the case.
    pub key: String,
    /// Path, or name of the file handed in.
    pub source: String,
    /// The file handed in.
    pub hash: Option<Hash>,
    /// How far it is.
    pub state: JobState,
    /// Tries that failed.
    pub attempts: u32,
    /// Times its worker died over it.
    pub interrupted: u32,
    /// Not before.
    pub due: i64,
    /// Who is at it.
    pub worker: Option<String>,
    /// What happens now, in Chinese.
    pub progress: String,
    /// Why the last try failed, in Chinese.
    pub reason: Option<String>,
    /// Version of the case, when done.
    pub version: Option<u32>,
    /// When it was asked for.
    pub created: i64,
    /// When it last moved.
    pub updated: i64,
}

impl JobKind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Upload => "upload",
            Self::Card => "card",
        }
    }

    /// Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Folder => "卷宗",
            Self::Upload => "上传",
            Self::Card => "案卡",
        }
    }
}

impl JobState {
    /// Every state, in the order of a job's life.
    pub const ALL: [Self; 4] = [Self::Queued, Self::Running, Self::Done, Self::Dead];

    /// As it stands in the store and in machine output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Dead => "dead",
        }
    }

    /// Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Queued => "排队",
            Self::Running => "处理中",
            Self::Done => "完成",
            Self::Dead => "未能处理",
        }
    }
}

impl Store {
    /// The job of a number.
    pub fn job(&self, id: i64) -> Result<Option<Job>, StoreError> {
        let query = format!("SELECT {COLUMNS} FROM jobs WHERE id = ?");
        self.database.read(|transaction| transaction.first(&query, values![id], read))
    }

    /// Jobs of a state, or all, latest first.
    pub fn jobs(&self, state: Option<JobState>, skip: usize, take: usize) -> Result<Vec<Job>, StoreError> {
        let filter = if state.is_some() { "WHERE state = ?3" } else { "WHERE ?3 IS NULL" };
        let query =
            format!("SELECT {COLUMNS} FROM jobs {filter} ORDER BY updated DESC, id DESC LIMIT ?1 OFFSET ?2");
        self.database
            .read(|transaction| transaction.all(&query, values![take, skip, state.map(JobState::name)], read))
    }

    /// How many jobs are in a state.
    pub fn job_count(&self, state: JobState) -> Result<usize, StoreError> {
        let query = "SELECT count(*) FROM jobs WHERE state = ?";
        self.database.read(|transaction| transaction.one(query, values![state.name()], |row| row.get(0)))
    }
}

pub(super) fn read(row: &dyn Row) -> Result<Job, StoreError> {
    Ok(Job {
        id: row.get(0)?,
        kind: match row.text(1)? {
            "folder" => JobKind::Folder,
            "upload" => JobKind::Upload,
            _ => JobKind::Card,
        },
        key: row.get(2)?,
        source: row.get(3)?,
        hash: row.get(4)?,
        state: match row.text(5)? {
            "queued" => JobState::Queued,
            "running" => JobState::Running,
            "done" => JobState::Done,
            _ => JobState::Dead,
        },
        attempts: row.get(6)?,
        interrupted: row.get(7)?,
        due: row.get(8)?,
        worker: row.get(9)?,
        progress: row.get(10)?,
        reason: row.get(11)?,
        version: row.get(12)?,
        created: row.get(13)?,
        updated: row.get(14)?,
    })
}
