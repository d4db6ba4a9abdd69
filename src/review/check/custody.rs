//! 羁押链: days held without authority. Detention ends by arrest, bail, surveillance or release; arrest lasts
//! until release, bail or the sentence.

use jiff::civil::Date;

use super::super::verdict::{Scope, Verdict};
use crate::case::Event;
use crate::extract::elements::StepKind;

/// Longest detention before a decision on arrest (刑诉 §91): 30 days to request, 7 to decide.
const LONGEST_DETENTION: i64 = 37;

pub(super) fn check(scope: Scope<'_>) -> Vec<Verdict> {
    let day = |kind: StepKind| -> Vec<(Date, &Event)> {
        let mut found: Vec<(Date, &Event)> = scope
            .events(&[kind])
            .into_iter()
            .filter_map(|event| Some((event.at.value.date()?, event)))
            .collect();
        found.sort_by_key(|(day, _)| *day);
        found
    };
    let detained = day(StepKind::Detained);
    let Some(&(start, detention)) = detained.last() else {
        return vec![Verdict::unknown("卷宗中未见刑事拘留日期")];
    };
    let ends = [StepKind::Arrested, StepKind::Bailed, StepKind::Surveillance, StepKind::Released];
    let next = ends.into_iter().flat_map(day).filter(|(end, _)| *end >= start).min_by_key(|(end, _)| *end);
    let Some((end, event)) = next else {
        return vec![Verdict::unknown("卷宗中未见拘留之后的强制措施或者释放")];
    };
    let held = start.until(end).map_or(0, |span| i64::from(span.get_days()));
    if held <= LONGEST_DETENTION {
        return vec![Verdict::pass()];
    }
    let message = format!(
        "刑事拘留（{start}）至{}（{end}）共{held}日，超过刑事拘留最长可羁押的{LONGEST_DETENTION}日",
        event.kind.label()
    );
    vec![
        Verdict::fail(scope.told(&message), vec![detention.at.quote.clone(), event.at.quote.clone()])
            .computed("from", start.to_string())
            .computed("actual", end.to_string())
            .computed("days_over", held - LONGEST_DETENTION)
            .of(scope.name()),
    ]
}
