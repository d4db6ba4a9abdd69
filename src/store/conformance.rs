//! What the store relies on in a database. Another database is tried by one line: `conforms(place)`.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};

use super::database::{Database, DatabaseError, Transaction};
use super::sqlite::Sqlite;
use super::value::{Value, values};
use super::{Store, StoreError};

/// An empty place for databases of a kind.
struct Place {
    /// Opens the place, each time as another process would.
    open: Box<dyn Fn() -> Box<dyn Database> + Sync>,
    /// Who opens it again finds what was written.
    is_shared: bool,
    /// Where its files lie, if they can be looked at.
    folder: Option<PathBuf>,
    /// What a column of bytes is called here.
    bytes: &'static str,
}

#[test]
fn sqlite_in_a_folder() {
    conforms(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_owned();
        let open = move || Box::new(Sqlite::open(folder.path()).unwrap()) as Box<dyn Database>;
        Place { open: Box::new(open), is_shared: true, folder: Some(path), bytes: "BLOB" }
    });
}

#[test]
fn sqlite_in_memory() {
    conforms(|| {
        let open = || Box::new(Sqlite::in_memory().unwrap()) as Box<dyn Database>;
        Place { open: Box::new(open), is_shared: false, folder: None, bytes: "BLOB" }
    });
}

/// A name, and what is asked of a fresh place.
type Check = (&'static str, fn(&Place));

const CHECKS: &[Check] = &[
    ("the store opens", the_store_opens),
    ("what is written is kept", what_is_written_is_kept),
    ("an error or a panic leaves nothing", an_error_or_a_panic_leaves_nothing),
    ("who only reads leaves nothing", who_only_reads_leaves_nothing),
    ("one writes at a time", one_writes_at_a_time),
    ("nobody reads half a transaction", nobody_reads_half_a_transaction),
    ("values come back", values_come_back),
    ("something else in a column is told", something_else_in_a_column_is_told),
    ("texts are told apart", texts_are_told_apart),
    ("statements do what they say", statements_do_what_they_say),
    ("json is looked into", json_is_looked_into),
    ("violations are told and leave nothing", violations_are_told_and_leave_nothing),
    ("what is kept for good is guarded", what_is_kept_for_good_is_guarded),
    ("each step is taken once", each_step_is_taken_once),
    ("half a step is none", half_a_step_is_none),
    ("a newer database is left alone", a_newer_database_is_left_alone),
    ("what is deleted is gone", what_is_deleted_is_gone),
];

fn conforms(place: impl Fn() -> Place) {
    for (name, check) in CHECKS {
        println!("{name}");
        check(&place());
    }
}

impl Place {
    /// The tables of this suite.
    fn steps(&self) -> [String; 3] {
        [
            format!(
                "CREATE TABLE cells (id BIGINT, number BIGINT, size DOUBLE PRECISION, text TEXT, bytes {})",
                self.bytes
            ),
            "CREATE TABLE parents (name VARCHAR(100) PRIMARY KEY, n BIGINT NOT NULL);
             CREATE TABLE kept (name VARCHAR(100) NOT NULL REFERENCES parents (name));
             CREATE TABLE children (name VARCHAR(100) NOT NULL REFERENCES parents (name) ON DELETE CASCADE)"
                .to_owned(),
            "INSERT INTO parents VALUES ('a', 0); INSERT INTO parents VALUES ('b', 0)".to_owned(),
        ]
    }

    fn take(&self, database: &dyn Database, steps: usize) -> Result<(), StoreError> {
        let all = self.steps();
        let steps: Vec<&str> = all.iter().take(steps).map(String::as_str).collect();
        database.migrate(&steps)
    }

    fn ready(&self) -> Box<dyn Database> {
        let database = (self.open)();
        self.take(&*database, 3).unwrap();
        database
    }

    /// Two at the same data: two openings where that can be.
    fn two(&self) -> (Box<dyn Database>, Option<Box<dyn Database>>) {
        (self.ready(), self.is_shared.then(|| self.ready()))
    }
}

fn number(transaction: &dyn Transaction, name: &str) -> Result<i64, StoreError> {
    transaction.one("SELECT n FROM parents WHERE name = ?", values![name], |row| row.get(0))
}

fn set(transaction: &dyn Transaction, name: &str, number: i64) -> Result<(), StoreError> {
    let changed = transaction.execute("UPDATE parents SET n = ? WHERE name = ?", values![number, name])?;
    assert_eq!(changed, 1);
    Ok(())
}

fn parents(database: &dyn Database) -> Vec<(String, i64)> {
    let query = "SELECT name, n FROM parents ORDER BY name";
    database.read(|work| work.all(query, &[], |row| Ok((row.get(0)?, row.get(1)?)))).unwrap()
}

fn start() -> Vec<(String, i64)> {
    vec![("a".to_owned(), 0), ("b".to_owned(), 0)]
}

fn the_store_opens(place: &Place) {
    let store = Store::on((place.open)(), None).unwrap();
    store.try_out().unwrap();
    assert_eq!(store.revision().unwrap(), 0);
    let (bytes, free) = store.size().unwrap();
    assert!(bytes >= free);
}

fn what_is_written_is_kept(place: &Place) {
    let (database, other) = place.two();
    assert_eq!(database.write(|work| set(work, "a", 7).map(|()| "done")).unwrap(), "done");
    let wanted = [("a".to_owned(), 7), ("b".to_owned(), 0)];
    assert_eq!(parents(&*database), wanted);
    if let Some(other) = other {
        assert_eq!(parents(&*other), wanted);
        drop((database, other));
        assert_eq!(parents(&*place.ready()), wanted, "when all have gone");
    }
}

fn an_error_or_a_panic_leaves_nothing(place: &Place) {
    let (database, other) = place.two();
    let refused = database.write(|work| {
        set(work, "a", 7)?;
        work.execute("INSERT INTO parents VALUES ('c', 1)", &[])?;
        Err::<(), _>(StoreError::NoCase)
    });
    assert!(matches!(refused, Err(StoreError::NoCase)), "{refused:?}");
    assert_eq!(parents(&*database), start());
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        database.write(|work| -> Result<(), StoreError> {
            set(work, "a", 8)?;
            panic!("on purpose")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(parents(&*database), start());
    // Nobody was locked out by either.
    other.as_deref().unwrap_or(&*database).write(|work| set(work, "b", 1)).unwrap();
    database.write(|work| set(work, "b", 2)).unwrap();
}

fn who_only_reads_leaves_nothing(place: &Place) {
    let database = place.ready();
    let _ = database.read(|work| set(work, "a", 7));
    assert_eq!(parents(&*database), start());
}

fn one_writes_at_a_time(place: &Place) {
    const TIMES: i64 = 200;
    let (database, other) = place.two();
    let count = |database: &dyn Database| {
        for _ in 0..TIMES {
            // Reads first: who wrote in between would be written over.
            database.write(|work| set(work, "a", number(work, "a")? + 1)).unwrap();
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| count(&*database));
        scope.spawn(|| count(other.as_deref().unwrap_or(&*database)));
    });
    assert_eq!(database.read(|work| number(work, "a")).unwrap(), 2 * TIMES);
}

fn nobody_reads_half_a_transaction(place: &Place) {
    let (database, other) = place.two();
    let (mut looks, is_over) = (0, AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for step in 1..=60 {
                database.write(|work| set(work, "a", step).and_then(|()| set(work, "b", step))).unwrap();
            }
            is_over.store(true, Ordering::Release);
        });
        let reader = other.as_deref().unwrap_or(&*database);
        while !is_over.load(Ordering::Acquire) || looks == 0 {
            let both = reader.read(|work| {
                let first = number(work, "a")?;
                std::thread::yield_now();
                Ok((first, number(work, "b")?))
            });
            let (first, second) = both.unwrap();
            assert_eq!(first, second);
            looks += 1;
        }
    });
    assert_eq!(parents(&*database), [("a".to_owned(), 60), ("b".to_owned(), 60)]);
}

fn values_come_back(place: &Place) {
    let database = place.ready();
    let long = "案卷😀\n".repeat(100_000);
    let all: Vec<u8> = (0..=255).cycle().take(1 << 20).collect();
    let texts = ["", "秋毫", "\0", "前\0后😀", "' OR 1 = 1 --", "𠮷\u{301}\r\n\t", &long];
    let numbers = [0, 1, -1, i64::from(u32::MAX), i64::MIN, i64::MAX].map(Value::Integer);
    let sizes = [0.5, 0.1, -1.5e300, f64::MIN_POSITIVE, f64::MAX].map(Value::Real);
    let bytes = [&[][..], &[0], &all].map(Value::Bytes);
    let columns: [(&str, Vec<Value<'_>>); 4] = [
        ("number", numbers.to_vec()),
        ("size", sizes.to_vec()),
        ("text", texts.map(Value::Text).to_vec()),
        ("bytes", bytes.to_vec()),
    ];
    for (column, values) in columns {
        for (id, value) in values.into_iter().chain([Value::Null]).enumerate() {
            let insert = format!("INSERT INTO cells (id, {column}) VALUES (?, ?)");
            assert_eq!(database.write(|work| work.execute(&insert, values![id, value])).unwrap(), 1);
            let query = format!("SELECT {column} FROM cells WHERE id = ?");
            let is_same =
                database.read(|work| work.one(&query, values![id], |row| Ok(row.cell(0)? == value)));
            assert!(is_same.unwrap(), "{column} {id}");
        }
        database.write(|work| work.execute("DELETE FROM cells", &[])).unwrap();
    }
}

fn something_else_in_a_column_is_told(place: &Place) {
    let database = place.ready();
    let insert = "INSERT INTO cells (number, text) VALUES (-1, '文')";
    database.write(|work| work.execute(insert, &[])).unwrap();
    let read = database.read(|work| {
        work.one("SELECT number, text, bytes FROM cells", &[], |row| {
            assert_eq!(row.get::<Option<i64>>(0)?, Some(-1));
            assert_eq!((row.text(1)?, row.get::<Option<Vec<u8>>>(2)?), ("文", None));
            for wrong in [
                row.get::<u32>(0).err(),
                row.get::<String>(0).err(),
                row.get::<i64>(1).err(),
                row.get::<[u8; 3]>(1).err(),
                row.text(2).err(),
                row.bytes(2).err(),
            ] {
                assert!(
                    matches!(wrong, Some(StoreError::Database(DatabaseError::Column { .. }))),
                    "{wrong:?}"
                );
            }
            row.get::<i64>(9)
        })
    });
    assert!(matches!(read, Err(StoreError::Database(_))), "there is no such column: {read:?}");
    let nothing =
        database.read(|work| work.one("SELECT n FROM parents WHERE n > 9", &[], |row| row.get::<i64>(0)));
    assert!(matches!(nothing, Err(StoreError::Database(DatabaseError::NoRow))), "{nothing:?}");
}

/// Names of accounts and keys of cases are what they are to the letter.
fn texts_are_told_apart(place: &Place) {
    let database = place.ready();
    let names = ["A", "a ", "甲", "甲 ", "ａ", "é", "e\u{301}"];
    for name in names {
        database.write(|work| work.execute("INSERT INTO parents VALUES (?, 1)", values![name])).unwrap();
    }
    for name in names.into_iter().chain(["a"]) {
        let query = "SELECT name FROM parents WHERE name = ?";
        let found: Vec<String> =
            database.read(|work| work.all(query, values![name], |row| row.get(0))).unwrap();
        assert_eq!(found, [name]);
    }
}

fn statements_do_what_they_say(place: &Place) {
    let database = place.ready();
    database
        .write(|work| {
            let put =
                "INSERT INTO parents VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET n = excluded.n + ?2";
            assert_eq!(work.execute(put, values!["a", 5i64])?, 1);
            let leave = "INSERT INTO parents VALUES (?, ?) ON CONFLICT (name) DO NOTHING";
            assert_eq!(work.execute(leave, values!["a", 9i64])?, 0);
            assert_eq!((number(work, "a")?, number(work, "b")?), (10, 0));
            assert_eq!(work.execute("UPDATE parents SET n = 1 WHERE name = 'none'", &[])?, 0);
            // Who looks at the first row only has changed all the same.
            let raise = "UPDATE parents SET n = n + 1 RETURNING n";
            assert!(work.first(raise, &[], |row| row.get::<i64>(0))?.is_some());
            assert_eq!((number(work, "a")?, number(work, "b")?), (11, 1));
            let mut shown = 0;
            work.query("SELECT name FROM parents", &[], &mut |_| {
                shown += 1;
                Ok(ControlFlow::Break(()))
            })?;
            assert_eq!(shown, 1);
            let same = "SELECT count(*) FROM cells WHERE text IS NOT DISTINCT FROM ?";
            work.execute("INSERT INTO cells (id) VALUES (1)", &[])?;
            assert_eq!(work.one(same, values![None::<String>], |row| row.get::<usize>(0))?, 1);
            assert_eq!(work.one(same, values!["文"], |row| row.get::<usize>(0))?, 0);
            let exists = "SELECT EXISTS (SELECT 1 FROM parents WHERE n = ?)";
            assert!(work.one(exists, values![11i64], |row| row.get::<bool>(0))?);
            let second = "SELECT name FROM parents ORDER BY n DESC LIMIT ? OFFSET ?";
            assert_eq!(work.one(second, values![usize::MAX, 1usize], |row| row.get::<String>(0))?, "b");
            Ok(())
        })
        .unwrap();
    let wrong = database.read(|work| work.execute("SELECT FROM WHERE", &[]));
    assert!(matches!(wrong, Err(StoreError::Database(DatabaseError::Other(_)))), "{wrong:?}");
}

fn json_is_looked_into(place: &Place) {
    let database = place.ready();
    let text = r#"{"handler": "赵某某", "tags": [{"severity": "严重"}, {}]}"#;
    database.write(|work| work.execute("INSERT INTO cells (text) VALUES (?)", values![text])).unwrap();
    let query = "SELECT json_extract(text, '$.handler'), json_extract(text, '$.none'),
         (SELECT json_group_array(name) FROM parents WHERE n = 0), (SELECT json_group_array(name) FROM parents WHERE n = 9)
         FROM cells";
    let told: (Option<String>, Option<String>, String, String) = database
        .read(|work| work.one(query, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))))
        .unwrap();
    let list: Vec<String> = serde_json::from_str(&told.2).unwrap();
    assert_eq!((told.0.as_deref(), told.1, told.3.as_str()), (Some("赵某某"), None, "[]"));
    assert_eq!(list, ["a", "b"]);
    database.write(|work| work.execute("UPDATE cells SET text = json_extract(text, '$.tags')", &[])).unwrap();
    let each = "SELECT json_extract(tag.value, '$.severity') FROM cells, json_each(cells.text) AS tag";
    let all: Vec<Option<String>> = database.read(|work| work.all(each, &[], |row| row.get(0))).unwrap();
    assert_eq!(all, [Some("严重".to_owned()), None]);
}

fn violations_are_told_and_leave_nothing(place: &Place) {
    let database = place.ready();
    let fails = |statement: &str| {
        let failed = database.write(|work| set(work, "a", 3).and_then(|()| work.execute(statement, &[])));
        assert_eq!(parents(&*database), start(), "{statement}");
        match failed {
            Err(StoreError::Database(error)) => error,
            other => panic!("{statement}: {other:?}"),
        }
    };
    assert!(matches!(fails("INSERT INTO parents VALUES ('b', 1)"), DatabaseError::Unique));
    assert!(matches!(fails("UPDATE parents SET name = 'b' WHERE name = 'a'"), DatabaseError::Unique));
    assert!(matches!(fails("INSERT INTO kept VALUES ('none')"), DatabaseError::Reference));
    assert!(matches!(fails("INSERT INTO parents VALUES ('c', NULL)"), DatabaseError::Other(_)));
    let keep = |table: &str| format!("INSERT INTO {table} VALUES ('b')");
    database.write(|work| work.execute(&keep("kept"), &[])).unwrap();
    database.write(|work| work.execute(&keep("children"), &[])).unwrap();
    assert!(matches!(fails("DELETE FROM parents WHERE name = 'b'"), DatabaseError::Reference));
    database.write(|work| work.execute("DELETE FROM kept", &[])).unwrap();
    database.write(|work| work.execute("DELETE FROM parents WHERE name = 'b'", &[])).unwrap();
    let query = "SELECT count(*) FROM children";
    assert_eq!(
        database.read(|work| work.one(query, &[], |row| row.get::<i64>(0))).unwrap(),
        0,
        "gone with it"
    );
}

/// Of the store's own schema.
fn what_is_kept_for_good_is_guarded(place: &Place) {
    let database = (place.open)();
    database.migrate(database.schema()).unwrap();
    let insert =
        "INSERT INTO opinions (case_id, revision, version, text, who, at) VALUES (1, 1, 1, '文', 'x', 0)";
    database.write(|work| work.execute(insert, &[])).unwrap();
    for statement in ["DELETE FROM opinions", "UPDATE opinions SET text = ''"] {
        let refused = database.write(|work| work.execute(statement, &[]));
        let Err(StoreError::Database(DatabaseError::Guarded(_))) = refused else {
            panic!("{statement}: {refused:?}")
        };
    }
}

fn each_step_is_taken_once(place: &Place) {
    const THREADS: usize = 6;
    let together = Barrier::new(THREADS);
    let only = (!place.is_shared).then(|| (place.open)());
    std::thread::scope(|scope| {
        for number in 0..THREADS {
            let (together, only) = (&together, only.as_deref());
            scope.spawn(move || {
                together.wait();
                let own = only.is_none().then(|| (place.open)());
                let database = only.or(own.as_deref()).unwrap();
                // A program that knows fewer steps may come too late.
                match place.take(database, 1 + number % 3) {
                    Ok(()) | Err(StoreError::Newer { .. }) => {}
                    Err(error) => panic!("{error:?}"),
                }
            });
        }
    });
    let database = only.unwrap_or_else(|| place.ready());
    assert_eq!(parents(&*database), start());
    place.take(&*database, 3).unwrap();
    assert_eq!(parents(&*database), start(), "nor once more");
}

fn half_a_step_is_none(place: &Place) {
    let database = place.ready();
    let steps = place.steps();
    let [first, second, third] = steps.each_ref().map(String::as_str);
    let half = "INSERT INTO parents VALUES ('c', 1); INSERT INTO parents VALUES ('c', 2)";
    assert!(database.migrate(&[first, second, third, half]).is_err());
    assert_eq!(parents(&*database), start());
    database.migrate(&[first, second, third, "INSERT INTO parents VALUES ('c', 3)"]).unwrap();
    assert_eq!(parents(&*database).last(), Some(&("c".to_owned(), 3)));
}

fn a_newer_database_is_left_alone(place: &Place) {
    let (database, other) = place.two();
    let refused = place.take(other.as_deref().unwrap_or(&*database), 2).unwrap_err();
    assert!(matches!(refused, StoreError::Newer { version: 3, known: 2 }), "{refused:?}");
    assert_eq!(refused.to_string(), "数据文件的版本（3）比本程序（2）新，请用新版程序打开");
    assert_eq!(parents(&*database), start());
}

fn what_is_deleted_is_gone(place: &Place) {
    let (database, _other) = place.two();
    let secret = "青城市云岭县赵某某".repeat(2_000);
    let lies = || {
        let files = place.folder.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
        let wanted = &secret.as_bytes()[..27];
        let holds = |bytes: &[u8]| bytes.windows(wanted.len()).any(|window| window == wanted);
        files.filter(|file| holds(&std::fs::read(file.as_ref().unwrap().path()).unwrap())).count()
    };
    database.write(|work| work.execute("INSERT INTO cells (text) VALUES (?)", values![secret])).unwrap();
    database.purge().unwrap();
    assert_eq!(lies(), usize::from(place.folder.is_some()), "the look finds it");
    assert_eq!(database.write(|work| work.execute("DELETE FROM cells", &[])).unwrap(), 1);
    database.purge().unwrap();
    assert_eq!(lies(), 0);
    let query = "SELECT count(*) FROM cells";
    assert_eq!(database.read(|work| work.one(query, &[], |row| row.get::<i64>(0))).unwrap(), 0);
}
