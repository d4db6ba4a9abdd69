//! Cases and papers: putting, taking away, reading.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, named_params, params};
use sha2::{Digest, Sha256};

use super::{CaseRecord, Deed, Origin, Store, StoreError, StoredCase, StoredPaper, originals, packed};
use crate::office::Action;

const CASE_COLUMNS: &str = "id, key, origin, revision, profile, tags, grade";
const PAPER_COLUMNS: &str = "id, case_id, document, file, kind, title, first_page, page_starts, facts, text";

impl Store {
    /// Keeps cases, all or none. A known key is replaced; the very same content again is no change.
    ///
    /// Returns how many were new or different.
    pub fn put(&self, cases: &[CaseRecord]) -> Result<usize, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut changed = 0;
        for case in cases {
            changed += usize::from(put_one(&transaction, case)?);
        }
        transaction.commit()?;
        Ok(changed)
    }

    /// Takes cases away by their keys. Returns how many there were.
    pub fn remove(&self, keys: &[&str]) -> Result<usize, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut removed = 0;
        for key in keys {
            removed += usize::from(remove_one(&transaction, key)?);
        }
        originals::drop_all_unused(&transaction)?;
        transaction.commit()?;
        clear_journal(&connection)?;
        Ok(removed)
    }

    /// Takes a case away as somebody. What people said to it stays, as does its log.
    pub fn remove_case(&self, deed: Deed<'_>, case: i64) -> Result<(), StoreError> {
        self.act(deed, Action::RemoveCase, Some(case), |transaction, _| {
            let key: String =
                transaction.query_row("SELECT key FROM cases WHERE id = ?", [case], |row| row.get(0))?;
            remove_one(transaction, &key)?;
            originals::drop_all_unused(transaction)?;
            Ok(((), String::new()))
        })?;
        clear_journal(&self.connection())
    }

    /// The case of a key.
    pub fn case(&self, key: &str) -> Result<Option<StoredCase>, StoreError> {
        let query = format!("SELECT {CASE_COLUMNS} FROM cases WHERE key = ?");
        one_case(&self.connection(), &query, params![key])
    }

    /// The case of a number.
    pub fn case_by_id(&self, id: i64) -> Result<Option<StoredCase>, StoreError> {
        let query = format!("SELECT {CASE_COLUMNS} FROM cases WHERE id = ?");
        one_case(&self.connection(), &query, params![id])
    }

    /// The cases of an origin, the latest written first.
    pub fn cases(&self, origin: Origin, most: usize) -> Result<Vec<StoredCase>, StoreError> {
        let connection = self.connection();
        let mut query = connection.prepare_cached(&format!(
            "SELECT {CASE_COLUMNS} FROM cases WHERE origin = ? ORDER BY revision DESC LIMIT ?"
        ))?;
        let mut rows = query.query(params![serde_json::to_string(&origin)?, most])?;
        let mut cases = Vec::new();
        while let Some(row) = rows.next()? {
            cases.push(read_case(row)?);
        }
        Ok(cases)
    }

    /// The papers of a case, in reading order.
    pub fn papers(&self, case_id: i64) -> Result<Vec<StoredPaper>, StoreError> {
        let connection = self.connection();
        let mut query = connection
            .prepare_cached(&format!("SELECT {PAPER_COLUMNS} FROM papers WHERE case_id = ? ORDER BY id"))?;
        let mut rows = query.query([case_id])?;
        let mut papers = Vec::new();
        while let Some(row) = rows.next()? {
            papers.push(read_paper(row)?);
        }
        Ok(papers)
    }

    /// The paper a case is known by, the one that tells its facts.
    pub fn leading_paper(&self, case_id: i64) -> Result<Option<StoredPaper>, StoreError> {
        let connection = self.connection();
        let mut query = connection.prepare_cached(&format!(
            "SELECT {PAPER_COLUMNS} FROM papers WHERE case_id = ? AND facts <> '[]' ORDER BY id LIMIT 1"
        ))?;
        let mut rows = query.query([case_id])?;
        rows.next()?.map(read_paper).transpose()
    }

    /// The paper of a number.
    pub fn paper(&self, id: i64) -> Result<Option<StoredPaper>, StoreError> {
        let connection = self.connection();
        let mut query =
            connection.prepare_cached(&format!("SELECT {PAPER_COLUMNS} FROM papers WHERE id = ?"))?;
        let mut rows = query.query([id])?;
        rows.next()?.map(read_paper).transpose()
    }

    /// How many cases and papers are kept.
    pub fn counts(&self) -> Result<(usize, usize), StoreError> {
        let query = "SELECT (SELECT count(*) FROM cases), (SELECT count(*) FROM papers)";
        Ok(self.connection().query_row(query, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }
}

/// Whether the case is new or different.
fn remove_one(transaction: &Transaction<'_>, key: &str) -> Result<bool, StoreError> {
    let id: Option<i64> = transaction
        .query_row("DELETE FROM cases WHERE key = ? RETURNING id", [key], |row| row.get(0))
        .optional()?;
    let Some(id) = id else { return Ok(false) };
    let revision = next_revision(transaction)?;
    transaction.execute("INSERT INTO removals VALUES (?, ?)", params![revision, id])?;
    transaction.execute("DELETE FROM drafts WHERE case_id = ?", [id])?;
    transaction.execute("DELETE FROM jobs WHERE key = ? AND state IN ('done', 'dead')", [key])?;
    Ok(true)
}

/// The journal still holds the pages of what was taken away.
fn clear_journal(connection: &Connection) -> Result<(), StoreError> {
    Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
}

pub(super) fn put_one(transaction: &Transaction<'_>, case: &CaseRecord) -> Result<bool, StoreError> {
    let content = Sha256::digest(serde_json::to_vec(case)?);
    let known: Option<(i64, Vec<u8>)> = transaction
        .prepare_cached("SELECT id, content FROM cases WHERE key = ?")?
        .query_row([&case.key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if known.as_ref().is_some_and(|(_, kept)| kept.as_slice() == content.as_slice()) {
        return Ok(false);
    }
    let revision = next_revision(transaction)?;
    let id: i64 = transaction
        .prepare_cached(
            "INSERT INTO cases (key, origin, revision, content, profile, tags, grade)
             VALUES (:key, :origin, :revision, :content, :profile, :tags, :grade)
             ON CONFLICT (key) DO UPDATE SET origin = :origin, revision = :revision, content = :content,
                 profile = :profile, tags = :tags, grade = :grade
             RETURNING id",
        )?
        .query_row(
            named_params! {
                ":key": case.key,
                ":origin": serde_json::to_string(&case.origin)?,
                ":revision": revision,
                ":content": content.as_slice(),
                ":profile": serde_json::to_string(&case.profile)?,
                ":tags": serde_json::to_string(&case.tags)?,
                ":grade": case.grade,
            },
            |row| row.get(0),
        )?;
    if known.is_some() {
        transaction.execute("DELETE FROM papers WHERE case_id = ?", [id])?;
    }
    let mut insert = transaction.prepare_cached(
        "INSERT INTO papers (case_id, document, file, kind, title, first_page, page_starts, facts, text)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for paper in &case.papers {
        insert.execute(params![
            id,
            paper.document,
            paper.file,
            paper.kind,
            paper.title,
            paper.first_page,
            serde_json::to_string(&paper.page_starts)?,
            serde_json::to_string(&paper.facts)?,
            packed::pack(&paper.text)?,
        ])?;
    }
    Ok(true)
}

fn next_revision(transaction: &Transaction<'_>) -> Result<i64, StoreError> {
    let mut next =
        transaction.prepare_cached("UPDATE counter SET revision = revision + 1 RETURNING revision")?;
    Ok(next.query_row([], |row| row.get(0))?)
}

fn one_case(
    connection: &Connection,
    query: &str,
    parameters: &[&dyn rusqlite::ToSql],
) -> Result<Option<StoredCase>, StoreError> {
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query(parameters)?;
    rows.next()?.map(read_case).transpose()
}

pub(super) fn read_case(row: &Row<'_>) -> Result<StoredCase, StoreError> {
    let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
    let origin: Origin = serde_json::from_str(text(2)?)?;
    Ok(StoredCase {
        id: row.get(0)?,
        key: row.get(1)?,
        origin,
        revision: row.get(3)?,
        profile: serde_json::from_str(text(4)?)?,
        tags: serde_json::from_str(text(5)?)?,
        grade: row.get(6)?,
    })
}

fn read_paper(row: &Row<'_>) -> Result<StoredPaper, StoreError> {
    let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
    let packed = row.get_ref(9)?.as_blob().map_err(rusqlite::Error::from)?;
    Ok(StoredPaper {
        id: row.get(0)?,
        case_id: row.get(1)?,
        document: row.get(2)?,
        file: row.get(3)?,
        kind: row.get(4)?,
        title: row.get(5)?,
        first_page: row.get(6)?,
        page_starts: serde_json::from_str(text(7)?)?,
        facts: serde_json::from_str(text(8)?)?,
        text: packed::unpack(packed)?,
    })
}
