use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::office::{Rank, State};

/// One person of each kind, each with a plain relation to the case below.
fn people() -> Vec<(&'static str, Actor)> {
    let person = |name: &str, department: &str, role: Role, rank| Actor {
        name: name.to_owned(),
        display: name.to_owned(),
        department: department.to_owned(),
        roles: [role].into(),
        rank,
    };
    vec![
        ("组织人", person("zuzhi", "案件管理部", Role::Organiser, None)),
        ("本案评查员", person("zhou", "案件管理部", Role::Reviewer, None)),
        ("他案评查员", person("li", "第二检察部", Role::Reviewer, None)),
        ("同部门评查员", person("qian", "第一检察部", Role::Reviewer, None)),
        ("已回避评查员", person("wu", "案件管理部", Role::Reviewer, None)),
        ("本案承办人", person("zhao", "第一检察部", Role::Handler, None)),
        ("他案承办人", person("feng", "第一检察部", Role::Handler, None)),
        ("分管检察长", person("sun", "院领导", Role::Approver, Some(Rank::Deputy))),
        ("检察长", person("chen", "院领导", Role::Approver, Some(Rank::Chief))),
        ("系统管理员", person("xitong", "信息中心", Role::SystemOfficer, None)),
        ("安全保密员", person("baomi", "保密办", Role::SecurityOfficer, None)),
        ("安全审计员", person("shenji", "督察部", Role::AuditOfficer, None)),
    ]
}

fn case(state: State, grade: &str) -> Object {
    Object {
        state,
        handler: Some("zhao".to_owned()),
        department: Some("第一检察部".to_owned()),
        reviewer: (state != State::Unassigned).then(|| "zhou".to_owned()),
        recused: vec!["wu".to_owned()],
        grade: Some(grade.to_owned()),
        ..Object::new(17)
    }
}

/// Which states of a case let the person do it.
fn cell(actor: &Actor, action: Action) -> String {
    if !action.is_on_a_case() {
        return if may(actor, action, None).is_allowed() { "可以".to_owned() } else { "-".to_owned() };
    }
    let ok = |state| {
        may(actor, action, Some(&case(state, "合格"))).is_allowed()
            || may(actor, action, Some(&case(state, "不合格"))).is_allowed()
    };
    let states: Vec<State> = State::all().filter(|&state| ok(state)).collect();
    let all = State::all().count();
    match states.len() {
        0 => "-".to_owned(),
        count if count == all => "任何状态".to_owned(),
        _ => states.iter().map(|state| state.label()).collect::<Vec<_>>().join("、"),
    }
}

#[test]
fn every_role_and_every_action() {
    let mut table = String::new();
    for action in Action::all() {
        let _ = writeln!(table, "{} ({})", action.label(), action.code());
        for (name, actor) in people() {
            let cell = cell(&actor, action);
            if cell != "-" {
                let _ = writeln!(table, "    {name}: {cell}");
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn the_table_is_whole_and_every_condition_has_words() {
    let names: BTreeSet<Action> = Action::all().collect();
    assert_eq!(names.len(), TABLE.action.len(), "no action twice");
    // The last variant: adding one without a row shows here.
    assert_eq!(names.len(), Action::VerifyAudit as usize + 1);
    for row in &TABLE.action {
        assert!(!row.roles.is_empty(), "{}", row.label);
        for conditions in row.roles.values() {
            assert!(row.scope == Scope::Case || conditions.is_empty(), "{}", row.label);
            assert!(conditions.iter().all(|condition| TABLE.condition.contains_key(condition)));
        }
    }
}

#[test]
fn no_officer_touches_a_case_or_reads_one() {
    for role in Role::ALL.into_iter().filter(|role| role.is_officer()) {
        for row in &TABLE.action {
            let reads_cases =
                matches!(row.name, Action::ListCases | Action::Search | Action::ExportList | Action::Import);
            if row.scope == Scope::Case || reads_cases {
                assert!(!row.roles.contains_key(&role), "{} {}", role.label(), row.label);
            }
        }
    }
}

#[test]
fn refusals_say_why() {
    let why = |name: &str, action, object: &Object| {
        let person = people().into_iter().find(|(known, _)| *known == name).unwrap().1;
        match may(&person, action, Some(object)) {
            Permit::Refused(why) => why,
            Permit::Allowed(role) => panic!("allowed as {role:?}"),
        }
    };
    let object = case(State::InReview, "不合格");
    assert_eq!(why("他案评查员", Action::Decide, &object), "本案没有分配给您");
    assert_eq!(why("本案承办人", Action::ReadCase, &object), "本案评查意见尚未送达，或正在重新评查、审批");
    assert_eq!(why("分管检察长", Action::Approve, &object), "拟定等次须由更高职级审批");
    assert_eq!(why("系统管理员", Action::ReadCase, &object), "您的角色不能查看卷宗、发现与意见");
}

proptest! {
    /// Whatever roles one account collects, the handler never reviews or approves the own case.
    #[test]
    fn nobody_judges_the_own_case(mask in 0_usize..128, state in 0_usize..12, reviewer: bool) {
        let roles = Role::ALL.into_iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1);
        let actor = Actor {
            name: "zhao".to_owned(),
            display: "赵某某".to_owned(),
            department: "第一检察部".to_owned(),
            roles: roles.map(|(_, role)| role).collect(),
            rank: Some(Rank::Chief),
        };
        let mut object = case(State::all().nth(state).unwrap(), "合格");
        if reviewer {
            object.reviewer = Some("zhao".to_owned());
        }
        for action in [Action::Decide, Action::Tick, Action::WriteOpinion, Action::Advance, Action::SignOff,
            Action::Assign, Action::Approve, Action::Archive, Action::OverseeCorrection, Action::RemoveCase] {
            prop_assert!(!may(&actor, action, Some(&object)).is_allowed(), "{action:?}");
        }
    }

    /// Nobody approves what they reviewed.
    #[test]
    fn nobody_approves_the_own_review(mask in 0_usize..128) {
        let roles = Role::ALL.into_iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1);
        let actor = Actor {
            name: "zhou".to_owned(),
            display: "周某".to_owned(),
            department: "案件管理部".to_owned(),
            roles: roles.map(|(_, role)| role).collect(),
            rank: Some(Rank::Chief),
        };
        prop_assert!(!may(&actor, Action::Approve, Some(&case(State::AwaitingApproval, "合格"))).is_allowed());
    }
}
