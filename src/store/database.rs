//! What the store asks of a database, and all it asks: this is where another one, on a server, would be put in.
//!
//! Another database is one more implementation of [`Database`] with schema files of its own in which the tables and
//! columns have the names of those in `schema/`, and one line in the tests of `conformance.rs`. Its implementation also
//! has to see to what the statements of the store take for granted:
//!
//! - places of values are `?` in order, or `?1`, `?2` … by number; true and false are 1 and 0;
//! - `INSERT … ON CONFLICT … DO`, `RETURNING`, `LIMIT … OFFSET`, `IS NOT DISTINCT FROM`, `JOIN … USING`;
//! - a text is equal to itself only, to the letter; it may hold any character;
//! - `json_extract(x, '$.key')`, `json_group_array` and `json_each`, in `flow.rs` and `figures.rs` only;
//! - columns named `user`, `key`, `file`, `at`, `before`, `after`, which some databases want in quotes;
//! - guards of what is said once and kept (the log, the histories): triggers of the schema, told as [`DatabaseError::Guarded`].

use std::fmt::Debug;
use std::ops::ControlFlow;

use super::StoreError;
use super::value::{FromValue, Value};

/// A database the store stands on. Shared by threads, and by processes where it is no mere memory.
pub(super) trait Database: Send + Sync + Debug {
    /// The store's tables in the words of this database: each entry takes a store of the version of its index to the
    /// next one.
    fn schema(&self) -> &'static [&'static str];

    /// Takes the database to the version of the last step, each step once whoever else opens it at the same time. The
    /// database remembers how far it is; one that is further is left alone with [`StoreError::Newer`].
    fn migrate(&self, steps: &[&str]) -> Result<(), StoreError>;

    /// Runs a work in one transaction, of one moment of the database. What it wrote is kept, whole and for good, when it
    /// asked to write and gives no error; else, or where it panics, nothing of it is left. Whoever asks to write waits
    /// until no other writer is at it, before the work begins. Called from inside a work it may never return.
    fn run(&self, access: Access, work: Work<'_>) -> Result<(), StoreError>;

    /// Makes sure that what was deleted is gone from the disk, as far as the database can.
    fn purge(&self) -> Result<(), StoreError>;

    /// Bytes of what is kept, and how many of them are free for new cases.
    fn size(&self) -> Result<(u64, u64), StoreError>;
}

/// What a work wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
}

/// What is done in one transaction.
pub(super) type Work<'a> = &'a mut dyn FnMut(&dyn Transaction) -> Result<(), StoreError>;

/// What a work may do inside its transaction.
pub(super) trait Transaction {
    /// Runs one statement. Gives how many rows it put, changed or took away.
    fn execute(&self, statement: &str, values: &[Value<'_>]) -> Result<usize, StoreError>;

    /// Runs one statement and shows the rows it gives, until told to break. What it changes is changed all the same.
    fn query(&self, statement: &str, values: &[Value<'_>], each: Each<'_>) -> Result<(), StoreError>;
}

/// What is shown a row.
pub(super) type Each<'a> = &'a mut dyn FnMut(&dyn Row) -> Result<ControlFlow<()>, StoreError>;

/// One row of an answer.
pub(super) trait Row {
    /// What stands in a column, from 0.
    fn cell(&self, column: usize) -> Result<Value<'_>, StoreError>;
}

/// What a database reports, in the same words whichever it is.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// There is a row of this key already.
    #[error("a row of this key is there already")]
    Unique,
    /// The row names another that is not there, or is named by one that would be left behind.
    #[error("a row that is named is not there")]
    Reference,
    /// What is kept for good was to be changed.
    #[error("{0}")]
    Guarded(String),
    /// Others did not let go of the database in time.
    #[error("others are at the database")]
    Busy,
    /// A row was asked for and there is none.
    #[error("no row")]
    NoRow,
    /// Something else stands in a column than what was asked for.
    #[error("column {column} holds something else")]
    Column {
        /// Which, from 0.
        column: usize,
    },
    /// Anything else, in the words of the database.
    #[error(transparent)]
    Other(Box<dyn std::error::Error + Send + Sync>),
}

impl dyn Database + '_ {
    /// Runs a work that only reads.
    pub(super) fn read<T>(
        &self,
        work: impl FnOnce(&dyn Transaction) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.once(Access::Read, work)
    }

    /// Runs a work that writes.
    pub(super) fn write<T>(
        &self,
        work: impl FnOnce(&dyn Transaction) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.once(Access::Write, work)
    }

    fn once<T>(
        &self,
        access: Access,
        work: impl FnOnce(&dyn Transaction) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let (mut work, mut value) = (Some(work), None);
        self.run(access, &mut |transaction| {
            if let Some(work) = work.take() {
                value = Some(work(transaction)?);
            }
            Ok(())
        })?;
        // A database that says the work is done without having run it has lost it.
        value.ok_or(StoreError::Database(DatabaseError::NoRow))
    }
}

impl dyn Transaction + '_ {
    /// All rows, read one by one.
    pub(super) fn all<T, All: Default + Extend<T> + IntoIterator<Item = T>>(
        &self,
        statement: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&dyn Row) -> Result<T, StoreError>,
    ) -> Result<All, StoreError> {
        let mut all = All::default();
        self.query(statement, values, &mut |row| {
            all.extend([read(row)?]);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(all)
    }

    /// The first row, where there is one.
    pub(super) fn first<T>(
        &self,
        statement: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&dyn Row) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut first = None;
        self.query(statement, values, &mut |row| {
            first = Some(read(row)?);
            Ok(ControlFlow::Break(()))
        })?;
        Ok(first)
    }

    /// The first row of a statement that always gives one.
    pub(super) fn one<T>(
        &self,
        statement: &str,
        values: &[Value<'_>],
        read: impl FnMut(&dyn Row) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.first(statement, values, read)?.ok_or(StoreError::Database(DatabaseError::NoRow))
    }
}

impl dyn Row + '_ {
    /// What stands in a column, as something.
    pub(super) fn get<T: FromValue>(&self, column: usize) -> Result<T, StoreError> {
        T::from_value(self.cell(column)?).ok_or(StoreError::Database(DatabaseError::Column { column }))
    }

    /// The text of a column.
    pub(super) fn text(&self, column: usize) -> Result<&str, StoreError> {
        let Value::Text(text) = self.cell(column)? else {
            return Err(StoreError::Database(DatabaseError::Column { column }));
        };
        Ok(text)
    }

    /// The bytes of a column.
    pub(super) fn bytes(&self, column: usize) -> Result<&[u8], StoreError> {
        let Value::Bytes(bytes) = self.cell(column)? else {
            return Err(StoreError::Database(DatabaseError::Column { column }));
        };
        Ok(bytes)
    }
}
