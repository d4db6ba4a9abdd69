//! The log as it lies in the store.

use std::ops::ControlFlow;

use super::database::{Row, Transaction};
use super::value::values;
use super::{Store, StoreError};
use crate::office::Actor;
use crate::office::audit::{Broken, Entry, Hash, Seal, Sealed, Verifier};

const COLUMNS: &str = "seq, at, who, role, action, case_id, detail, why, previous, hash";

/// Which entries of the log.
#[derive(Debug, Clone, Default)]
pub struct AuditQuery {
    /// Only those of an account.
    pub who: Option<String>,
    /// Only those on a case.
    pub case: Option<i64>,
    /// Only those of an action.
    pub action: Option<String>,
    /// Only those before this one, for paging backwards.
    pub before: Option<i64>,
}

impl Store {
    /// Up to `limit` entries, the latest first.
    pub fn audit(&self, query: &AuditQuery, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let statement = format!(
            "SELECT {COLUMNS} FROM audit
             WHERE (?1 IS NULL OR who = ?1) AND (?2 IS NULL OR case_id = ?2)
               AND (?3 IS NULL OR action = ?3) AND (?4 IS NULL OR seq < ?4)
             ORDER BY seq DESC LIMIT ?5"
        );
        let which = values![query.who, query.case, query.action, query.before, limit];
        self.database.read(|transaction| transaction.all(&statement, which, |row| Ok(read(row).entry)))
    }

    /// Checks the whole log, and that it holds a seal noted elsewhere. Gives its seal, to be noted, or the first place
    /// where it is broken.
    pub fn verify_audit(&self, noted: Option<Seal>) -> Result<Result<Seal, Broken>, StoreError> {
        let statement = format!("SELECT {COLUMNS} FROM audit ORDER BY seq");
        // One moment of the log, whoever writes meanwhile.
        self.database.read(|transaction| {
            let mut verifier = Verifier::new(noted);
            let mut broken = None;
            transaction.query(&statement, &[], &mut |row| {
                broken = verifier.take(&read(row)).err();
                Ok(if broken.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            })?;
            match broken {
                Some(broken) => Ok(Err(broken)),
                None => Ok(verifier.finish(end(transaction)?)),
            }
        })
    }
}

/// Writes down what the program did to a case by itself.
pub(super) fn by_program(
    transaction: &dyn Transaction,
    at: i64,
    action: &str,
    case: i64,
    detail: String,
) -> Result<(), StoreError> {
    let (who, role, why) = (Actor::program().name, String::new(), String::new());
    let entry = Entry { seq: 0, at, who, role, action: action.to_owned(), case: Some(case), detail, why };
    append(transaction, entry)
}

/// Writes an entry behind the last one. Its number is set here.
pub(super) fn append(transaction: &dyn Transaction, mut entry: Entry) -> Result<(), StoreError> {
    let end = end(transaction)?;
    entry.seq = end.entries + 1;
    let sealed = entry.seal(end.hash);
    let entry = &sealed.entry;
    transaction.execute(
        &format!("INSERT INTO audit ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        values![
            entry.seq,
            entry.at,
            entry.who,
            entry.role,
            entry.action,
            entry.case,
            entry.detail,
            entry.why,
            sealed.previous,
            sealed.hash,
        ],
    )?;
    transaction.execute("UPDATE audit_end SET entries = ?, hash = ?", values![entry.seq, sealed.hash])?;
    Ok(())
}

fn end(transaction: &dyn Transaction) -> Result<Seal, StoreError> {
    transaction.one("SELECT entries, hash FROM audit_end", &[], |row| {
        Ok(Seal { entries: row.get(0)?, hash: row.get(1)? })
    })
}

/// A value of the wrong kind or length was put there by other hands: read as something that cannot hold.
fn read(row: &dyn Row) -> Sealed {
    let text = |column: usize| row.text(column).unwrap_or("\u{fffd}").to_owned();
    let hash = |column: usize| row.get::<Hash>(column).unwrap_or([0xff; 32]);
    let number = |column: usize| row.get(column).unwrap_or(i64::MIN);
    let entry = Entry {
        seq: number(0),
        at: number(1),
        who: text(2),
        role: text(3),
        action: text(4),
        case: row.get(5).unwrap_or(Some(i64::MIN)),
        detail: text(6),
        why: text(7),
    };
    Sealed { entry, previous: hash(8), hash: hash(9) }
}
