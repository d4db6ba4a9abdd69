use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::office::Rank;

fn person(name: &str, department: &str, roles: &[Role]) -> Actor {
    Actor {
        name: name.to_owned(),
        display: format!("{name}某"),
        department: department.to_owned(),
        roles: roles.iter().copied().collect(),
        rank: roles.contains(&Role::Approver).then_some(Rank::Deputy),
    }
}

fn office() -> Vec<Actor> {
    use Role::{Approver, Handler, Reviewer};
    vec![
        person("zhao", "第一检察部", &[Handler, Reviewer]),
        person("qian", "第一检察部", &[Reviewer]),
        person("sun", "第二检察部", &[Reviewer, Approver]),
        person("li", "第二检察部", &[Reviewer]),
        person("zhou", "案件管理部", &[Reviewer]),
        person("wu", "案件管理部", &[Reviewer]),
        person("zheng", "案件管理部", &[Role::Organiser]),
    ]
}

fn case(number: i64) -> Object {
    Object {
        handler: Some("zhao".to_owned()),
        department: Some("第一检察部".to_owned()),
        recused: vec!["wu".to_owned()],
        ..Object::new(number)
    }
}

#[test]
fn handler_team_approver_and_recused_are_never_drawn() {
    let drawn = draw(7, &office(), &case(3)).unwrap();
    assert_eq!(drawn.candidates, ["li", "zhou"]);
    let reasons: HashMap<&str, &str> =
        drawn.left_out.iter().map(|(name, why)| (name.as_str(), why.as_str())).collect();
    assert_eq!(reasons["zhao"], "本案承办人");
    assert_eq!(reasons["qian"], "与承办人同部门");
    assert_eq!(reasons["sun"], "审批人");
    assert_eq!(reasons["wu"], "已回避");
    assert!(draw(7, &office()[..3], &case(3)).is_err());
}

#[test]
fn a_handler_without_an_account_is_known_by_name() {
    let object = Object { handler_name: Some("li某".to_owned()), ..Object::new(1) };
    assert!(!draw(1, &office(), &object).unwrap().candidates.contains(&"li".to_owned()));
}

#[test]
fn over_many_cases_the_lot_is_even() {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for number in 0..2_000 {
        *counts.entry(draw(42, &office(), &case(number)).unwrap().drawn).or_default() += 1;
    }
    assert_eq!(counts.len(), 2);
    assert!(counts.values().all(|&count| (880..=1_120).contains(&count)), "{counts:?}");
}

proptest! {
    #[test]
    fn a_draw_repeats_whatever_the_order_of_people(seed: u64, number in 1_i64..1_000_000, turn in 0_usize..7) {
        let mut people = office();
        let first = draw(seed, &people, &case(number)).unwrap();
        people.rotate_left(turn);
        let again = draw(seed, &people, &case(number)).unwrap();
        prop_assert!(first.repeats());
        prop_assert_eq!(&first, &again);
        let forged = Draw { drawn: "qian".to_owned(), ..first };
        prop_assert!(!forged.repeats());
    }

    #[test]
    fn a_sample_has_its_share_and_repeats(seed: u64, count in 0_usize..60, percent in 0_u32..=100) {
        let cases: Vec<i64> = (0..count as i64).map(|number| number * 7).collect();
        let sample = set_aside(seed, &cases, percent);
        let share = (count * percent as usize).div_ceil(100).max(usize::from(count > 0));
        prop_assert_eq!(sample.len(), share);
        prop_assert!(sample.iter().all(|case| cases.contains(case)));
        prop_assert_eq!(sample, set_aside(seed, &cases, percent));
    }
}
