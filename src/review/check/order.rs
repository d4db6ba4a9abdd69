//! 次序: dates may not run backwards. A step several sources date has room: all of its readings must be wrong.

use jiff::civil::Date;

use super::super::verdict::{Scope, Verdict};
use crate::case::{Event, Origin};
use crate::extract::elements::StepKind;
use crate::law::terms::deadline;
use crate::standard::Limit;

/// What tells that two dates belong to different rounds of the same steps.
pub(super) struct Rounds<'a> {
    pub interrupted_by: &'a [StepKind],
    pub within: Option<Limit>,
}

pub(super) fn check(scope: Scope<'_>, steps: &[StepKind], card: bool, rounds: &Rounds<'_>) -> Vec<Verdict> {
    let known: Vec<(StepKind, Vec<(Date, &Event)>)> = steps
        .iter()
        .map(|&kind| (kind, dated(scope, kind, card)))
        .filter(|(_, events)| !events.is_empty())
        .collect();
    if known.len() < 2 {
        return vec![Verdict::unknown("卷宗中可比较的日期不足")];
    }
    let mut verdicts = Vec::new();
    for pair in known.windows(2) {
        let [(before, earlier), (after, later)] = pair else { continue };
        let (Some(first), Some(last)) = (earlier.first(), later.last()) else { continue };
        if first.0 <= last.0 || rounds.part(scope, last.0, first.0) {
            continue;
        }
        let message = format!(
            "{}日期（{}）早于{}日期（{}），先后顺序不一致",
            after.label(),
            last.0,
            before.label(),
            first.0
        );
        let evidence = vec![first.1.at.quote.clone(), last.1.at.quote.clone()];
        verdicts.push(
            Verdict::fail(scope.told(&message), evidence)
                .computed("before", first.0.to_string())
                .computed("after", last.0.to_string())
                .of(scope.name()),
        );
    }
    if verdicts.is_empty() { vec![Verdict::pass()] } else { verdicts }
}

impl Rounds<'_> {
    /// Whether a step between the two days ended a round, or they lie too far apart for one.
    fn part(&self, scope: Scope<'_>, earlier: Date, later: Date) -> bool {
        let ends = scope.events(self.interrupted_by).into_iter().filter_map(|event| event.at.value.date());
        let is_far =
            self.within.and_then(|limit| deadline(earlier, limit.0, false)).is_some_and(|last| later > last);
        is_far || ends.into_iter().any(|end| (earlier..=later).contains(&end))
    }
}

fn dated(scope: Scope<'_>, kind: StepKind, card: bool) -> Vec<(Date, &Event)> {
    let mut found: Vec<(Date, &Event)> = scope
        .events(&[kind])
        .into_iter()
        .filter(|event| !card || event.origin == Origin::Card)
        .filter_map(|event| Some((event.at.value.date()?, event)))
        .collect();
    found.sort_by_key(|(day, _)| *day);
    found
}
