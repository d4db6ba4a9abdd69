//! The log in the store: whatever hands do to the file, the first broken place is told.

use super::office::{Office, at, decision, office, under_review};
use crate::office::Verdict;
use crate::office::audit::{Broken, Seal};
use crate::store::value::values;
use crate::store::{Deed, Store};

/// A log of several entries, its guards taken off: who has the file can do that.
fn unguarded() -> Store {
    let office = office();
    under_review(&office);
    let Office { store, reviewer, .. } = office;
    for number in 0..6 {
        let said = decision(&format!("f{number}"), Verdict::Confirmed);
        store.decide(Deed::new(&reviewer, at(10 + number)), 1, 1, &said, 0).unwrap();
    }
    for guard in ["audit_last", "audit_kept", "audit_whole"] {
        store.by_hand(&format!("DROP TRIGGER {guard}"), &[]).unwrap();
    }
    store.by_hand("CREATE TABLE kept AS SELECT * FROM audit", &[]).unwrap();
    store
}

fn broken(store: &Store) -> Broken {
    store.verify_audit(None).unwrap().expect_err("a broken log")
}

#[test]
fn the_log_only_grows() {
    let office = office();
    under_review(&office);
    for query in [
        "UPDATE audit SET who = 'x' WHERE seq = 1",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 1",
        "REPLACE INTO audit SELECT seq, 0, who, role, action, case_id, detail, why, previous, hash FROM audit",
    ] {
        assert!(office.store.by_hand(query, &[]).is_err(), "{query}");
    }
    assert_eq!(office.store.verify_audit(None).unwrap().unwrap().entries, 2);
}

#[test]
fn every_column_of_every_row_is_sealed() {
    let columns = [
        "at = at + 1",
        "who = 'x'",
        "role = 'x'",
        "action = 'x'",
        "case_id = NULL",
        "detail = detail || 'x'",
        "why = 'x'",
        "previous = zeroblob(32)",
        "hash = zeroblob(32)",
        "at = 'x'",
        "hash = x'00'",
        "who = NULL",
    ];
    let store = unguarded();
    let entries = store.verify_audit(None).unwrap().unwrap().entries;
    assert_eq!(entries, 8);
    for seq in 1..=entries {
        for column in columns {
            let done = store.by_hand(&format!("UPDATE audit SET {column} WHERE seq = ?"), values![seq]);
            // The first entry has nothing before it, and a column may not take everything.
            let no_change = column.starts_with("previous") && seq == 1;
            if done.is_err() || no_change {
                continue;
            }
            let place = match broken(&store) {
                Broken::Link { seq } | Broken::Content { seq } => seq,
                other => panic!("{seq} {column}: {other:?}"),
            };
            assert!(place == seq || place == seq + 1, "{seq} {column}: {place}");
            restore(&store, seq);
            assert!(store.verify_audit(None).unwrap().is_ok());
        }
    }
}

/// Puts a row back as it was.
fn restore(store: &Store, seq: i64) {
    store.by_hand("DELETE FROM audit WHERE seq = ?", values![seq]).unwrap();
    store.by_hand("INSERT INTO audit SELECT * FROM kept WHERE seq = ?", values![seq]).unwrap();
}

#[test]
fn rows_taken_away_put_in_or_exchanged_are_found() {
    let forge = |queries: &[&str]| {
        let store = unguarded();
        for query in queries {
            store.by_hand(query, &[]).unwrap();
        }
        broken(&store)
    };
    assert_eq!(forge(&["DELETE FROM audit WHERE seq = 4"]), Broken::Gap { wanted: 4, found: 5 });
    assert_eq!(forge(&["DELETE FROM audit WHERE seq = 1"]), Broken::Gap { wanted: 1, found: 2 });
    assert_eq!(forge(&["DELETE FROM audit WHERE seq > 5"]), Broken::End { wanted: 8, found: 5 });
    assert_eq!(
        forge(&["DELETE FROM audit WHERE seq = 4", "UPDATE audit SET seq = seq - 1 WHERE seq > 4"]),
        Broken::Link { seq: 4 }
    );
    assert_eq!(
        forge(&[
            "UPDATE audit SET seq = 100 WHERE seq = 3",
            "UPDATE audit SET seq = 3 WHERE seq = 4",
            "UPDATE audit SET seq = 4 WHERE seq = 100",
        ]),
        Broken::Link { seq: 3 }
    );
    let copied =
        "SELECT 9, at, who, role, action, case_id, detail, why, previous, hash FROM audit WHERE seq = 8";
    assert_eq!(forge(&[&format!("INSERT INTO audit {copied}")]), Broken::Link { seq: 9 });
    assert_eq!(forge(&["UPDATE audit_end SET entries = 9"]), Broken::End { wanted: 9, found: 8 });
}

#[test]
fn a_seal_noted_before_must_still_be_there() {
    let store = unguarded();
    let seal = store.verify_audit(None).unwrap().unwrap();
    assert_eq!(store.verify_audit(Some(seal)).unwrap(), Ok(seal));
    let other = Seal { entries: 3, hash: [9; 32] };
    assert_eq!(store.verify_audit(Some(other)).unwrap(), Err(Broken::Seal { seq: 3 }));
    let longer = Seal { entries: 30, ..seal };
    assert_eq!(store.verify_audit(Some(longer)).unwrap(), Err(Broken::End { wanted: 30, found: 8 }));
}
