//! What happened after a revision: how followers of the store catch up.

use super::value::values;
use super::{Store, StoreError};

/// One step of the store's history. Only the last state of a case is kept, so a case comes once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The case was put; read it.
    Put {
        /// When.
        revision: i64,
        /// Which.
        case_id: i64,
    },
    /// The case was taken away.
    Removed {
        /// When.
        revision: i64,
        /// Which.
        case_id: i64,
    },
}

impl Change {
    /// When it happened.
    pub fn revision(self) -> i64 {
        match self {
            Self::Put { revision, .. } | Self::Removed { revision, .. } => revision,
        }
    }
}

impl Store {
    /// Revision of the last write; 0 where nothing was ever written.
    pub fn revision(&self) -> Result<i64, StoreError> {
        self.database
            .read(|transaction| transaction.one("SELECT revision FROM counter", &[], |row| row.get(0)))
    }

    /// Up to `limit` changes after a revision, oldest first.
    pub fn changes_after(&self, revision: i64, limit: usize) -> Result<Vec<Change>, StoreError> {
        let query = "SELECT revision, id, 0 FROM cases WHERE revision > ?1
             UNION ALL SELECT revision, case_id, 1 FROM removals WHERE revision > ?1
             ORDER BY 1 LIMIT ?2";
        self.database.read(|transaction| {
            transaction.all(query, values![revision, limit], |row| {
                let (revision, case_id) = (row.get(0)?, row.get(1)?);
                let removed: bool = row.get(2)?;
                Ok(if removed {
                    Change::Removed { revision, case_id }
                } else {
                    Change::Put { revision, case_id }
                })
            })
        })
    }
}
