//! What happened after a revision: how followers of the store catch up.

use rusqlite::params;

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
        Ok(self.connection().query_row("SELECT revision FROM counter", [], |row| row.get(0))?)
    }

    /// Up to `limit` changes after a revision, oldest first.
    pub fn changes_after(&self, revision: i64, limit: usize) -> Result<Vec<Change>, StoreError> {
        let connection = self.connection();
        let mut query = connection.prepare_cached(
            "SELECT revision, id, 0 FROM cases WHERE revision > ?1
             UNION ALL SELECT revision, case_id, 1 FROM removals WHERE revision > ?1
             ORDER BY 1 LIMIT ?2",
        )?;
        let rows = query.query_map(params![revision, limit as i64], |row| {
            let (revision, case_id) = (row.get(0)?, row.get(1)?);
            let removed: bool = row.get(2)?;
            Ok(if removed {
                Change::Removed { revision, case_id }
            } else {
                Change::Put { revision, case_id }
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
