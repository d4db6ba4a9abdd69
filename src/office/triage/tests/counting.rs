//! Lists, counts and orders over random cases.

use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

fn day() -> impl Strategy<Value = Date> {
    (1_i8..=4, 1_i8..=28).prop_map(|(month, day)| date(2026, month, day))
}

fn severity() -> impl Strategy<Value = Severity> {
    prop::sample::select(Severity::ALL.to_vec())
}

/// A case with few different values, so that filters meet.
fn some_item() -> impl Strategy<Value = Item> {
    let findings = prop::collection::vec((0..3_usize, severity(), 0.5..1.0), 0..4);
    let values =
        (0..3_usize, 0..3_usize, 0..12_usize, 0..3_usize, prop::option::of(day()), day(), any::<bool>());
    (findings, values).prop_map(
        |(findings, (charge, handler, state, reviewer, closed, taken_in, sampled))| {
            let areas = ["办案程序", "法律文书", "证据"];
            let findings =
                findings.into_iter().enumerate().map(|(at, (area, severity, confidence))| OpenFinding {
                    identity: format!("f{at}"),
                    area: areas[area].to_owned(),
                    ..finding("CM-07", severity, confidence)
                });
            let mut known = known(0, findings.collect());
            let brief = Arc::make_mut(&mut known.brief);
            brief.charges =
                ["盗窃罪", "诈骗罪", "抢劫罪"][..charge].iter().map(|&name| name.to_owned()).collect();
            brief.handler = [None, Some("周岚"), Some("孙青")][handler].map(str::to_owned);
            brief.closed = closed;
            known.object.state = State::all().nth(state).unwrap();
            known.object.reviewer = [None, Some("zhou"), Some("li")][reviewer].map(str::to_owned);
            known.object.due = closed;
            known.taken_in = taken_in;
            known.sampled = sampled;
            item(known)
        },
    )
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    prop::collection::vec(some_item(), 0..40).prop_map(|mut items| {
        for (item, number) in items.iter_mut().zip(1..) {
            item.known.object.case = number;
        }
        items
    })
}

fn some_filter() -> impl Strategy<Value = Filter> {
    let choice = prop::sample::select(vec![
        (Dimension::Charge, "盗窃罪"),
        (Dimension::Charge, "诈骗罪"),
        (Dimension::Area, "证据"),
        (Dimension::Handler, "周岚"),
        (Dimension::State, "assigned"),
        (Dimension::State, "unassigned"),
        (Dimension::Reviewer, MINE),
        (Dimension::Reviewer, "li"),
        (Dimension::Worst, "grave"),
        (Dimension::Worst, NOTHING),
        (Dimension::Todo, "clean"),
        (Dimension::Grade, "合格"),
        (Dimension::Grade, "没有这个等次"),
    ]);
    let period =
        || (prop::option::of(day()), prop::option::of(day())).prop_map(|(from, to)| Period { from, to });
    let text = prop::sample::select(vec!["", "", "盗窃 赵", "没有的字"]);
    (prop::collection::vec(choice, 0..3), period(), period(), text).prop_map(
        |(choices, closed, taken_in, text)| {
            let chosen =
                choices.into_iter().map(|(dimension, value)| (dimension, value.to_owned())).collect();
            Filter { chosen, text: text.to_owned(), closed, taken_in }
        },
    )
}

fn length(items: &[Item], filter: &Filter) -> usize {
    items.iter().filter(|item| filter.keeps(item)).count()
}

proptest! {
    #[test]
    fn a_count_is_the_length_of_the_list_with_that_choice(items in items(), filter in some_filter()) {
        for facet in facets(&items, &filter, |_| None) {
            for choice in &facet.choices {
                let narrowed = filter.with(facet.dimension, Some(&choice.value));
                prop_assert_eq!(choice.count, length(&items, &narrowed), "{:?} {:?}", facet.dimension, choice);
                prop_assert_eq!(choice.is_on, filter.chosen.get(&facet.dimension) == Some(&choice.value));
            }
            // Nothing that would leave a case is missing.
            let all: usize = items.iter().filter(|item| filter.with(facet.dimension, None).keeps(item)).count();
            let told: usize = facet.choices.iter().map(|choice| choice.count).sum();
            if matches!(facet.dimension, Dimension::State | Dimension::Worst | Dimension::Grade) {
                prop_assert_eq!(told, all, "each case has exactly one value");
            }
        }
    }

    #[test]
    fn an_order_is_the_same_whatever_it_starts_from(items in items(), turn in 0_usize..40) {
        for order in Order::ALL {
            let numbers = |list: &[&Item]| list.iter().map(|item| item.case()).collect::<Vec<_>>();
            let mut one: Vec<&Item> = items.iter().collect();
            let mut other = one.clone();
            let steps = turn % other.len().max(1);
            other.rotate_left(steps);
            other.reverse();
            order.sort(&mut one);
            order.sort(&mut other);
            prop_assert_eq!(numbers(&one), numbers(&other));
            if order == Order::Risk {
                prop_assert!(one.is_sorted_by_key(|item| std::cmp::Reverse(item.risk.thousandths)));
            }
        }
    }

    #[test]
    fn a_filter_comes_back_as_it_was_kept(filter in some_filter()) {
        let kept = serde_json::to_string(&filter).unwrap();
        prop_assert_eq!(serde_json::from_str::<Filter>(&kept).unwrap(), filter);
    }
}

#[test]
fn choices_are_told_in_words_and_the_one_made_stays_even_when_it_leaves_nothing() {
    let mut one = known(1, vec![finding("CM-07", Severity::Grave, 0.9)]);
    one.object.reviewer = Some("zhou".to_owned());
    let items = [item(one), item(known(2, Vec::new()))];
    let filter = Filter::of(Dimension::Charge, "抢劫罪");
    let named = |account: &str| (account == "zhou").then(|| "周晓岚".to_owned());
    let facets = facets(&items, &filter, named);
    let told = |dimension: Dimension| -> Vec<(String, usize)> {
        let facet = facets.iter().find(|facet| facet.dimension == dimension).unwrap();
        facet.choices.iter().map(|choice| (choice.label.clone(), choice.count)).collect()
    };
    assert_eq!(told(Dimension::Charge), [("盗窃罪".to_owned(), 2), ("抢劫罪".to_owned(), 0)]);
    assert!(told(Dimension::Reviewer).is_empty(), "no case is left to choose among");
    let open = super::facets(&items, &Filter::default(), named);
    let labels: Vec<&str> =
        open.iter().flat_map(|facet| &facet.choices).map(|one| one.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "没有问题待签结",
            "待分配",
            "本人",
            "未分配",
            "周晓岚",
            "严重",
            "没有发现",
            "合格",
            "盗窃罪",
            "办案程序"
        ]
    );
}

#[test]
fn a_day_that_is_not_known_lies_in_no_period() {
    let period = Period { from: None, to: Some(date(2026, 1, 31)) };
    assert!(
        period.holds(Some(date(2026, 1, 31))) && !period.holds(Some(date(2026, 2, 1))) && !period.holds(None)
    );
    assert!(Period::default().holds(None));
}
