//! How much there is, for watching over the server: counts only.

use super::database::Transaction;
use super::{Store, StoreError};

/// Counts by a name, in the order of the names.
pub type Counts = Vec<(String, u64)>;

/// How much there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Dossiers by the code of where they stand, as far as they were moved.
    pub flow: Counts,
    /// Open findings of the last versions by severity.
    pub findings: Counts,
    /// Last decisions by the code of the verdict.
    pub decisions: Counts,
}

impl Store {
    /// Counts everything.
    pub fn figures(&self) -> Result<Figures, StoreError> {
        self.database.read(|transaction| {
            Ok(Figures {
                flow: counts(transaction, "SELECT state, count(*) FROM flow GROUP BY 1 ORDER BY 1")?,
                findings: counts(
                    transaction,
                    "SELECT coalesce(json_extract(tag.value, '$.severity'), ''), count(*)
                     FROM cases, json_each(cases.tags) AS tag GROUP BY 1 ORDER BY 1",
                )?,
                decisions: counts(
                    transaction,
                    "SELECT verdict, count(*) FROM decisions AS one WHERE revision =
                     (SELECT max(revision) FROM decisions WHERE case_id = one.case_id AND finding = one.finding)
                     GROUP BY 1 ORDER BY 1",
                )?,
            })
        })
    }

    /// Makes sure that the store can be read and written. Nothing is left of the try.
    pub fn try_out(&self) -> Result<(), StoreError> {
        let mut is_written = false;
        let outcome = self.database.write(|transaction| {
            transaction.execute("UPDATE counter SET revision = revision + 1", &[])?;
            is_written = true;
            // An error takes the write back.
            Err(StoreError::Refused("试写，不保留".to_owned()))
        });
        if is_written { Ok(()) } else { outcome }
    }
}

fn counts(transaction: &dyn Transaction, query: &str) -> Result<Counts, StoreError> {
    transaction.all(query, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}
