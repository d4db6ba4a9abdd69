//! What a reviewer has typed into the page of a case and not yet said, so that a reload or a lost connection costs nothing.
//! Drafts are nobody's word: they are written over, kept out of the log, and seen by nobody else.

use super::database::Transaction;
use super::value::values;
use super::{Deed, Store, StoreError, flow};
use crate::office::{Action, Permit, may};

/// A field of the page with what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Name of the field.
    pub field: String,
    /// What was typed.
    pub text: String,
    /// When, in Unix milliseconds.
    pub at: i64,
}

/// Longest name of a field and longest text of one, in bytes.
const LONGEST: (usize, usize) = (200, 200_000);
/// Most fields of a person and case.
const MOST: i64 = 500;

impl Store {
    /// Keeps what stands in fields of a case; an empty one is forgotten.
    ///
    /// # Errors
    /// Refused, with an entry in the log, to those who may not decide on the case; too much text is refused as well.
    pub fn keep_drafts(&self, deed: Deed<'_>, case: i64, fields: &[(&str, &str)]) -> Result<(), StoreError> {
        let object = self.flow(case)?.object;
        if let Permit::Refused(_) = may(deed.actor, Action::Decide, Some(&object)) {
            return self.admit(deed, Action::Decide, Some(case), "草稿");
        }
        if fields.iter().any(|(field, text)| field.len() > LONGEST.0 || text.len() > LONGEST.1) {
            return Err(StoreError::Refused("内容过长，没有保存；请缩短后再试".to_owned()));
        }
        self.database.write(|transaction| {
            // Rights are asked for again where the work is done: the case may have moved meanwhile.
            let object = flow::object(transaction, case)?;
            if let Permit::Refused(why) = may(deed.actor, Action::Decide, Some(&object)) {
                return Err(StoreError::Refused(why));
            }
            for (field, text) in fields {
                if text.is_empty() {
                    forget(transaction, &deed.actor.name, case, field)?;
                    continue;
                }
                transaction.execute(
                    "INSERT INTO drafts (user, case_id, field, text, at) VALUES (?, ?, ?, ?, ?)
                     ON CONFLICT (user, case_id, field) DO UPDATE SET text = excluded.text, at = excluded.at",
                    values![deed.actor.name, case, field, text, deed.at.as_millisecond()],
                )?;
            }
            let query = "SELECT count(*) FROM drafts WHERE user = ? AND case_id = ?";
            let fields: i64 = transaction.one(query, values![deed.actor.name, case], |row| row.get(0))?;
            if fields > MOST {
                return Err(StoreError::Refused("未提交的内容过多，没有保存；请先提交一部分".to_owned()));
            }
            Ok(())
        })
    }

    /// What somebody has typed into the page of a case.
    pub fn drafts(&self, user: &str, case: i64) -> Result<Vec<Draft>, StoreError> {
        let query = "SELECT field, text, at FROM drafts WHERE user = ? AND case_id = ? ORDER BY field";
        self.database.read(|transaction| {
            transaction.all(query, values![user, case], |row| {
                Ok(Draft { field: row.get(0)?, text: row.get(1)?, at: row.get(2)? })
            })
        })
    }

    /// Forgets fields whose words have been said.
    pub fn drop_drafts(&self, user: &str, case: i64, fields: &[&str]) -> Result<(), StoreError> {
        self.database
            .write(|transaction| fields.iter().try_for_each(|field| forget(transaction, user, case, field)))
    }
}

fn forget(transaction: &dyn Transaction, user: &str, case: i64, field: &str) -> Result<(), StoreError> {
    let statement = "DELETE FROM drafts WHERE user = ? AND case_id = ? AND field = ?";
    transaction.execute(statement, values![user, case, field])?;
    Ok(())
}
