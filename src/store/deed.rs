//! Doing something to the store as somebody: asked leave for, written into the log, all in one transaction.

use jiff::Timestamp;

use super::database::Transaction;
use super::value::Value;
use super::{Store, StoreError, audit, flow};
use crate::office::audit::Entry;
use crate::office::{Action, Actor, Object, Permit, may};

/// Who does something, when, and why.
#[derive(Debug, Clone, Copy)]
pub struct Deed<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// When.
    pub at: Timestamp,
    /// Why, as far as the person was asked; no case text.
    pub why: &'a str,
}

impl<'a> Deed<'a> {
    /// A deed nobody was asked the reason of.
    pub fn new(actor: &'a Actor, at: Timestamp) -> Self {
        Self { actor, at, why: "" }
    }

    pub(super) fn entry(&self, role: &str, action: &str, case: Option<i64>, detail: String) -> Entry {
        Entry {
            seq: 0,
            at: self.at.as_millisecond(),
            who: self.actor.name.clone(),
            role: role.to_owned(),
            action: action.to_owned(),
            case,
            detail,
            why: self.why.to_owned(),
        }
    }
}

impl Store {
    /// Asks leave for something that changes nothing (looking, searching, exporting) and writes it down. `detail` says
    /// what exactly, without case text: numbers of papers, counts of hits.
    ///
    /// # Errors
    /// [`StoreError::Refused`], which is written down as well.
    pub fn admit(
        &self,
        deed: Deed<'_>,
        action: Action,
        case: Option<i64>,
        detail: &str,
    ) -> Result<(), StoreError> {
        self.act(deed, action, case, |_, _| Ok(((), detail.to_owned())))
    }

    /// Does a work that changes something. The work gets the case as rights see it, and gives what the log should say.
    pub(super) fn act<T>(
        &self,
        deed: Deed<'_>,
        action: Action,
        case: Option<i64>,
        work: impl FnOnce(&dyn Transaction, Option<&Object>) -> Result<(T, String), StoreError>,
    ) -> Result<T, StoreError> {
        self.database.write(|transaction| {
            let object = case.map(|case| flow::object(transaction, case)).transpose()?;
            let role = match may(deed.actor, action, object.as_ref()) {
                Permit::Allowed(role) => role,
                Permit::Refused(why) => {
                    // Inside, so that the entry is kept: an error would take it back.
                    audit::append(transaction, deed.entry("", &action.code(), case, format!("拒绝：{why}")))?;
                    return Ok(Err(StoreError::Refused(why)));
                }
            };
            let (value, detail) = work(transaction, object.as_ref())?;
            audit::append(transaction, deed.entry(role.label(), &action.code(), case, detail))?;
            Ok(Ok(value))
        })?
    }

    /// Writes down what has no right of its own: signing in and out, a start of the program.
    pub fn note(&self, deed: Deed<'_>, event: &str, detail: &str) -> Result<(), StoreError> {
        self.database
            .write(|transaction| audit::append(transaction, deed.entry("", event, None, detail.to_owned())))
    }
}

/// Refuses a write that starts from an old state of its subject.
///
/// `query` asks for the last revision.
pub(super) fn expect(
    transaction: &dyn Transaction,
    query: &str,
    subject: &[Value<'_>],
    expected: i64,
) -> Result<(), StoreError> {
    let current: Option<Option<i64>> = transaction.first(query, subject, |row| row.get(0))?;
    let current = current.flatten().unwrap_or(0);
    if current == expected { Ok(()) } else { Err(StoreError::Behind { current }) }
}
