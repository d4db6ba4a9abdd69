//! Cases and papers: putting, taking away, reading.

use sha2::{Digest, Sha256};

use super::database::{Row, Transaction};
use super::value::{Value, values};
use super::{CaseRecord, Deed, Origin, Store, StoreError, StoredCase, StoredPaper, originals, packed};
use crate::office::Action;

const CASE_COLUMNS: &str = "id, key, origin, revision, profile, tags, grade";
const PAPER_COLUMNS: &str = "id, case_id, document, file, kind, title, first_page, page_starts, facts, text";

impl Store {
    /// Keeps cases, all or none. A known key is replaced; the very same content again is no change.
    ///
    /// Returns how many were new or different.
    pub fn put(&self, cases: &[CaseRecord]) -> Result<usize, StoreError> {
        self.database.write(|transaction| {
            let mut changed = 0;
            for case in cases {
                changed += usize::from(put_one(transaction, case)?);
            }
            Ok(changed)
        })
    }

    /// Takes cases away by their keys. Returns how many there were.
    pub fn remove(&self, keys: &[&str]) -> Result<usize, StoreError> {
        let removed = self.database.write(|transaction| {
            let mut removed = 0;
            for key in keys {
                removed += usize::from(remove_one(transaction, key)?);
            }
            originals::drop_all_unused(transaction)?;
            Ok(removed)
        })?;
        self.database.purge()?;
        Ok(removed)
    }

    /// Takes a case away as somebody. What people said to it stays, as does its log.
    pub fn remove_case(&self, deed: Deed<'_>, case: i64) -> Result<(), StoreError> {
        self.act(deed, Action::RemoveCase, Some(case), |transaction, _| {
            let query = "SELECT key FROM cases WHERE id = ?";
            let key: String = transaction.one(query, values![case], |row| row.get(0))?;
            remove_one(transaction, &key)?;
            originals::drop_all_unused(transaction)?;
            Ok(((), String::new()))
        })?;
        self.database.purge()
    }

    /// The case of a key.
    pub fn case(&self, key: &str) -> Result<Option<StoredCase>, StoreError> {
        self.one_case(&format!("SELECT {CASE_COLUMNS} FROM cases WHERE key = ?"), values![key])
    }

    /// The case of a number.
    pub fn case_by_id(&self, id: i64) -> Result<Option<StoredCase>, StoreError> {
        self.one_case(&format!("SELECT {CASE_COLUMNS} FROM cases WHERE id = ?"), values![id])
    }

    /// The cases of an origin, the latest written first.
    pub fn cases(&self, origin: Origin, most: usize) -> Result<Vec<StoredCase>, StoreError> {
        let query =
            format!("SELECT {CASE_COLUMNS} FROM cases WHERE origin = ? ORDER BY revision DESC LIMIT ?");
        let origin = serde_json::to_string(&origin)?;
        self.database.read(|transaction| transaction.all(&query, values![origin, most], read_case))
    }

    /// The papers of a case, in reading order.
    pub fn papers(&self, case_id: i64) -> Result<Vec<StoredPaper>, StoreError> {
        let query = format!("SELECT {PAPER_COLUMNS} FROM papers WHERE case_id = ? ORDER BY id");
        self.database.read(|transaction| transaction.all(&query, values![case_id], read_paper))
    }

    /// The paper a case is known by, the one that tells its facts.
    pub fn leading_paper(&self, case_id: i64) -> Result<Option<StoredPaper>, StoreError> {
        let query = format!(
            "SELECT {PAPER_COLUMNS} FROM papers WHERE case_id = ? AND facts <> '[]' ORDER BY id LIMIT 1"
        );
        self.database.read(|transaction| transaction.first(&query, values![case_id], read_paper))
    }

    /// The paper of a number.
    pub fn paper(&self, id: i64) -> Result<Option<StoredPaper>, StoreError> {
        let query = format!("SELECT {PAPER_COLUMNS} FROM papers WHERE id = ?");
        self.database.read(|transaction| transaction.first(&query, values![id], read_paper))
    }

    /// How many cases and papers are kept.
    pub fn counts(&self) -> Result<(usize, usize), StoreError> {
        let query = "SELECT (SELECT count(*) FROM cases), (SELECT count(*) FROM papers)";
        self.database.read(|transaction| transaction.one(query, &[], |row| Ok((row.get(0)?, row.get(1)?))))
    }

    fn one_case(&self, query: &str, which: &[Value<'_>]) -> Result<Option<StoredCase>, StoreError> {
        self.database.read(|transaction| transaction.first(query, which, read_case))
    }
}

/// Whether the case is new or different.
fn remove_one(transaction: &dyn Transaction, key: &str) -> Result<bool, StoreError> {
    let query = "DELETE FROM cases WHERE key = ? RETURNING id";
    let id: Option<i64> = transaction.first(query, values![key], |row| row.get(0))?;
    let Some(id) = id else { return Ok(false) };
    let revision = next_revision(transaction)?;
    transaction.execute("INSERT INTO removals VALUES (?, ?)", values![revision, id])?;
    transaction.execute("DELETE FROM drafts WHERE case_id = ?", values![id])?;
    transaction.execute("DELETE FROM jobs WHERE key = ? AND state IN ('done', 'dead')", values![key])?;
    Ok(true)
}

pub(super) fn put_one(transaction: &dyn Transaction, case: &CaseRecord) -> Result<bool, StoreError> {
    let content = Sha256::digest(serde_json::to_vec(case)?);
    let known: Option<(i64, Vec<u8>)> =
        transaction.first("SELECT id, content FROM cases WHERE key = ?", values![case.key], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    if known.as_ref().is_some_and(|(_, kept)| kept.as_slice() == content.as_slice()) {
        return Ok(false);
    }
    let revision = next_revision(transaction)?;
    let id: i64 = transaction.one(
        "INSERT INTO cases (key, origin, revision, content, profile, tags, grade) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET origin = excluded.origin, revision = excluded.revision,
             content = excluded.content, profile = excluded.profile, tags = excluded.tags, grade = excluded.grade
         RETURNING id",
        values![
            case.key,
            serde_json::to_string(&case.origin)?,
            revision,
            content.as_slice(),
            serde_json::to_string(&case.profile)?,
            serde_json::to_string(&case.tags)?,
            case.grade,
        ],
        |row| row.get(0),
    )?;
    if known.is_some() {
        transaction.execute("DELETE FROM papers WHERE case_id = ?", values![id])?;
    }
    for paper in &case.papers {
        transaction.execute(
            "INSERT INTO papers (case_id, document, file, kind, title, first_page, page_starts, facts, text)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values![
                id,
                paper.document,
                paper.file,
                paper.kind,
                paper.title,
                paper.first_page,
                serde_json::to_string(&paper.page_starts)?,
                serde_json::to_string(&paper.facts)?,
                packed::pack(&paper.text)?,
            ],
        )?;
    }
    Ok(true)
}

fn next_revision(transaction: &dyn Transaction) -> Result<i64, StoreError> {
    transaction.one("UPDATE counter SET revision = revision + 1 RETURNING revision", &[], |row| row.get(0))
}

fn read_case(row: &dyn Row) -> Result<StoredCase, StoreError> {
    Ok(StoredCase {
        id: row.get(0)?,
        key: row.get(1)?,
        origin: serde_json::from_str(row.text(2)?)?,
        revision: row.get(3)?,
        profile: serde_json::from_str(row.text(4)?)?,
        tags: serde_json::from_str(row.text(5)?)?,
        grade: row.get(6)?,
    })
}

fn read_paper(row: &dyn Row) -> Result<StoredPaper, StoreError> {
    Ok(StoredPaper {
        id: row.get(0)?,
        case_id: row.get(1)?,
        document: row.get(2)?,
        file: row.get(3)?,
        kind: row.get(4)?,
        title: row.get(5)?,
        first_page: row.get(6)?,
        page_starts: serde_json::from_str(row.text(7)?)?,
        facts: serde_json::from_str(row.text(8)?)?,
        text: packed::unpack(row.bytes(9)?)?,
    })
}
