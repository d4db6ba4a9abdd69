//! 期限: one step must come within a limit of another (刑诉 §105, 高法解释 §202).
//!
//! Several sources may date a step differently; that is another point's finding. Here the reading most
//! favourable to compliance counts: a limit is exceeded only if it is exceeded on every reading.

use jiff::civil::{Date, DateTime};

use super::super::verdict::{Scope, Verdict};
use crate::case::Event;
use crate::extract::elements::StepKind;
use crate::law::terms;
use crate::standard::Limit;
use crate::standard::check::Extension;

/// Parameters of a deadline check.
pub(super) struct Terms<'a> {
    pub from: &'a [StepKind],
    pub to: &'a [StepKind],
    pub limit: Limit,
    pub restart: &'a [StepKind],
    pub extend: &'a [Extension],
    pub until: &'a [StepKind],
    pub stopped_by: &'a [StepKind],
    pub roll_over: bool,
}

pub(super) fn check(scope: Scope<'_>, terms: &Terms<'_>) -> Vec<Verdict> {
    if let terms::Limit::Hours(hours) = terms.limit.0 {
        return vec![hours_check(scope, terms, hours)];
    }
    let ends = dated(scope, terms.to);
    let starts = dated(scope, terms.from);
    let (Some((first_end, end)), false) = (ends.first().copied(), starts.is_empty()) else {
        return vec![absent(terms, starts.is_empty())];
    };
    let restarts = dated(scope, terms.restart);
    let last_restart = restarts.iter().rfind(|(day, _)| *day <= first_end).copied();
    let last_start = starts.iter().rfind(|(day, _)| *day <= first_end).copied();
    let Some((from, start)) = last_restart.max_by_day(last_start) else {
        return vec![Verdict::not_applicable()];
    };
    let stopped = dated(scope, terms.stopped_by).into_iter().any(|(day, _)| from <= day && day < first_end);
    if stopped {
        return vec![Verdict::pass()];
    }
    let Some(last) = last_day(scope, terms, from, first_end) else {
        return vec![Verdict::unknown("缺少节假日数据，期限届满日无法计算")];
    };
    if first_end <= last {
        return vec![Verdict::pass()];
    }
    let over = days_between(last, first_end);
    let message = format!(
        "{}（{from}）后应于{last}前{}，实际为{first_end}，超过{over}日",
        start.kind.label(),
        end.kind.label()
    );
    let verdict = Verdict::fail(scope.told(&message), vec![start.at.quote.clone(), end.at.quote.clone()])
        .computed("from", from.to_string())
        .computed("limit", last.to_string())
        .computed("actual", first_end.to_string())
        .computed("days_over", over)
        .confident(start.at.confidence.min(end.at.confidence))
        .of(scope.name());
    vec![verdict]
}

fn absent(terms: &Terms<'_>, start_missing: bool) -> Verdict {
    let missing = if start_missing { terms.from } else { terms.to };
    let labels: Vec<&str> = missing.iter().take(2).map(|kind| kind.label()).collect();
    Verdict::unknown(format!("卷宗中未见{}的日期", labels.join("或")))
}

/// Full dates of some steps, earliest first.
fn dated<'a>(scope: Scope<'a>, kinds: &[StepKind]) -> Vec<(Date, &'a Event)> {
    let mut found: Vec<(Date, &Event)> =
        scope.events(kinds).into_iter().filter_map(|event| Some((event.at.value.date()?, event))).collect();
    found.sort_by_key(|(day, _)| *day);
    found
}

trait Later<'a> {
    fn max_by_day(self, other: Self) -> Option<(Date, &'a Event)>;
}

impl<'a> Later<'a> for Option<(Date, &'a Event)> {
    fn max_by_day(self, other: Self) -> Option<(Date, &'a Event)> {
        [self, other].into_iter().flatten().max_by_key(|(day, _)| *day)
    }
}

/// The last day with extensions on file; none where the calendar does not know.
fn last_day(scope: Scope<'_>, terms: &Terms<'_>, from: Date, end: Date) -> Option<Date> {
    let mut last = terms::deadline(from, terms.limit.0, terms.roll_over)?;
    for extension in terms.extend {
        let granted = dated(scope, &[extension.step]);
        if granted.iter().any(|(day, _)| from <= *day && *day <= end) {
            last = terms::deadline(last, extension.limit.0, terms.roll_over)?;
        }
    }
    let named = dated(scope, terms.until).into_iter().map(|(day, _)| day).filter(|day| *day > from).max();
    Some(named.map_or(last, |named| named.max(last)))
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// Duties in hours need clock times; with dates alone only a gap of more days than the limit allows can be told.
fn hours_check(scope: Scope<'_>, terms: &Terms<'_>, hours: u32) -> Verdict {
    let (starts, ends) = (scope.events(terms.from), scope.events(terms.to));
    if starts.is_empty() || ends.is_empty() {
        return absent(terms, starts.is_empty());
    }
    let clock = |event: &Event| -> Option<DateTime> {
        let minutes = event.at.value.minutes()?;
        let midnight = event.at.value.date()?.at(0, 0, 0, 0);
        midnight.checked_add(jiff::ToSpan::minutes(i64::from(minutes))).ok()
    };
    let start = starts.iter().filter_map(|event| Some((clock(event)?, *event))).max_by_key(|(at, _)| *at);
    let end = ends
        .iter()
        .filter_map(|event| Some((clock(event)?, *event)))
        .filter(|(at, _)| start.is_none_or(|(from, _)| from <= *at))
        .min_by_key(|(at, _)| *at);
    let (Some((from, start)), Some((to, end))) = (start, end) else {
        return by_days(scope, terms, hours);
    };
    let Some(limit) = terms::deadline_hour(from, hours) else {
        return Verdict::unknown("时刻无法计算");
    };
    // An approximate clock (许) gives the benefit of half an hour.
    let slack = if start.at.value.approximate || end.at.value.approximate { 30 } else { 0 };
    let over = limit.until(to).ok().and_then(|span| span.total(jiff::Unit::Minute).ok()).unwrap_or(0.0);
    if over <= f64::from(slack) {
        return Verdict::pass();
    }
    let message = format!(
        "{}（{}）后应在{hours}小时内{}，实际为{}",
        start.kind.label(),
        start.at.value,
        end.kind.label(),
        end.at.value
    );
    Verdict::fail(scope.told(&message), vec![start.at.quote.clone(), end.at.quote.clone()])
        .computed("limit", limit.to_string())
        .computed("actual", to.to_string())
        .computed("hours_over", (over / 60.0 * 10.0).round() / 10.0)
        .of(scope.name())
}

fn by_days(scope: Scope<'_>, terms: &Terms<'_>, hours: u32) -> Verdict {
    let (starts, ends) = (dated(scope, terms.from), dated(scope, terms.to));
    let (Some((from, start)), Some((to, end))) = (starts.last(), ends.first()) else {
        return Verdict::unknown("只有日期没有时刻，无法判断是否超过规定小时数");
    };
    let gap = days_between(*from, *to);
    if gap * 24 < i64::from(hours) + 24 {
        return Verdict::unknown("只有日期没有时刻，无法判断是否超过规定小时数");
    }
    let message =
        format!("{}（{from}）后应在{hours}小时内{}，实际为{to}", start.kind.label(), end.kind.label());
    Verdict::fail(scope.told(&message), vec![start.at.quote.clone(), end.at.quote.clone()])
        .computed("from", from.to_string())
        .computed("actual", to.to_string())
        .of(scope.name())
}
