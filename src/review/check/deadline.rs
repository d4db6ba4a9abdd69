//! 期限: one step must come within a limit of another (刑诉 §105, 高法解释 §202).
//!
//! Several sources may date a step differently; that is another point's finding. Here the reading most
//! favourable to compliance counts: a limit is exceeded only if it is exceeded on every reading.

mod sources;
mod untold;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::super::Outcome;
use super::super::condition::{self, Answer};
use super::super::verdict::{Scope, Verdict};
use crate::case::Event;
use crate::extract::elements::StepKind;
use crate::law::{calendar, terms};
use crate::standard::Limit;
use crate::standard::check::{Extension, Substitute, Suspension, Variant};

/// Parameters of a deadline check.
pub(super) struct Terms<'a> {
    pub from: &'a [StepKind],
    pub else_from: &'a [Substitute],
    pub to: &'a [StepKind],
    pub limit: Limit,
    pub restart: &'a [StepKind],
    pub extend: &'a [Extension],
    pub until: &'a [StepKind],
    pub stopped_by: &'a [StepKind],
    pub unless: &'a [StepKind],
    pub roll_over: bool,
    pub not_counted: &'a [Suspension],
    pub ahead: Option<Limit>,
    pub only_rolled: bool,
    pub message: Option<&'a str>,
}

/// The limit that applies: the first variant whose conditions all hold, else the usual one.
pub(super) fn limit_for(scope: Scope<'_>, by: &[Variant], usual: Limit) -> Limit {
    let holds = |name: &String| matches!(condition::holds(scope, name), Answer::Yes(_));
    by.iter().find(|variant| variant.when.iter().all(holds)).map_or(usual, |variant| variant.limit)
}

pub(super) fn check(scope: Scope<'_>, terms: &Terms<'_>) -> Vec<Verdict> {
    if let terms::Limit::Hours(hours) = terms.limit.0 {
        return vec![hours_check(scope, terms, hours)];
    }
    let mut starts = dated(scope, terms.from);
    let ends = dated(scope, terms.to);
    let stand_in = if starts.is_empty() { sources::stand_in(scope, terms.else_from) } else { None };
    starts.extend(stand_in.as_ref().map(|found| (found.day, found.event)));
    if starts.is_empty() || ends.is_empty() {
        // What would have started the limit did not come where the step that ends the matter did.
        if starts.is_empty() && !dated(scope, terms.stopped_by).is_empty() {
            return vec![Verdict::not_applicable()];
        }
        return vec![absent(terms, starts.is_empty())];
    }
    starts.extend(dated(scope, terms.restart));
    starts.sort_by_key(|(day, _)| *day);
    let mut verdicts: Vec<Verdict> =
        rounds(&starts, &ends).into_iter().map(|round| one_round(scope, terms, &round)).collect();
    if let Some(stand_in) = &stand_in {
        verdicts = verdicts
            .into_iter()
            .map(|verdict| match verdict.outcome {
                Outcome::Fail => sources::told_by_stand_in(verdict, terms.from, stand_in),
                _ => verdict,
            })
            .collect();
    }
    if verdicts.is_empty() { vec![Verdict::not_applicable()] } else { verdicts }
}

/// One run of the limit: a start, the first end after it, and the start of the next run.
struct Round<'a> {
    from: Date,
    start: &'a Event,
    to: Date,
    end: &'a Event,
    next: Option<Date>,
}

/// A case may run a limit several times (退补两次). A start with no end before the next start is either another
/// reading of it or was restarted: the later one counts.
fn rounds<'a>(starts: &[(Date, &'a Event)], ends: &[(Date, &'a Event)]) -> Vec<Round<'a>> {
    let mut found = Vec::new();
    for &(from, start) in starts {
        let next = starts.iter().map(|(day, _)| *day).find(|day| *day > from);
        let is_same_day_again = found.last().is_some_and(|round: &Round<'_>| round.from == from);
        let in_time = |day: Date| day >= from && next.is_none_or(|next| day < next);
        if let Some(&(to, end)) = ends.iter().find(|(day, _)| in_time(*day))
            && !is_same_day_again
        {
            found.push(Round { from, start, to, end, next });
        }
    }
    found
}

fn one_round(scope: Scope<'_>, terms: &Terms<'_>, round: &Round<'_>) -> Verdict {
    let Round { from, start, to, end, .. } = *round;
    if dated(scope, terms.unless).first().is_some_and(|(day, _)| *day <= from) {
        return Verdict::not_applicable();
    }
    if dated(scope, terms.stopped_by).into_iter().any(|(day, _)| from < day && day < to) {
        return Verdict::pass();
    }
    let Some(uncounted) = uncounted_days(scope, terms, round) else {
        return Verdict::unknown("不计入期限的起止日期不全，期限届满日无法计算");
    };
    let ahead = match terms.ahead {
        Some(Limit(terms::Limit::Days(days))) => i64::from(days),
        _ => 0,
    };
    let shift = (uncounted - ahead).days();
    let Some(last) = last_day(scope, terms, round).and_then(|last| last.checked_add(shift).ok()) else {
        return Verdict::unknown("缺少节假日数据，期限届满日无法计算");
    };
    if to <= last {
        return Verdict::pass();
    }
    if untold::is_told(scope, terms, from) {
        return Verdict::unknown("卷内提到延长期限，没有读出延长至何日");
    }
    // Later than any holiday would excuse is another point's finding.
    if terms.only_rolled && calendar::next_working_day(last).is_none_or(|moved| to > moved) {
        return Verdict::pass();
    }
    let over = days_between(last, to);
    let usual = "{start}（{from}）后应于{limit}前{to}，实际为{actual}，超过{over}日";
    let message = terms
        .message
        .unwrap_or(usual)
        .replace("{start}", start.kind.label())
        .replace("{to}", end.kind.label())
        .replace("{from}", &from.to_string())
        .replace("{limit}", &last.to_string())
        .replace("{actual}", &to.to_string())
        .replace("{over}", &over.to_string());
    Verdict::fail(scope.told(&message), vec![start.at.quote.clone(), end.at.quote.clone()])
        .computed("from", from.to_string())
        .computed("limit", last.to_string())
        .computed("actual", to.to_string())
        .computed("days_over", over)
        .confident(start.at.confidence.min(end.at.confidence))
        .of(scope.name())
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
    sources::governing(scope.case, found)
}

/// The last day with extensions on file; none where the calendar does not know. Each day on which a step
/// grants an extension counts once, however many papers tell it.
fn last_day(scope: Scope<'_>, terms: &Terms<'_>, round: &Round<'_>) -> Option<Date> {
    let first = terms::deadline(round.from, terms.limit.0, terms.roll_over)?;
    let mut last = first;
    let mut extensions = 0;
    for extension in terms.extend {
        let mut granted: Vec<Date> =
            dated(scope, &[extension.step]).into_iter().map(|(day, _)| day).collect();
        granted.dedup();
        for _ in granted.iter().filter(|day| round.from <= **day && **day <= round.to) {
            last = terms::deadline(last, extension.limit.0, terms.roll_over)?;
            extensions += 1;
        }
    }
    let named: Vec<Date> =
        dated(scope, terms.until).into_iter().map(|(day, _)| day).filter(|day| *day > round.from).collect();
    // Where every extension names its last day, the longest it could have granted does not count.
    let last = if extensions > 0 && named.len() >= extensions { first } else { last };
    // A new last day past the next start may belong to the next run: only the nearest may still be this one's.
    let nearest = named.first().copied();
    let own = named.into_iter().filter(|day| round.next.is_none_or(|next| *day <= next)).max();
    Some([Some(last), nearest, own].into_iter().flatten().max().unwrap_or(last))
}

/// Days that do not count, both ends of each such time among them: from its first step to its last one within
/// the run. None where only one end is told.
fn uncounted_days(scope: Scope<'_>, terms: &Terms<'_>, round: &Round<'_>) -> Option<i64> {
    let mut days = 0;
    for time in terms.not_counted {
        let within = |kinds| -> Vec<Date> {
            let told = dated(scope, kinds).into_iter().map(|(day, _)| day);
            told.filter(|day| round.next.is_none_or(|next| *day <= next)).collect()
        };
        let (starts, ends) = (within(&time.from), within(&time.to));
        let Some(end) = ends.last() else {
            if starts.is_empty() {
                continue;
            }
            return None;
        };
        let start = starts.first()?.max(&round.from);
        if start <= end {
            days += days_between(*start, (*end).min(round.to)) + 1;
        }
    }
    Some(days)
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
    // The step may also be told by day only, on an earlier day than the one with a clock.
    let may_be_earlier = ends.iter().any(|event| {
        let told = &event.at.value;
        told.minutes().is_none() && told.date().is_some_and(|day| from.date() <= day && day < to.date())
    });
    if may_be_earlier {
        return by_days(scope, terms, hours);
    }
    let Some(limit) = terms::deadline_hour(from, hours) else {
        return Verdict::unknown("时刻无法计算");
    };
    // An approximate clock (许) gives the benefit of half an hour.
    let slack = if start.at.value.approximate || end.at.value.approximate { 30 } else { 0 };
    let over = to.duration_since(limit).as_mins();
    if over <= slack {
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
        .computed("hours_over", tenths_of_hours(over))
        .of(scope.name())
}

/// Hours with one decimal.
fn tenths_of_hours(minutes: i64) -> f64 {
    let tenths = i32::try_from(minutes / 6).unwrap_or(i32::MAX);
    f64::from(tenths) / 10.0
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::case::{CaseFile, Origin};
    use crate::document::{Document, DocumentKind};
    use crate::extract::elements::StepKind as S;
    use crate::text::Moment;

    fn case(steps: &[(S, Moment)]) -> CaseFile {
        let document = Document::from_text(DocumentKind::Statement, "云岭县人民检察院办案经过");
        let events = steps
            .iter()
            .map(|&(kind, at)| Event {
                kind,
                person: None,
                at: document.cite(at, &(0..9), 1.0),
                origin: Origin::Card,
            })
            .collect();
        CaseFile { events, ..CaseFile::default() }
    }

    fn day(month: i8, day: i8) -> Moment {
        Moment::day(date(2023, month, day))
    }

    fn clock(month: i8, on: i8, hour: i8) -> Moment {
        Moment { hour: Some(hour), minute: Some(0), ..day(month, on) }
    }

    fn run(case: &CaseFile, terms: &Terms<'_>) -> Vec<(Outcome, String)> {
        let scope = Scope { case, person: None };
        check(scope, terms).into_iter().map(|verdict| (verdict.outcome, verdict.message)).collect()
    }

    const PLAIN: Terms<'_> = Terms {
        from: &[S::Accepted],
        else_from: &[],
        to: &[S::Returned, S::Prosecuted],
        limit: Limit(terms::Limit::Months(1)),
        restart: &[S::Resubmitted],
        extend: &[],
        until: &[S::ReviewExtendedUntil],
        stopped_by: &[],
        unless: &[],
        message: None,
        roll_over: false,
        not_counted: &[],
        ahead: None,
        only_rolled: false,
    };

    #[test]
    fn every_round_is_held_to_the_limit_by_itself() {
        let steps = [
            (S::Accepted, day(5, 6)),
            (S::Returned, day(6, 1)),
            (S::Resubmitted, day(6, 28)),
            (S::Prosecuted, day(8, 2)),
        ];
        let outcomes = run(&case(&steps), &PLAIN);
        assert_eq!(outcomes[0].0, Outcome::Pass);
        assert_eq!(outcomes[1].0, Outcome::Fail);
        assert_eq!(
            outcomes[1].1,
            "补充侦查重新移送（2023-06-28）后应于2023-07-28前提起公诉，实际为2023-08-02，超过5日"
        );
    }

    #[test]
    fn the_second_return_is_looked_at_too() {
        let steps = [
            (S::Returned, day(2, 1)),
            (S::Resubmitted, day(2, 28)),
            (S::Returned, day(3, 15)),
            (S::Resubmitted, day(4, 20)),
        ];
        let terms = Terms { from: &[S::Returned], to: &[S::Resubmitted], restart: &[], until: &[], ..PLAIN };
        let outcomes: Vec<Outcome> =
            run(&case(&steps), &terms).into_iter().map(|(outcome, _)| outcome).collect();
        assert_eq!(outcomes, [Outcome::Pass, Outcome::Fail]);
    }

    #[test]
    fn two_readings_of_one_step_take_the_later_start_and_the_earlier_end() {
        let steps = [
            (S::Accepted, day(5, 6)),
            (S::Accepted, day(5, 10)),
            (S::Prosecuted, day(6, 9)),
            (S::Prosecuted, day(6, 20)),
        ];
        assert_eq!(run(&case(&steps), &PLAIN), [(Outcome::Pass, "未见异常".to_owned())]);
    }

    #[test]
    fn a_new_last_day_on_file_lengthens_its_own_round_only() {
        let extended =
            [(S::Accepted, day(5, 6)), (S::ReviewExtendedUntil, day(6, 21)), (S::Prosecuted, day(6, 20))];
        assert_eq!(run(&case(&extended), &PLAIN)[0].0, Outcome::Pass);
        let two_rounds = [
            (S::Accepted, day(5, 6)),
            (S::ReviewExtendedUntil, day(5, 30)),
            (S::Returned, day(6, 20)),
            (S::Resubmitted, day(7, 1)),
            (S::ReviewExtendedUntil, day(8, 16)),
            (S::Prosecuted, day(8, 10)),
        ];
        let outcomes: Vec<Outcome> = run(&case(&two_rounds), &PLAIN).into_iter().map(|(o, _)| o).collect();
        assert_eq!(outcomes, [Outcome::Fail, Outcome::Pass]);
    }

    #[test]
    fn a_request_must_come_days_ahead_of_the_end() {
        let ahead = Terms { ahead: Some(Limit(terms::Limit::Days(7))), ..PLAIN };
        let outcome = |on| run(&case(&[(S::Accepted, day(5, 6)), (S::Prosecuted, on)]), &ahead)[0].0;
        assert_eq!(outcome(day(5, 30)), Outcome::Pass);
        assert_eq!(outcome(day(5, 31)), Outcome::Fail);
    }

    #[test]
    fn a_time_that_does_not_count_lengthens_the_limit_by_its_days() {
        let time = [Suspension { from: vec![S::PsychiatricCommissioned], to: vec![S::PsychiatricIssued] }];
        let terms = Terms { not_counted: &time, ..PLAIN };
        let start = (S::Accepted, day(5, 6));
        let appraised = [start, (S::PsychiatricCommissioned, day(5, 10)), (S::PsychiatricIssued, day(5, 19))];
        let outcome = |on: Moment| {
            let mut steps = appraised.to_vec();
            steps.push((S::Prosecuted, on));
            run(&case(&steps), &terms)[0].0
        };
        assert_eq!(outcome(day(6, 16)), Outcome::Pass, "ten days on");
        assert_eq!(outcome(day(6, 17)), Outcome::Fail);
        let open = [start, (S::PsychiatricCommissioned, day(5, 10)), (S::Prosecuted, day(6, 17))];
        assert_eq!(run(&case(&open), &terms)[0].0, Outcome::Unknown, "its end is not told");
    }

    #[test]
    fn a_slip_over_a_holiday_is_told_apart_from_a_plain_delay() {
        // 2023-04-29 to 05-03 nobody works; the month ends on 04-29.
        let terms = Terms { only_rolled: true, ..PLAIN };
        let outcome = |on| run(&case(&[(S::Accepted, day(3, 29)), (S::Prosecuted, on)]), &terms)[0].0;
        assert_eq!(outcome(day(4, 29)), Outcome::Pass);
        assert_eq!(outcome(day(5, 4)), Outcome::Fail);
        assert_eq!(outcome(day(5, 5)), Outcome::Pass);
    }

    #[test]
    fn hours_need_clocks_and_a_day_without_one_is_never_late() {
        let terms = Terms {
            from: &[S::Detained],
            to: &[S::FirstInterrogation],
            limit: Limit(terms::Limit::Hours(24)),
            restart: &[],
            until: &[],
            ..PLAIN
        };
        let outcome = |steps: &[(S, Moment)]| run(&case(steps), &terms)[0].0;
        let start = (S::Detained, clock(3, 5, 22));
        assert_eq!(outcome(&[start, (S::FirstInterrogation, clock(3, 6, 21))]), Outcome::Pass);
        assert_eq!(outcome(&[start, (S::FirstInterrogation, clock(3, 6, 23))]), Outcome::Fail);
        assert_eq!(outcome(&[start, (S::FirstInterrogation, day(3, 6))]), Outcome::Unknown);
        assert_eq!(outcome(&[start, (S::FirstInterrogation, day(3, 8))]), Outcome::Fail);
        let two = [start, (S::FirstInterrogation, day(3, 6)), (S::FirstInterrogation, clock(3, 9, 10))];
        assert_eq!(outcome(&two), Outcome::Unknown, "the first may have been in time");
    }
}
