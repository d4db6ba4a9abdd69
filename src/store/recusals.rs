//! Who is recused from a case, since when and why. `flow.rs` writes it down.

use super::value::values;
use super::{Store, StoreError};

/// Somebody who takes no part in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recusal {
    /// Account.
    pub user: String,
    /// Who wrote it down.
    pub who: String,
    /// When, in Unix milliseconds.
    pub at: i64,
    /// Why.
    pub reason: String,
}

impl Store {
    /// The recusals of a case, oldest first.
    pub fn recusals(&self, case: i64) -> Result<Vec<Recusal>, StoreError> {
        let query = "SELECT user, who, at, reason FROM recusals WHERE case_id = ? ORDER BY at, user";
        self.database.read(|transaction| {
            transaction.all(query, values![case], |row| {
                Ok(Recusal { user: row.get(0)?, who: row.get(1)?, at: row.get(2)?, reason: row.get(3)? })
            })
        })
    }
}
