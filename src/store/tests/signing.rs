//! Clean cases signed off together.

use super::office::{Office, at, office, person};
use super::queue::{keep, queue, review};
use crate::office::triage::Todo;
use crate::office::{Actor, Role, State};
use crate::store::{AuditQuery, Batch, BatchOutcome, Deed, Store, StoreError};

fn sign(store: &Store, actor: &Actor, token: &str, cases: &[(i64, i64)]) -> Result<Batch, StoreError> {
    store.sign_off_together(Deed::new(actor, at(20)), token, 7, 5, cases)
}

/// An office with this many clean cases beside the two it has.
fn with_clean(count: i64) -> (Office, Vec<(i64, i64)>) {
    let office = office();
    let cases =
        (0..count).map(|number| (keep(&office.store, &format!("净{number}"), &review(&[], "E"), number), 0));
    let cases = cases.collect();
    (office, cases)
}

fn states(store: &Store, cases: &[(i64, i64)]) -> Vec<State> {
    cases.iter().map(|(case, _)| store.flow(*case).unwrap().object.state).collect()
}

#[test]
fn clean_cases_are_signed_off_but_for_a_sample_that_stays() {
    let (office, cases) = with_clean(41);
    let (store, reviewer) = (&office.store, &office.reviewer);
    let batch = sign(store, reviewer, "表一", &cases).unwrap();
    assert_eq!(
        (batch.count(BatchOutcome::Sampled), batch.count(BatchOutcome::Signed)),
        (3, 38),
        "5 % of 41, rounded up"
    );
    assert!(batch.repeats());
    assert_eq!((batch.seed, batch.percent, batch.who.as_str()), (7, 5, "zhou"));
    for case in &batch.cases {
        let flow = store.flow(case.case).unwrap();
        let is_sampled = case.outcome == BatchOutcome::Sampled;
        assert_eq!(flow.object.state, if is_sampled { State::Unassigned } else { State::AwaitingApproval });
        assert_eq!(store.opinions(case.case).unwrap().len(), usize::from(!is_sampled));
    }
    let sampled: Vec<(i64, i64)> = batch
        .cases
        .iter()
        .filter(|case| case.outcome == BatchOutcome::Sampled)
        .map(|case| (case.case, 0))
        .collect();
    let todo = |case: i64| {
        let items = queue(store, reviewer);
        items.into_iter().find(|item| item.case() == case).map(|item| item.todo)
    };
    assert_eq!(todo(sampled[0].0), Some(vec![Todo::Sampled]));
    // Whoever tries again, alone or by the single deed: what was set aside waits for a person.
    let again = sign(store, &office.other, "表二", &sampled).unwrap();
    assert_eq!(again.count(BatchOutcome::Refused), 3);
    assert!(again.cases.iter().all(|case| case.reason.contains("人工核看")));
    let alone = store.sign_off(Deed::new(reviewer, at(21)), sampled[0].0, 1, "合格", "", 0);
    assert!(alone.unwrap_err().to_string().contains("人工核看"));
    assert!(store.verify_audit(None).unwrap().is_ok());
}

#[test]
fn sent_twice_it_is_one_batch() {
    let (office, cases) = with_clean(10);
    let first = sign(&office.store, &office.reviewer, "表一", &cases).unwrap();
    let log = office.store.audit(&AuditQuery::default(), 999).unwrap().len();
    // Another seed cannot draw another sample for the same form.
    let again =
        office.store.sign_off_together(Deed::new(&office.reviewer, at(30)), "表一", 8, 50, &cases).unwrap();
    assert_eq!(first, again);
    assert_eq!(office.store.audit(&AuditQuery::default(), 999).unwrap().len(), log);
    assert!(sign(&office.store, &office.other, "表一", &cases).is_err(), "somebody else's form");
    assert_eq!(office.store.batches(9).unwrap().len(), 1);
}

#[test]
fn what_came_between_is_done_when_the_form_is_sent_again() {
    let (office, cases) = with_clean(10);
    let store = &office.store;
    let broken = "CREATE TEMP TRIGGER broken BEFORE INSERT ON opinions WHEN NEW.case_id % 3 = 0
                  BEGIN SELECT RAISE(ABORT, 'the disk is full'); END";
    store.by_hand(broken, &[]).unwrap();
    assert!(matches!(sign(store, &office.reviewer, "表一", &cases), Err(StoreError::Database(_))));
    let half = store.batch(1).unwrap().unwrap();
    assert!(half.count(BatchOutcome::Waiting) > 0);
    store.by_hand("DROP TRIGGER broken", &[]).unwrap();
    let whole = sign(store, &office.reviewer, "表一", &cases).unwrap();
    assert_eq!((whole.count(BatchOutcome::Sampled), whole.count(BatchOutcome::Signed)), (1, 9));
    let history: usize = cases.iter().map(|(case, _)| store.history(*case).unwrap().len()).sum();
    assert_eq!(history, 9, "nothing is doubled");
}

#[test]
fn cases_that_cannot_be_signed_off_are_told_apart_and_the_others_go_on() {
    let (office, mut cases) = with_clean(4);
    let store = &office.store;
    let dirty = keep(store, "有问题", &review(&["CM-07"], "S1"), 50);
    let hint = keep(store, "提示", &review(&["CM-07"], "提示"), 51);
    store.by_hand("UPDATE briefs SET brief = replace(brief, '不合格', '合格')", &[]).unwrap();
    let taken = cases[0].0;
    store.assign(Deed::new(&office.organiser, at(1)), taken, "li", "", 0).unwrap();
    cases.extend([(dirty, 0), (hint, 0), (hint, 0), (9_999, 0)]);
    cases[1].1 = 4;
    let batch = sign(store, &office.reviewer, "表一", &cases).unwrap();
    let told = |case: i64| batch.cases.iter().find(|one| one.case == case).unwrap();
    assert_eq!(told(taken).reason, "本案由其他评查员评查");
    assert_eq!(told(cases[1].0).reason, "他人已先行处理，请刷新后再试");
    assert_eq!(told(dirty).reason, "还有 1 项提示以上的发现");
    assert!(told(9_999).reason.contains("没有这件案件"));
    assert_ne!(told(hint).outcome, BatchOutcome::Refused, "a hint is none");
    assert_eq!(batch.cases.len(), 7, "the same case twice is one");
    assert_eq!((batch.count(BatchOutcome::Sampled), batch.count(BatchOutcome::Signed)), (1, 2));
    assert!(batch.repeats());
    let refusals = store.audit(&AuditQuery { case: Some(taken), ..AuditQuery::default() }, 9).unwrap();
    assert!(refusals[0].detail.starts_with("拒绝：") && refusals[0].action == "sign_off");
}

#[test]
fn the_handlers_team_officers_and_organisers_sign_nothing_off() {
    let (office, cases) = with_clean(3);
    let store = &office.store;
    let team = person("tong", "第一检察部", &[Role::Reviewer]);
    for actor in [&office.handler, &team] {
        let batch = sign(store, actor, &actor.name, &cases).unwrap();
        assert_eq!(batch.count(BatchOutcome::Refused), 3, "{}: {:?}", actor.name, batch.cases);
    }
    let officer = person("guanli", "信息中心", &[Role::SystemOfficer]);
    for actor in [&office.organiser, &office.chief, &officer] {
        assert!(
            matches!(sign(store, actor, &actor.name, &cases), Err(StoreError::Refused(_))),
            "{}",
            actor.name
        );
    }
    assert_eq!(states(store, &cases), [State::Unassigned; 3]);
    assert!(sign(store, &office.reviewer, "空", &[]).is_err());
    assert!(sign(store, &office.reviewer, "", &cases).is_err());
}

#[test]
fn a_case_returned_by_the_approver_or_with_an_opinion_is_decided_alone() {
    let (office, cases) = with_clean(2);
    let store = &office.store;
    let batch = sign(store, &office.reviewer, "表一", &cases).unwrap();
    let signed = batch.cases.iter().find(|case| case.outcome == BatchOutcome::Signed).unwrap().case;
    let back = crate::office::Move::ReturnUnassigned;
    store.make_move(Deed::new(&office.chief, at(30)), signed, back, "请逐项核对", 1).unwrap();
    let again = sign(store, &office.reviewer, "表二", &[(signed, 2)]).unwrap();
    assert_eq!(again.cases[0].reason, "已有评查意见，须逐件办理");
}

#[test]
fn two_at_once_sign_each_case_once() {
    let (office, cases) = with_clean(12);
    let store = &office.store;
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| sign(store, &office.reviewer, "表一", &cases).unwrap());
        }
        scope.spawn(|| sign(store, &office.other, "表二", &cases).unwrap());
    });
    let history: Vec<usize> = cases.iter().map(|(case, _)| store.history(*case).unwrap().len()).collect();
    assert!(history.iter().all(|moves| *moves <= 1), "{history:?}");
    assert!(store.verify_audit(None).unwrap().is_ok());
    assert!(store.batches(9).unwrap().iter().all(|batch| store.batch(batch.id).unwrap().unwrap().repeats()));
}
