//! Briefs of reviewed versions, and who sees which case in the queue.

use serde_json::{Value, json};

use super::case;
use super::office::{Office, at, decision, office, person, under_review};
use crate::office::triage::{Item, Todo};
use crate::office::{Actor, Move, Role, Verdict};
use crate::review::Severity;
use crate::store::{Deed, Finished, JobKind, Opinion, Origin, Request, Store};

/// A review in which findings of these points fail, all of one severity.
pub(super) fn review(points: &[&str], severity: &str) -> Value {
    let findings: Vec<Value> = points
        .iter()
        .map(|point| {
            json!({"point": point, "title": "审查逮捕期限", "area": "办案程序", "outcome": "fail", "severity": severity,
                "persons": [], "evidence": [{"text": point}], "confidence": 0.9})
        })
        .chain((0..8).map(|_| json!({"point": "PRO-01", "outcome": "pass", "persons": [], "evidence": []})))
        .collect();
    json!({
        "dossier": "甲", "case": {"name": "甲案", "charges": ["盗窃罪"], "handler": "zhao某"},
        "documents": [{"read": "text"}], "differences": [], "triggers": [], "findings": findings,
        "grade": {"value": if points.is_empty() { "合格" } else { "不合格" }},
    })
}

/// Keeps a version of a dossier as a worker would. Gives the number of the case.
pub(super) fn keep(store: &Store, key: &str, review: &Value, now: i64) -> i64 {
    let request = Request {
        kind: JobKind::Folder,
        key: key.to_owned(),
        source: key.to_owned(),
        file: None,
        listing: None,
    };
    let job = store.enqueue(&[request], now).unwrap()[0];
    store.claim("工", now, 1_000).unwrap().unwrap();
    let mut record = case(key, "一二三四五六");
    record.origin = Origin::Dossier;
    record.profile.handler = Some("zhao某".to_owned());
    let finished = Finished { job, worker: "工", case: &record, files: &[], as_of: "2026-03-01", review };
    store.finish(&finished, now).unwrap().unwrap().case_id
}

pub(super) fn queue(store: &Store, actor: &Actor) -> Vec<Item> {
    store.queue(actor, at(100)).unwrap()
}

fn numbers(store: &Store, actor: &Actor) -> Vec<i64> {
    queue(store, actor).iter().map(Item::case).collect()
}

#[test]
fn a_kept_version_comes_with_its_brief_and_decisions_move_the_case_down() {
    let office = office();
    let store = &office.store;
    assert!(numbers(store, &office.organiser).is_empty(), "nothing was reviewed yet");
    keep(store, "甲", &review(&["CM-07"], "E"), 1);
    let before = queue(store, &office.organiser).remove(0);
    assert_eq!((before.case(), before.worst(), before.undecided), (1, Some(Severity::Grave), 1));
    assert_eq!(before.risk.thousandths, 18_000);
    under_review(&office);
    let identity = before.known.brief.findings[0].identity.clone();
    let said = decision(&identity, Verdict::Confirmed);
    store.decide(Deed::new(&office.reviewer, at(9)), 1, 1, &said, 0).unwrap();
    let after = queue(store, &office.organiser).remove(0);
    assert_eq!((after.risk.thousandths, after.undecided, after.counts), (0, 0, [1, 0, 0, 0]));
    // A word more on the same finding is heard by the same store.
    store
        .decide(Deed::new(&office.reviewer, at(9)), 1, 1, &decision(&identity, Verdict::Excluded), 1)
        .unwrap();
    assert_eq!(queue(store, &office.organiser).remove(0).worst(), None);
    // A new version takes the place of the old one.
    keep(store, "甲", &review(&[], "E"), 2);
    let again = queue(store, &office.organiser).remove(0);
    assert_eq!((again.known.version, again.known.brief.findings.len()), (2, 0));
    assert_eq!(again.known.taken_in.to_string(), "1970-01-01", "of the first version");
}

#[test]
fn what_was_said_of_a_point_before_weighs_as_the_store_counts_it() {
    let office = office();
    let store = &office.store;
    under_review(&office);
    for (finding, verdict) in [("a", Verdict::Confirmed), ("b", Verdict::Excluded), ("c", Verdict::Modified)]
    {
        store.decide(Deed::new(&office.reviewer, at(9)), 1, 1, &decision(finding, verdict), 0).unwrap();
    }
    store.decide(Deed::new(&office.reviewer, at(9)), 1, 1, &decision("c", Verdict::Withdrawn), 1).unwrap();
    let other = keep(store, "丙", &review(&["CM-07"], "E"), 1);
    let items = queue(store, &office.organiser);
    let item = items.iter().find(|item| item.case() == other).unwrap();
    let record = &store.point_records().unwrap()[0];
    assert_eq!((record.point.as_str(), record.confirmed, record.excluded), ("CM-07", 1, 1));
    assert_eq!(
        item.risk.reasons[0].words,
        "严重问题 1 项：审查逮捕期限（把握 90%，此评查点此前 2 次中确认 1 次）"
    );
}

#[test]
fn briefs_that_an_older_program_did_not_make_are_made_from_the_kept_reviews() {
    let office = office();
    let store = &office.store;
    for number in 0..70 {
        keep(store, &format!("卷{number}"), &review(&["CM-07"], "S2"), number);
    }
    keep(store, "卷0", &review(&[], "S2"), 99);
    let wanted: Vec<_> = queue(store, &office.organiser).into_iter().map(|item| item.known.brief).collect();
    store.by_hand("DELETE FROM briefs", &[]).unwrap();
    assert_eq!(store.fill_briefs().unwrap(), 70, "of the last versions only");
    assert_eq!(store.fill_briefs().unwrap(), 0);
    *store.memory.lock().unwrap() = super::super::briefs::Memory::default();
    let made: Vec<_> = queue(store, &office.organiser).into_iter().map(|item| item.known.brief).collect();
    assert_eq!(made, wanted);
    assert_eq!(made[0].handler.as_deref(), Some("zhao某"));
    store.by_hand("UPDATE briefs SET form = 0", &[]).unwrap();
    assert_eq!(store.fill_briefs().unwrap(), 70, "an older form is made anew");
    // What an older program wrote has no handler: the profile beside it has.
    let mut older = review(&[], "E");
    older["case"] = json!({"name": "旧案"});
    let old = keep(store, "旧", &older, 100);
    store.by_hand("DELETE FROM briefs", &[]).unwrap();
    store.fill_briefs().unwrap();
    *store.memory.lock().unwrap() = super::super::briefs::Memory::default();
    let items = queue(store, &office.organiser);
    let brief = &items.iter().find(|item| item.case() == old).unwrap().known.brief;
    assert_eq!((brief.name.as_str(), brief.handler.as_deref()), ("旧案", Some("zhao某")));
}

#[test]
fn everybody_sees_the_cases_they_may_read_and_no_others() {
    let office = office();
    let Office { store, organiser, reviewer, other, handler, chief } = &office;
    let officer = person("guanli", "信息中心", &[Role::SystemOfficer]);
    let first = keep(store, "甲", &review(&["CM-07"], "E"), 1);
    let second = keep(store, "丙", &review(&[], "E"), 2);
    assert_eq!(numbers(store, organiser), [first, second]);
    assert_eq!(numbers(store, reviewer), [first, second], "not assigned yet");
    assert!(numbers(store, handler).is_empty() && numbers(store, &officer).is_empty());
    let revision = under_review(&office);
    assert_eq!(numbers(store, other), [second]);
    assert_eq!(queue(store, reviewer)[0].todo, [Todo::Review]);
    let opinion = Opinion { grade: Some("不合格".to_owned()), text: "意见".to_owned() };
    store.write_opinion(Deed::new(reviewer, at(9)), first, 1, &opinion, 0).unwrap();
    store.make_move(Deed::new(reviewer, at(10)), first, Move::Send, "", revision).unwrap();
    assert_eq!(numbers(store, handler), [first], "what was sent to them");
    assert_eq!(numbers(store, chief), [first, second]);
    store.remove_case(Deed::new(organiser, at(11)), first).unwrap();
    assert_eq!(numbers(store, chief), [second]);
}
