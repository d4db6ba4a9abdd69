//! The log as it lies in the store.

use rusqlite::{Connection, Row, Transaction, params};

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
        let connection = self.connection();
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM audit
             WHERE (?1 IS NULL OR who = ?1) AND (?2 IS NULL OR case_id = ?2)
               AND (?3 IS NULL OR action = ?3) AND (?4 IS NULL OR seq < ?4)
             ORDER BY seq DESC LIMIT ?5"
        ))?;
        let rows = statement
            .query_map(params![query.who, query.case, query.action, query.before, limit as i64], read)?;
        rows.map(|sealed| Ok(sealed?.entry)).collect()
    }

    /// Checks the whole log, and that it holds a seal noted elsewhere. Gives its seal, to be noted, or the first place
    /// where it is broken.
    pub fn verify_audit(&self, noted: Option<Seal>) -> Result<Result<Seal, Broken>, StoreError> {
        let mut connection = self.connection();
        // One moment of the log, whoever writes meanwhile.
        let transaction = connection.transaction()?;
        let mut verifier = Verifier::new(noted);
        let mut statement = transaction.prepare(&format!("SELECT {COLUMNS} FROM audit ORDER BY seq"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Err(broken) = verifier.take(&read(row)?) {
                return Ok(Err(broken));
            }
        }
        Ok(verifier.finish(end(&transaction)?))
    }
}

/// Writes down what the program did to a case by itself.
pub(super) fn by_program(
    transaction: &Transaction<'_>,
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
pub(super) fn append(transaction: &Transaction<'_>, mut entry: Entry) -> Result<(), StoreError> {
    let end = end(transaction)?;
    entry.seq = end.entries + 1;
    let sealed = entry.seal(end.hash);
    let entry = &sealed.entry;
    transaction
        .prepare_cached(&format!("INSERT INTO audit ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))?
        .execute(params![
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
        ])?;
    transaction
        .prepare_cached("UPDATE audit_end SET entries = ?, hash = ?")?
        .execute(params![entry.seq, sealed.hash])?;
    Ok(())
}

fn end(connection: &Connection) -> Result<Seal, StoreError> {
    let mut query = connection.prepare_cached("SELECT entries, hash FROM audit_end")?;
    Ok(query.query_row([], |row| Ok(Seal { entries: row.get(0)?, hash: row.get::<_, Hash>(1)? }))?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Sealed> {
    // A value of the wrong kind or length was put there by other hands: read as something that cannot hold.
    let text =
        |column: usize| row.get_ref(column).map(|value| value.as_str().unwrap_or("\u{fffd}").to_owned());
    let hash = |column: usize| {
        row.get_ref(column).map(|value| {
            value.as_blob().ok().and_then(|bytes| Hash::try_from(bytes).ok()).unwrap_or([0xff; 32])
        })
    };
    let number = |column: usize| row.get_ref(column).map(|value| value.as_i64().unwrap_or(i64::MIN));
    let case = row.get_ref(5)?.as_i64_or_null().unwrap_or(Some(i64::MIN));
    let entry = Entry {
        seq: number(0)?,
        at: number(1)?,
        who: text(2)?,
        role: text(3)?,
        action: text(4)?,
        case,
        detail: text(6)?,
        why: text(7)?,
    };
    Ok(Sealed { entry, previous: hash(8)?, hash: hash(9)? })
}
