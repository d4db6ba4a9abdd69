//! What people are called, times as they are shown, and words that were typed.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::error::PageError;
use crate::office::clock_in_china;
use crate::store::Store;

/// Characters of a reason or a report.
const MOST: usize = 5_000;

/// The names of accounts.
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    pub(super) fn of(store: &Store) -> Result<Self, PageError> {
        let users = store.users()?.into_iter().map(|user| user.actor);
        Ok(Self(users.map(|actor| (actor.name, actor.display)).collect()))
    }

    /// The name of an account; the account itself where nobody knows it any more, as for the program.
    pub(super) fn show(&self, account: &str) -> String {
        self.0.get(account).map_or_else(|| account.to_owned(), Clone::clone)
    }

    /// The name with the account behind it, where people are told apart.
    pub(super) fn full(&self, account: &str) -> String {
        self.0.get(account).map_or_else(|| account.to_owned(), |name| format!("{name}（{account}）"))
    }
}

/// A moment of the store (Unix milliseconds) on a clock in China.
pub(super) fn second(at: i64) -> String {
    Timestamp::from_millisecond(at).map(clock_in_china).unwrap_or_default()
}

/// The same to the minute.
pub(super) fn minute(at: i64) -> String {
    let clock = second(at);
    clock.get(..16).unwrap_or(&clock).to_owned()
}

/// What was typed into a field, without white space around it.
///
/// # Errors
/// When it is longer than any reason.
pub(super) fn typed(text: &str) -> Result<&str, PageError> {
    let text = text.trim();
    if text.chars().count() > MOST {
        return Err(PageError::Mistake(format!("文字至多 {MOST} 字，请缩短后再提交")));
    }
    Ok(text)
}
