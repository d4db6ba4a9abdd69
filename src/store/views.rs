//! Saved filters (保存的筛选): each account its own, under a name.

use super::database::Transaction;
use super::value::values;
use super::{Deed, Store, StoreError};
use crate::office::Action;
use crate::office::triage::{Filter, Order, built_in};

/// Saved filters of one account.
const MOST: usize = 40;
/// Characters of a name.
const LONGEST: usize = 30;

/// A filter somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// What it is called.
    pub name: String,
    /// What it keeps.
    pub filter: Filter,
    /// How it is sorted.
    pub order: Order,
}

impl Store {
    /// Somebody's saved filters, by name.
    pub fn views(&self, user: &str) -> Result<Vec<View>, StoreError> {
        let query = "SELECT name, filter, sorted FROM views WHERE user = ? ORDER BY name";
        self.database.read(|transaction| {
            transaction.all(query, values![user], |row| {
                // One that a newer program wrote asks nothing here.
                let filter = serde_json::from_str(row.text(1)?).unwrap_or_default();
                Ok(View { name: row.get(0)?, filter, order: Order::of(row.text(2)?) })
            })
        })
    }

    /// Keeps a filter; one of the same name is replaced.
    ///
    /// # Errors
    /// Refused when the name will not do or there are too many.
    pub fn save_view(&self, deed: Deed<'_>, view: &View) -> Result<(), StoreError> {
        let name = named(&view.name)?;
        self.on_views(deed, "保存", |transaction, user| {
            let (all, same): (usize, bool) = transaction.one(
                "SELECT count(*), count(CASE WHEN name = ?2 THEN 1 END) FROM views WHERE user = ?1",
                values![user, name],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            if all >= MOST && !same {
                return Err(StoreError::Refused(format!("保存的筛选最多 {MOST} 个，请先删去不用的")));
            }
            transaction.execute(
                "INSERT INTO views (user, name, filter, sorted, at) VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT (user, name) DO UPDATE SET filter = excluded.filter, sorted = excluded.sorted,
                     at = excluded.at",
                values![
                    user,
                    name,
                    serde_json::to_string(&view.filter)?,
                    view.order.code(),
                    deed.at.as_millisecond()
                ],
            )?;
            Ok(())
        })
    }

    /// Calls a saved filter something else.
    ///
    /// # Errors
    /// Refused when there is none of that name, or one of the other already.
    pub fn rename_view(&self, deed: Deed<'_>, from: &str, to: &str) -> Result<(), StoreError> {
        let to = named(to)?;
        self.on_views(deed, "改名", |transaction, user| {
            let taken: bool = transaction.one(
                "SELECT EXISTS (SELECT 1 FROM views WHERE user = ?1 AND name = ?2)",
                values![user, to],
                |row| row.get(0),
            )?;
            if taken && from != to {
                return Err(StoreError::Refused(format!("已有名为“{to}”的筛选")));
            }
            let done = transaction.execute(
                "UPDATE views SET name = ?3 WHERE user = ?1 AND name = ?2",
                values![user, from, to],
            )?;
            found(done)
        })
    }

    /// Takes a saved filter away.
    ///
    /// # Errors
    /// Refused when there is none of that name.
    pub fn remove_view(&self, deed: Deed<'_>, name: &str) -> Result<(), StoreError> {
        self.on_views(deed, "删去", |transaction, user| {
            let statement = "DELETE FROM views WHERE user = ? AND name = ?";
            found(transaction.execute(statement, values![user, name])?)
        })
    }

    /// Who may list cases may keep filters of the list. The log does not tell their names: people are named in them.
    fn on_views(
        &self,
        deed: Deed<'_>,
        what: &str,
        work: impl FnOnce(&dyn Transaction, &str) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.act(deed, Action::ListCases, None, |transaction, _| {
            work(transaction, &deed.actor.name)?;
            Ok(((), format!("{what}筛选")))
        })
    }
}

fn named(name: &str) -> Result<&str, StoreError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        return Err(StoreError::Refused(format!("筛选的名称必填，至多 {LONGEST} 字")));
    }
    if built_in().iter().any(|view| view.name == name) {
        return Err(StoreError::Refused(format!("“{name}”是内置筛选的名称，请换一个")));
    }
    Ok(name)
}

fn found(changed: usize) -> Result<(), StoreError> {
    if changed == 0 { Err(StoreError::Refused("没有这个保存的筛选".to_owned())) } else { Ok(()) }
}
