//! Cases in the hands of an office: rights inside the transaction, histories that are kept, two people at once.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::case;
use crate::office::{Action, Actor, Decision, Move, Rank, Role, State, Verdict};
use crate::store::value::values;
use crate::store::{AuditQuery, Deed, Opinion, Origin, Store, StoreError, Tick};

pub(super) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_772_400_000 + second).unwrap()
}

pub(super) fn person(name: &str, department: &str, roles: &[Role]) -> Actor {
    Actor {
        name: name.to_owned(),
        display: format!("{name}某"),
        department: department.to_owned(),
        roles: roles.iter().copied().collect(),
        rank: roles.contains(&Role::Approver).then_some(Rank::Chief),
    }
}

pub(super) struct Office {
    pub(super) store: Store,
    pub(super) organiser: Actor,
    pub(super) reviewer: Actor,
    pub(super) other: Actor,
    pub(super) handler: Actor,
    pub(super) chief: Actor,
}

/// An office with one dossier (number 1), whose card names the handler.
pub(super) fn office() -> Office {
    let office = Office {
        store: Store::in_memory().unwrap(),
        organiser: person("zuzhi", "案件管理部", &[Role::Organiser]),
        reviewer: person("zhou", "案件管理部", &[Role::Reviewer]),
        other: person("li", "第二检察部", &[Role::Reviewer]),
        handler: person("zhao", "第一检察部", &[Role::Handler, Role::Reviewer]),
        chief: person("chen", "院领导", &[Role::Approver]),
    };
    for user in [&office.organiser, &office.reviewer, &office.other, &office.handler, &office.chief] {
        insert(&office.store, user);
    }
    let mut dossier = case("甲", "一二三四五六");
    dossier.origin = Origin::Dossier;
    dossier.profile.handler = Some("zhao某".to_owned());
    office.store.put(&[dossier, case("乙", "七八九")]).unwrap();
    office
}

/// An account with no password that opens it: hashing takes its time.
fn insert(store: &Store, user: &Actor) {
    store
        .by_hand(
            "INSERT INTO users (name, display, department, roles, rank, password, created)
             VALUES (?, ?, ?, ?, ?, 'none', 0)",
            values![
                user.name,
                user.display,
                user.department,
                serde_json::to_string(&user.roles).unwrap(),
                user.rank.map(|rank| serde_json::to_string(&rank).unwrap()),
            ],
        )
        .unwrap();
}

/// Brings case 1 under review by `zhou`. Gives the revision.
pub(super) fn under_review(office: &Office) -> i64 {
    let revision = office.store.assign(Deed::new(&office.organiser, at(1)), 1, "zhou", "", 0).unwrap();
    office.store.make_move(Deed::new(&office.reviewer, at(2)), 1, Move::Begin, "", revision).unwrap()
}

pub(super) fn decision(finding: &str, verdict: Verdict) -> Decision {
    Decision {
        finding: finding.to_owned(),
        point: "CM-07".to_owned(),
        verdict,
        reason: "已另行补正".to_owned(),
        note: String::new(),
        severity: None,
        wording: None,
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T, StoreError>) -> String {
    match result {
        Err(StoreError::Refused(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_case_goes_its_whole_way() {
    let Office { store, organiser, reviewer, handler, chief, .. } = &office();
    let flow = store.flow(1).unwrap();
    assert_eq!(flow.object.state, State::Unassigned);
    assert_eq!(flow.object.handler.as_deref(), Some("zhao"), "the only account of the name on the card");
    assert_eq!(store.flows().unwrap(), [flow], "judgments are not reviewed");

    let draw = store.assign_by_draw(Deed::new(organiser, at(1)), 1, 7, "", 0).unwrap();
    assert_eq!(draw.candidates, ["li", "zhou"]);
    let revision = store.assign(Deed::new(organiser, at(2)), 1, "zhou", "平衡办案量", 1).unwrap();
    let mut revision = revision;
    let mut step = |actor: &Actor, second, name, reason: &str| {
        let deed = Deed::new(actor, at(second));
        revision = store.make_move(deed, 1, name, reason, revision).unwrap();
    };
    step(reviewer, 3, Move::Begin, "");
    let opinion = Opinion { grade: Some("基本合格".to_owned()), text: "文书有瑕疵。".to_owned() };
    store.write_opinion(Deed::new(reviewer, at(4)), 1, 1, &opinion, 0).unwrap();
    step(reviewer, 5, Move::Send, "");
    // 2026-03-02 is a Monday.
    assert_eq!(store.flow(1).unwrap().object.due.unwrap().to_string(), "2026-03-09");
    step(handler, 6, Move::Object, "已经补正");
    step(reviewer, 7, Move::Uphold, "补正在结案之后");
    step(chief, 8, Move::Approve, "");
    step(organiser, 9, Move::RequireCorrection, "");
    step(handler, 10, Move::FinishCorrection, "已更正文书");
    step(organiser, 11, Move::ArchiveCorrected, "");
    assert_eq!(store.flow(1).unwrap().object.state, State::Archived);

    let history = store.history(1).unwrap();
    assert_eq!(history.len(), 10);
    assert!(history[0].draw.as_ref().unwrap().repeats());
    assert_eq!(history.last().unwrap().after, State::Archived);
    let log = store.audit(&AuditQuery { case: Some(1), ..AuditQuery::default() }, 100).unwrap();
    assert_eq!(log.len(), 11, "ten moves and the opinion");
    assert!(store.verify_audit(None).unwrap().is_ok());
}

#[test]
fn the_handler_and_the_own_team_get_no_case_and_refusals_are_written_down() {
    let Office { store, organiser, handler, other, .. } = &office();
    let assign = |name| store.assign(Deed::new(organiser, at(1)), 1, name, "", 0);
    assert!(refused(assign("zhao")).contains("承办人"));
    assert!(refused(assign("chen")).contains("不是评查员"));
    assert!(matches!(assign("nobody"), Err(StoreError::NoUser)));
    assert!(store.audit(&AuditQuery::default(), 9).unwrap().is_empty(), "a slip in a form is no event");
    let look = store.admit(Deed::new(handler, at(2)), Action::ReadCase, Some(1), "d1");
    assert!(refused(look).contains("承办人"));
    let decided = store.decide(Deed::new(other, at(3)), 1, 1, &decision("a", Verdict::Confirmed), 0);
    assert_eq!(refused(decided), "本案没有分配给您");
    let log = store.audit(&AuditQuery::default(), 9).unwrap();
    assert_eq!(log.len(), 2);
    assert!(log.iter().all(|entry| entry.detail.starts_with("拒绝：") && entry.role.is_empty()));
}

#[test]
fn decisions_are_kept_and_the_last_counts() {
    let office = office();
    under_review(&office);
    let store = &office.store;
    let decide = |finding: &str, verdict, expected| {
        store.decide(Deed::new(&office.reviewer, at(9)), 1, 3, &decision(finding, verdict), expected)
    };
    assert_eq!(decide("a", Verdict::Confirmed, 0).unwrap(), 1);
    assert_eq!(decide("a", Verdict::Excluded, 1).unwrap(), 2);
    assert_eq!(decide("b", Verdict::Modified, 0).unwrap(), 1);
    assert_eq!(decide("c", Verdict::Confirmed, 0).unwrap(), 1);
    assert_eq!(decide("c", Verdict::Withdrawn, 1).unwrap(), 2);
    let now: Vec<_> =
        store.decisions(1).unwrap().into_iter().map(|said| (said.what.finding, said.what.verdict)).collect();
    let wanted = [("a", Verdict::Excluded), ("b", Verdict::Modified), ("c", Verdict::Withdrawn)];
    assert_eq!(now, wanted.map(|(finding, verdict)| (finding.to_owned(), verdict)));
    let history = store.decision_history(1, "a").unwrap();
    assert_eq!((history.len(), history[0].version, history[0].who.as_str()), (2, 3, "zhou"));
    let record = &store.point_records().unwrap()[0];
    assert_eq!((record.confirmed, record.excluded), (1, 1));
    for query in
        ["UPDATE decisions SET verdict = 'confirmed'", "DELETE FROM decisions", "DELETE FROM flow_history"]
    {
        assert!(store.by_hand(query, &[]).is_err(), "{query}");
    }
}

#[test]
fn ticks_and_the_opinion_count_revisions_of_their_own() {
    let office = office();
    under_review(&office);
    let store = &office.store;
    let deed = Deed::new(&office.reviewer, at(9));
    let tick = |ticked| Tick { point: "EVI-30".to_owned(), ticked, note: String::new() };
    store.tick(deed, 1, 1, &tick(true), 0).unwrap();
    store.tick(deed, 1, 1, &tick(false), 1).unwrap();
    let ticks = store.ticks(1).unwrap();
    assert_eq!((ticks.len(), ticks[0].what.ticked, ticks[0].revision), (1, false, 2));
    let opinion = |grade: &str| Opinion { grade: Some(grade.to_owned()), text: "意见".to_owned() };
    store.write_opinion(deed, 1, 1, &opinion("合格"), 0).unwrap();
    assert!(matches!(
        store.write_opinion(deed, 1, 1, &opinion("优质"), 0),
        Err(StoreError::Behind { current: 1 })
    ));
    store.write_opinion(deed, 1, 1, &opinion("优质"), 1).unwrap();
    assert_eq!(store.opinions(1).unwrap().len(), 2);
    assert_eq!(store.flow(1).unwrap().object.grade.as_deref(), Some("优质"));
}

#[test]
fn two_at_once_never_write_over_each_other() {
    let office = office();
    under_review(&office);
    let store = &office.store;
    // The same account open in two windows, or a colleague at the same desk.
    let won: BTreeSet<usize> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|number| {
                let (office, store) = (&office, &store);
                scope.spawn(move || {
                    let said = Decision { note: number.to_string(), ..decision("a", Verdict::Confirmed) };
                    match store.decide(Deed::new(&office.reviewer, at(9)), 1, 1, &said, 0) {
                        Ok(1) => Some(number),
                        Err(StoreError::Behind { current: 1 }) => None,
                        other => panic!("{other:?}"),
                    }
                })
            })
            .collect();
        threads.into_iter().filter_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(won.len(), 1);
    let kept = store.decision_history(1, "a").unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].what.note, won.first().unwrap().to_string());
    assert!(store.verify_audit(None).unwrap().is_ok());
}

#[test]
fn a_case_moved_meanwhile_is_told() {
    let office = office();
    let revision = under_review(&office);
    let store = &office.store;
    let back =
        |actor, expected| store.make_move(Deed::new(actor, at(5)), 1, Move::Recuse, "有利害关系", expected);
    assert!(
        matches!(back(&office.reviewer, revision - 1), Err(StoreError::Behind { current }) if current == revision)
    );
    back(&office.reviewer, revision).unwrap();
    let object = store.flow(1).unwrap().object;
    assert_eq!(
        (object.state, object.reviewer, object.recused),
        (State::Unassigned, None, vec!["zhou".to_owned()])
    );
    let draw = store.assign_by_draw(Deed::new(&office.organiser, at(6)), 1, 1, "", revision + 1).unwrap();
    assert_eq!(draw.candidates, ["li"]);
}

#[test]
fn a_clean_case_is_signed_off_and_still_approved_by_another() {
    let mut office = office();
    office.reviewer.roles.insert(Role::Approver);
    office.reviewer.rank = Some(Rank::Chief);
    let Office { store, reviewer, organiser, chief, .. } = &office;
    let revision = store.sign_off(Deed::new(reviewer, at(1)), 1, 1, "合格", "未发现问题。", 0).unwrap();
    let approve = |actor| store.make_move(Deed::new(actor, at(2)), 1, Move::Approve, "", revision);
    assert!(refused(approve(reviewer)).contains("不能审批自己评查的案件"));
    let revision = approve(chief).unwrap();
    store.make_move(Deed::new(organiser, at(3)), 1, Move::Archive, "", revision).unwrap();
    let poor = store.sign_off(Deed::new(reviewer, at(1)), 2, 1, "不合格", "", 0);
    assert!(refused(poor).contains("合格"));
    assert!(store.opinions(2).unwrap().is_empty(), "all or nothing");
}

#[test]
fn a_case_taken_away_keeps_what_was_said() {
    let office = office();
    under_review(&office);
    let store = &office.store;
    store.decide(Deed::new(&office.reviewer, at(9)), 1, 1, &decision("a", Verdict::Confirmed), 0).unwrap();
    assert!(refused(store.remove_case(Deed::new(&office.reviewer, at(10)), 1)).contains("不能移出案件"));
    store.remove_case(Deed::new(&office.organiser, at(10)), 1).unwrap();
    assert!(store.case_by_id(1).unwrap().is_none());
    assert!(matches!(store.flow(1), Err(StoreError::NoCase)));
    assert_eq!(store.decisions(1).unwrap().len(), 1);
    let log = store.audit(&AuditQuery { action: Some("remove_case".to_owned()), ..AuditQuery::default() }, 9);
    assert_eq!(log.unwrap().len(), 2);
}

#[test]
fn the_organiser_writes_a_recusal_down_and_nobody_for_a_colleague() {
    let office = office();
    let store = &office.store;
    store.add_recusal(Deed::new(&office.organiser, at(1)), 1, "li", "与当事人相识").unwrap();
    let assigned = store.assign(Deed::new(&office.organiser, at(2)), 1, "li", "", 0);
    assert!(refused(assigned).contains("已回避"));
    under_review(&office);
    let recusal = |actor, user| store.add_recusal(Deed::new(actor, at(3)), 1, user, "理由");
    assert!(refused(recusal(&office.reviewer, "li")).contains("评查组织人"));
    assert!(refused(recusal(&office.organiser, "zhou")).contains("回避退回"));
}
