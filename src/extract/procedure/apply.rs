//! Applies one rule to a paper: cue, then the date that belongs to it.

use crate::extract::elements::{Elements, Step};
use crate::text::{Found, Moment, Range};

use super::reading::Reading;
use super::rules::{self, Detail, Rule, Scope, Side, Within};
use super::{dates, details};

/// From this many characters on, a date may stand beyond the end of the sentence.
const BEYOND_SENTENCE: usize = 30;
const REACH_AFTER: usize = 24;
const REACH_BEFORE: usize = 60;

/// Adds the steps a rule finds.
pub(super) fn apply(rule: &Rule, reading: &Reading, elements: &mut Elements) {
    let is_dated = |step: &Step| step.kind == rule.step && step.at.is_some();
    if rule.fallback && elements.steps.iter().any(is_dated) {
        return;
    }
    if rule.when.as_ref().is_some_and(|when| !when.is_match(reading.head))
        || rule.unless.as_ref().is_some_and(|unless| unless.is_match(reading.head))
    {
        return;
    }
    if rule.by.is_some_and(|stage| stage != reading.stage) {
        return;
    }
    if rule.date == Side::Signing {
        return sign(rule, reading, elements);
    }
    for cue in cues(rule, reading) {
        let found = dates_for(rule, reading, &cue);
        for date in &found {
            add(rule, reading, &cue, Some(date), elements);
        }
        if rule.first && !found.is_empty() {
            return;
        }
        if found.is_empty() && rule.dateless && !elements.steps.iter().any(|step| step.kind == rule.step) {
            add(rule, reading, &cue, None, elements);
        }
    }
    forget_dateless(rule, elements);
}

fn sign(rule: &Rule, reading: &Reading, elements: &mut Elements) {
    let Some(date) = &elements.date else { return };
    let mut step = Step {
        kind: rule.step,
        persons: if rule.personal { reading.subjects.clone() } else { Vec::new() },
        at: Some(date.clone().map(Moment::day)),
        organ: elements.organ.as_ref().map(|organ| organ.value.clone()),
        number: elements.number.as_ref().map(|number| number.value.clone()),
        ordinal: None,
        detail: None,
        clause: date.clone().map(|_| ()),
    };
    if rule.ordinal {
        step.ordinal = details::explicit_ordinal(reading.plain);
    }
    push(step, elements);
}

fn cues(rule: &Rule, reading: &Reading) -> Vec<Range> {
    let Some(cue) = &rule.cue else { return Vec::new() };
    let whole = std::slice::from_ref(&reading.whole);
    let ranges = if rule.scope == Scope::Procedure { reading.procedure.as_slice() } else { whole };
    let mut found = Vec::new();
    for range in ranges {
        let words = &reading.plain[range.clone()];
        found.extend(cue.find_iter(words).map(|m| range.start + m.start()..range.start + m.end()));
    }
    found.retain(|cue| {
        let clause = &reading.plain[reading.clause(cue)];
        rule.unless_near.as_ref().is_none_or(|unless| !unless.is_match(clause))
    });
    found
}

/// A date, and the second one where a period is written: 自…至….
struct Period<'r> {
    from: &'r Found<Moment>,
    to: Option<&'r Found<Moment>>,
}

fn dates_for<'r>(rule: &Rule, reading: &'r Reading, cue: &Range) -> Vec<Period<'r>> {
    let near = match rule.date {
        Side::Before => labelled(reading, cue).or_else(|| before(rule, reading, cue)),
        Side::After => after(rule, reading, cue),
        Side::Either => {
            let earlier = before(rule, reading, cue);
            // 已于10月17日执行逮捕，10月18日报检察院: the date of the cue's own clause comes first.
            let clause = reading.clause(cue);
            let own = earlier.filter(|&at| clause.start <= reading.dates[at].range.start);
            own.or_else(|| after(rule, reading, cue)).or(earlier)
        }
        Side::Signing => None,
    };
    let Some(at) = near else { return Vec::new() };
    let chain = if rule.many { dates::chain(reading, at) } else { at..at + 1 };
    let mut periods: Vec<Period> = Vec::new();
    for place in chain {
        let date = &reading.dates[place];
        match periods.last_mut() {
            Some(last) if last.to.is_none() && dates::is_period(reading, last.from, date) => {
                last.to = Some(date);
            }
            _ => periods.push(Period { from: date, to: None }),
        }
    }
    periods
}

/// 退补：2023年10月20日　重报：2023年11月17日: a date right behind the colon is the label's own.
fn labelled(reading: &Reading, cue: &Range) -> Option<usize> {
    let first = reading.dates.partition_point(|date| date.range.start < cue.end);
    let gap = reading.plain.get(cue.end..reading.dates.get(first)?.range.start)?;
    (gap.trim() == "：").then_some(first)
}

/// The last date of the sentence (or clause) that ends before the cue.
fn before(rule: &Rule, reading: &Reading, cue: &Range) -> Option<usize> {
    let window = match rule.within {
        Within::Sentence => reading.sentence(cue),
        Within::Clause => reading.clause(cue),
    };
    let place = reading.dates.partition_point(|date| date.range.end <= cue.start).checked_sub(1);
    let inside = dates::inside(reading, cue);
    let place = inside.or(place)?;
    let date = &reading.dates[place];
    let gap = reading.plain.get(date.range.end..cue.start).unwrap_or_default();
    let is_near =
        date.range.start >= window.start && gap.chars().count() <= rule.reach.unwrap_or(REACH_BEFORE);
    let is_free = rule.not_across.as_ref().is_none_or(|words| !words.is_match(gap));
    (is_near && is_free).then_some(place)
}

/// The first date after the cue, on the same line or alone at the start of the next.
fn after(rule: &Rule, reading: &Reading, cue: &Range) -> Option<usize> {
    let reach = rule.reach.unwrap_or(REACH_AFTER);
    let first = reading.dates.partition_point(|date| date.range.start < cue.end);
    let within = |date: &Found<Moment>| {
        let gap = reading.plain.get(cue.end..date.range.start)?;
        (gap.chars().count() <= reach).then_some(gap)
    };
    if rule.last {
        let end = reading.dates[first..].iter().take_while(|date| within(date).is_some()).count();
        return (first + end).checked_sub(1).filter(|&place| place >= first);
    }
    let gap = within(reading.dates.get(first)?)?;
    if reach >= BEYOND_SENTENCE {
        return Some(first);
    }
    // Another label in between means that this one was left blank.
    let is_blank_line = gap.trim().is_empty();
    let stops: &[char] = match rule.within {
        Within::Sentence => &['。', '；', '\n', '：'],
        Within::Clause => &['，', '。', '；', '\n', '：'],
    };
    (is_blank_line || !gap.contains(stops)).then_some(first)
}

fn add(rule: &Rule, reading: &Reading, cue: &Range, period: Option<&Period>, elements: &mut Elements) {
    let date = period.map(|period| period.from);
    let words =
        date.map_or_else(|| cue.clone(), |date| date.range.start.min(cue.start)..date.range.end.max(cue.end));
    let clause = reading.clause(&words);
    let sentence = reading.sentence(&words);
    let mut step = Step {
        kind: rule.step,
        persons: Vec::new(),
        at: date.map(|date| reading.document.cite(date.value, &date.range, 0.95)),
        organ: details::organ(reading, cue, &sentence, elements),
        number: details::number(reading, &named_with(reading, &sentence, &words), elements),
        ordinal: None,
        detail: None,
        clause: reading.document.cite((), &clause, 0.95),
    };
    if rule.personal {
        step.persons = reading.persons_in(&sentence);
        if step.persons.is_empty() && rule.scope == Scope::Whole {
            step.persons.clone_from(&reading.subjects);
        }
    }
    if rule.ordinal {
        let earlier = elements.steps.iter().filter(|s| s.kind == rule.step && s.at.is_some()).count();
        let counted = date.is_some().then_some(earlier as u32 + 1);
        step.ordinal = details::explicit_ordinal(&reading.plain[reading.clause(cue)]).or(counted);
    }
    if rule.detail == Some(Detail::Arrival) {
        step.detail = rules::manner(&reading.plain[sentence.clone()]).map(str::to_owned);
    }
    let until = rule.until.zip(period.and_then(|period| period.to)).map(|(kind, to)| Step {
        kind,
        at: Some(reading.document.cite(to.value, &to.range, 0.95)),
        ..step.clone()
    });
    push(step, elements);
    if let Some(until) = until {
        push(until, elements);
    }
}

/// The words a number belongs to a step in: since the date before it, to the end of its clause.
fn named_with(reading: &Reading, sentence: &Range, words: &Range) -> Range {
    let earlier = reading.dates.partition_point(|date| date.range.end <= words.start).checked_sub(1);
    let start = earlier.map_or(sentence.start, |place| reading.dates[place].range.end.max(sentence.start));
    start..reading.clause(words).end
}

/// Adds a step unless the paper told the same one before.
fn push(step: Step, elements: &mut Elements) {
    let day = |step: &Step| step.at.as_ref().map(|at| at.value.date());
    let known = elements.steps.iter_mut().find(|s| s.kind == step.kind && day(s) == day(&step));
    let Some(known) = known else {
        elements.steps.push(step);
        return;
    };
    let hour = |step: &Step| step.at.as_ref().and_then(|at| at.value.hour);
    if hour(known).is_none() && hour(&step).is_some() {
        known.at.clone_from(&step.at);
    }
    for person in step.persons {
        if !known.persons.is_empty() && !known.persons.contains(&person) {
            known.persons.push(person);
        }
    }
}

/// A step told without a date says nothing once the same step is told with one.
fn forget_dateless(rule: &Rule, elements: &mut Elements) {
    if elements.steps.iter().any(|step| step.kind == rule.step && step.at.is_some()) {
        elements.steps.retain(|step| step.kind != rule.step || step.at.is_some());
    }
}
