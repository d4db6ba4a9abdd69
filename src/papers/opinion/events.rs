//! What happened to the case, in order of time, each step with the paper that says so.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::case::{CaseFile, Event, Origin};
use crate::extract::elements::StepKind;
use crate::papers::line::{Piece, Sentence};
use crate::text::Moment;

/// Steps that the opinion tells.
static TOLD: LazyLock<Vec<StepKind>> = LazyLock::new(|| {
    let told = |label: &str| StepKind::ALL.iter().copied().find(|kind| kind.label() == label);
    include_str!("steps.txt").lines().filter_map(told).collect()
});

/// Whether a step belongs to this case and may be told: not what was done before the crime (an earlier sentence served),
/// nor the end of a measure that only the card dates.
fn is_told(event: &Event, first: Option<Date>) -> bool {
    let is_early = event.at.value.date().zip(first).is_some_and(|(day, first)| day < first);
    let is_end_on_card = event.kind == StepKind::Released && event.origin == Origin::Card;
    TOLD.contains(&event.kind) && !is_early && !is_end_on_card
}

/// First day that may belong to this case: the crime's, else one a month before the case was taken up.
fn beginning(case: &CaseFile) -> Option<Date> {
    let earliest = |kinds: &[StepKind]| {
        let days = case.events.iter().filter(|event| kinds.contains(&event.kind));
        days.filter_map(|event| event.at.value.date()).min()
    };
    earliest(&[StepKind::OffenceFirst]).or_else(|| {
        let taken_up = earliest(&[StepKind::CaseReceived, StepKind::Filed, StepKind::Detained])?;
        taken_up.checked_sub(1.month()).ok()
    })
}

/// One sentence a day and step. What several papers say alike is told once, by the first paper; the card speaks only
/// where no paper does.
pub(super) fn sentences(case: &CaseFile) -> Vec<Sentence> {
    let mut rows: BTreeMap<(String, StepKind), Vec<&Event>> = BTreeMap::new();
    let first = beginning(case);
    for event in case.events.iter().filter(|event| is_told(event, first)) {
        let day = event.at.value.date().map_or_else(|| event.at.value.to_string(), |day| day.to_string());
        rows.entry((day, event.kind)).or_default().push(event);
    }
    rows.into_iter().filter_map(|((_, kind), events)| sentence(case, kind, &events)).collect()
}

fn sentence(case: &CaseFile, kind: StepKind, events: &[&Event]) -> Option<Sentence> {
    let is_card = |event: &&&Event| event.origin == Origin::Card;
    let first = events.iter().find(|event| !is_card(event)).or(events.first())?;
    let source = match first.origin {
        Origin::Card => "案卡",
        Origin::Paper(at) => case.papers.get(at)?.kind().label(),
    };
    let mut persons: Vec<usize> = events.iter().filter_map(|event| event.person).collect();
    persons.sort_unstable();
    persons.dedup();
    let is_for_all = persons.len() == case.persons.len() || events.iter().any(|event| event.person.is_none());
    let names: Vec<&str> =
        persons.iter().filter_map(|&at| case.persons.get(at)).map(|person| person.name.as_str()).collect();
    let whom = if is_for_all { String::new() } else { format!("（{}）", names.join("、")) };
    let day = Piece::Read { text: day(&first.at.value), quote: first.at.quote.clone() };
    let rest = Piece::Plain(format!("{}{whom}（据{source}）；", kind.label()));
    Some(Sentence { pieces: vec![day, rest], finding: None })
}

/// A moment by its day: 2025年3月4日
pub(super) fn day(moment: &Moment) -> String {
    let month = moment.month.map(|month| format!("{month}月")).unwrap_or_default();
    let day = moment.day.map(|day| format!("{day}日")).unwrap_or_default();
    format!("{}年{month}{day}", moment.year)
}
