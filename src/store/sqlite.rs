//! The store in one SQLite file. The only file that knows which database it is.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, TransactionBehavior, ffi};

use super::StoreError;
use super::database::{Access, Database, DatabaseError, Each, Row, Transaction, Work};
use super::value::Value;

/// Each entry takes a store of the version of its index to the next one; the file remembers how far it is.
const SCHEMA: &[&str] = &[
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
];

/// Name of the file inside the data folder.
const FILE: &str = "qiuhao.db";
/// How long a writer waits for another.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often, and after which pauses, a new file is tried where SQLite itself does not wait.
const TRIES: usize = 500;
const PAUSE: Duration = Duration::from_millis(20);
/// Statements kept ready: more than the store has.
const STATEMENTS: usize = 256;

/// One file, or memory, behind one connection.
#[derive(Debug)]
pub(super) struct Sqlite {
    connection: Mutex<Connection>,
}

impl Sqlite {
    /// The file of a folder, made where it is missing.
    pub(super) fn open(folder: &Path) -> Result<Self, StoreError> {
        Self::prepare(Connection::open(folder.join(FILE)).map_err(fault)?)
    }

    /// One that lives as long as the process.
    pub(super) fn in_memory() -> Result<Self, StoreError> {
        Self::prepare(Connection::open_in_memory().map_err(fault)?)
    }

    fn prepare(connection: Connection) -> Result<Self, StoreError> {
        settle(&connection).map_err(fault)?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic elsewhere leaves no half-done transaction: dropping one rolls it back.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    keep_journal(connection)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is taken away is overwritten, not only forgotten.
    connection.pragma_update(None, "secure_delete", true)
}

/// Two that open a new file at once both want to give it its journal, and for this SQLite lets neither wait.
fn keep_journal(connection: &Connection) -> rusqlite::Result<()> {
    let give = || connection.pragma_update(None, "journal_mode", "WAL");
    for _ in 0..TRIES {
        match give() {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                std::thread::sleep(PAUSE);
            }
            done => return done,
        }
    }
    give()
}

impl Database for Sqlite {
    fn schema(&self) -> &'static [&'static str] {
        SCHEMA
    }

    fn migrate(&self, steps: &[&str]) -> Result<(), StoreError> {
        let mut connection = self.connection();
        let version = version(&connection).map_err(fault)?;
        let Some(missing) = steps.get(version..) else {
            return Err(StoreError::Newer { version, known: steps.len() });
        };
        for (step, migration) in missing.iter().enumerate() {
            take_step(&mut connection, version + step, migration).map_err(fault)?;
        }
        Ok(())
    }

    fn run(&self, access: Access, work: Work<'_>) -> Result<(), StoreError> {
        let behavior = match access {
            Access::Read => TransactionBehavior::Deferred,
            // A transaction that reads first and then writes would be thrown back where another wrote meanwhile.
            Access::Write => TransactionBehavior::Immediate,
        };
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(behavior).map_err(fault)?;
        work(&*transaction)?;
        if access == Access::Write {
            transaction.commit().map_err(fault)?;
        }
        Ok(())
    }

    fn purge(&self) -> Result<(), StoreError> {
        // The journal still holds the pages of what was taken away.
        self.connection().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(fault)
    }

    fn size(&self) -> Result<(u64, u64), StoreError> {
        let connection = self.connection();
        let number = |query: &str| {
            let number: i64 = connection.query_row(query, [], |row| row.get(0)).map_err(fault)?;
            Ok::<_, StoreError>(number as u64)
        };
        let page = number("PRAGMA page_size")?;
        Ok((page * number("PRAGMA page_count")?, page * number("PRAGMA freelist_count")?))
    }
}

fn version(connection: &Connection) -> rusqlite::Result<usize> {
    let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(version as usize)
}

fn take_step(connection: &mut Connection, from: usize, migration: &str) -> rusqlite::Result<()> {
    // Two processes may open a new store at once: the second finds the work done.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if version(&transaction)? <= from {
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", from as u32 + 1)?;
    }
    transaction.commit()
}

impl Transaction for Connection {
    fn execute(&self, statement: &str, values: &[Value<'_>]) -> Result<usize, StoreError> {
        let mut statement = self.prepare_cached(statement).map_err(fault)?;
        statement.execute(rusqlite::params_from_iter(values)).map_err(fault)
    }

    fn query(&self, statement: &str, values: &[Value<'_>], each: Each<'_>) -> Result<(), StoreError> {
        let mut statement = self.prepare_cached(statement).map_err(fault)?;
        let mut rows = statement.query(rusqlite::params_from_iter(values)).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            if each(row)? == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }
}

impl Row for rusqlite::Row<'_> {
    fn cell(&self, column: usize) -> Result<Value<'_>, StoreError> {
        Ok(match self.get_ref(column).map_err(fault)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Integer(number),
            ValueRef::Real(number) => Value::Real(number),
            ValueRef::Text(text) => match std::str::from_utf8(text) {
                Ok(text) => Value::Text(text),
                Err(_) => return Err(StoreError::Database(DatabaseError::Column { column })),
            },
            ValueRef::Blob(bytes) => Value::Bytes(bytes),
        })
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(number),
            Self::Real(number) => ValueRef::Real(number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// An error of SQLite in the words of the store.
fn fault(error: rusqlite::Error) -> StoreError {
    StoreError::Database(match &error {
        rusqlite::Error::SqliteFailure(failure, message) => match (failure.extended_code, failure.code) {
            (
                ffi::SQLITE_CONSTRAINT_UNIQUE
                | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                | ffi::SQLITE_CONSTRAINT_ROWID,
                _,
            ) => DatabaseError::Unique,
            (ffi::SQLITE_CONSTRAINT_FOREIGNKEY, _) => DatabaseError::Reference,
            (ffi::SQLITE_CONSTRAINT_TRIGGER, _) => {
                DatabaseError::Guarded(message.clone().unwrap_or_default())
            }
            (_, ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => DatabaseError::Busy,
            _ => DatabaseError::Other(Box::new(error)),
        },
        _ => DatabaseError::Other(Box::new(error)),
    })
}
