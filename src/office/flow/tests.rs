use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const TODAY: Date = date(2026, 3, 2);

fn person(name: &str, department: &str, role: Role, rank: Option<Rank>) -> Actor {
    Actor {
        name: name.to_owned(),
        display: name.to_owned(),
        department: department.to_owned(),
        roles: [role].into(),
        rank,
    }
}

fn office() -> [Actor; 5] {
    [
        person("zuzhi", "案件管理部", Role::Organiser, None),
        person("zhou", "案件管理部", Role::Reviewer, None),
        person("zhao", "第一检察部", Role::Handler, None),
        person("sun", "院领导", Role::Approver, Some(Rank::Deputy)),
        person("chen", "院领导", Role::Approver, Some(Rank::Chief)),
    ]
}

fn case(state: State) -> Object {
    Object {
        state,
        handler: Some("zhao".to_owned()),
        department: Some("第一检察部".to_owned()),
        reviewer: (state != State::Unassigned).then(|| "zhou".to_owned()),
        ..Object::new(1)
    }
}

#[test]
fn every_state_and_every_move() {
    let mut table = String::new();
    for state in State::all() {
        let _ = writeln!(table, "{}", state.label());
        for grade in ["合格", "基本合格"] {
            let object = Object { grade: Some(grade.to_owned()), due: Some(date(2026, 3, 1)), ..case(state) };
            for actor in office() {
                for offer in moves(&actor, &object, TODAY).iter().filter(|offer| offer.permit.is_allowed()) {
                    let to = arrow(offer.name).unwrap().to.label();
                    let _ = writeln!(table, "    {grade} {}: {} → {to}", actor.name, offer.name.label());
                }
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn the_table_is_whole() {
    assert_eq!(State::all().collect::<BTreeSet<_>>().len(), State::Archived as usize + 1);
    assert_eq!(Move::all().collect::<BTreeSet<_>>().len(), Move::ArchiveCorrected as usize + 1);
    for state in State::all().filter(|&state| state != State::Archived) {
        assert!(TABLE.r#move.iter().any(|row| row.from.contains(&state)), "{} leads on", state.label());
    }
    assert!(TABLE.r#move.iter().all(|row| !row.from.contains(&State::Archived)), "the archive is the end");
    assert!(TABLE.r#move.iter().all(|row| row.action.is_on_a_case()));
    assert_eq!(State::AwaitingReply.days(), Some(5));
}

#[test]
fn a_move_out_of_turn_or_without_reason_is_told() {
    let [organiser, reviewer, handler, deputy, chief] = office();
    let told = |name, actor: &Actor, object: &Object, reason: &str| {
        check_move(name, actor, object, TODAY, reason).unwrap_err()
    };
    assert_eq!(told(Move::Archive, &organiser, &case(State::InReview), ""), "案件现为“评查中”，不能归档");
    assert_eq!(told(Move::Object, &handler, &case(State::AwaitingReply), " "), "提出异议须说明理由");
    assert_eq!(told(Move::Send, &reviewer, &case(State::InReview), ""), "送达承办人须已拟定等次");
    let poor = Object { grade: Some("不合格".to_owned()), ..case(State::AwaitingApproval) };
    assert_eq!(told(Move::Approve, &deputy, &poor, ""), "拟定等次须由更高职级审批");
    assert!(check_move(Move::Approve, &chief, &poor, TODAY, "").is_ok());
    let early = Object { due: Some(TODAY), ..case(State::AwaitingReply) };
    assert_eq!(told(Move::Lapse, &reviewer, &early, ""), "逾期未反馈须已逾期");
}

/// States that a walk over the table reaches without one of the moves.
fn reached_without(left_out: Move) -> BTreeSet<State> {
    let mut reached: BTreeSet<State> = [State::Unassigned].into();
    loop {
        let next: Vec<State> = TABLE
            .r#move
            .iter()
            .filter(|row| row.name != left_out && row.from.iter().any(|state| reached.contains(state)))
            .map(|row| row.to)
            .collect();
        let before = reached.len();
        reached.extend(next);
        if reached.len() == before {
            return reached;
        }
    }
}

#[test]
fn without_approval_nothing_behind_it_is_reached() {
    let reached = reached_without(Move::Approve);
    for state in [State::Approved, State::ToCorrect, State::Correcting, State::Corrected, State::Archived] {
        assert!(!reached.contains(&state), "{}", state.label());
    }
    assert_eq!(reached_without(Move::SignOff).len(), State::all().count(), "every state is reached");
}

proptest! {
    /// Anybody does anything they may, in any order: what is archived was approved by a rank that reaches the grade,
    /// and the handler was heard, or did not answer in time, wherever the grade was no plain one.
    #[test]
    fn what_is_archived_was_approved(steps in prop::collection::vec((0_usize..5, 0_usize..8, 0_usize..3), 0..60)) {
        let grades = ["优质", "合格", "不合格"];
        let mut object = case(State::Unassigned);
        let (mut approved, mut heard) = (None, false);
        for (who, which, grade) in steps {
            let actor = &office()[who];
            // Grades are only written under review.
            if object.state == State::InReview {
                object.grade = Some(grades[grade].to_owned());
            }
            object.due = Some(date(2026, 3, 1));
            let offers = moves(actor, &object, TODAY);
            let Some(offer) = offers.iter().filter(|offer| offer.permit.is_allowed()).nth(which) else { continue };
            let (_, to) = check_move(offer.name, actor, &object, TODAY, "理由").unwrap();
            match offer.name {
                Move::Approve => {
                    prop_assert!(actor.rank >= Some(approval_rank(object.grade.as_deref())));
                    prop_assert!(heard || object.grade.as_deref() == Some("合格"));
                    approved = Some(object.grade.clone());
                }
                Move::Send | Move::Return | Move::ReturnUnassigned | Move::AcceptObjection => {
                    (approved, heard) = (None, false);
                }
                Move::Agree | Move::Object | Move::Lapse => heard = true,
                Move::Assign | Move::Reassign => object.reviewer = Some("zhou".to_owned()),
                Move::SignOff => object.reviewer = Some(actor.name.clone()),
                _ => {}
            }
            object.state = to;
            if to == State::Unassigned {
                object.reviewer = None;
            }
            if to == State::Archived {
                prop_assert_eq!(approved.as_ref(), Some(&object.grade));
            }
        }
    }
}
