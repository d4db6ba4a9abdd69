//! How much there is, for watching over the server: counts only.

use rusqlite::Connection;

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
        let connection = self.connection();
        Ok(Figures {
            flow: counts(&connection, "SELECT state, count(*) FROM flow GROUP BY 1 ORDER BY 1")?,
            findings: counts(
                &connection,
                "SELECT coalesce(json_extract(tag.value, '$.severity'), ''), count(*)
                 FROM cases, json_each(cases.tags) AS tag GROUP BY 1 ORDER BY 1",
            )?,
            decisions: counts(
                &connection,
                "SELECT verdict, count(*) FROM decisions AS one WHERE revision =
                 (SELECT max(revision) FROM decisions WHERE case_id = one.case_id AND finding = one.finding)
                 GROUP BY 1 ORDER BY 1",
            )?,
        })
    }

    /// Makes sure that the store can be read and written. Nothing is left of the try.
    pub fn try_out(&self) -> Result<(), StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        transaction.execute("UPDATE counter SET revision = revision + 1", [])?;
        Ok(transaction.rollback()?)
    }
}

fn counts(connection: &Connection, query: &str) -> Result<Counts, StoreError> {
    let mut query = connection.prepare_cached(query)?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
