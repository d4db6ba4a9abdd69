//! Times, alcohol, injuries and victims that the finding replaces.

use super::context::{self, Window};
use super::{Matched, Telling, arrest};
use crate::case::names::{Likeness, likeness};
use crate::compare::Difference;
use crate::compare::incident::{alcohol_words, injury_difference, injury_worst, same_time, told};
use crate::compare::sides::Pair;
use crate::extract::elements::Incident;
use crate::text::{Cited, Moment, Quote};

/// What follows a date tells which event it dates.
const AFTER_DATE: Window = Window { before: 0, after: 40 };
const SAME_EVENT: f32 = 0.5;
const AROUND_VALUE: Window = Window { before: 18, after: 8 };
const SAME_VALUE: f32 = 0.45;
const AROUND_NAME: Window = Window { before: 16, after: 16 };

pub(super) fn times(
    pair: &Pair<'_>,
    matched: &Matched<'_>,
    alleged: &Telling<'_>,
    found: &Telling<'_>,
) -> Option<Difference> {
    let ([left], [right]) = (matched.left.as_slice(), matched.right.as_slice()) else { return None };
    let (a, b) = (left.time.as_ref()?, right.time.as_ref()?);
    let told_there =
        |time: &Moment, other: &Telling<'_>| other.dates().iter().any(|date| may_be_same(time, date));
    if told_there(&a.value, found) || told_there(&b.value, alleged) || is_one_night(a, b) {
        return None;
    }
    // The day of the arrest may be all that the other side dates.
    if dates_arrest(alleged, &a.quote) != dates_arrest(found, &b.quote) {
        return None;
    }
    if context::alike(alleged, &a.quote, found, &b.quote, AFTER_DATE) < SAME_EVENT {
        return None;
    }
    Some(told(pair, "incident_time", "作案时间", "事实变化（时间）", "S2", a, b, ToString::to_string))
}

/// Whether the sentence that a date opens tells of an arrest.
fn dates_arrest(telling: &Telling<'_>, date: &Quote) -> bool {
    arrest::is_told(&telling.around(date, Window { before: 0, after: arrest::SENTENCE }).1)
}

/// 13日晚 and 14日凌晨: one night.
fn is_one_night(a: &Cited<Moment>, b: &Cited<Moment>) -> bool {
    let (Some(x), Some(y)) = (a.value.date(), b.value.date()) else { return false };
    let (eve, morning) = if x < y { (a, b) } else { (b, a) };
    let starts_late = eve.quote.text.contains(['晚', '夜']) || eve.value.hour.is_some_and(|hour| hour >= 18);
    let ends_early = morning.quote.text.contains("凌晨") || morning.value.hour.is_some_and(|hour| hour <= 6);
    let is_next_day = x.min(y).tomorrow().ok() == Some(x.max(y));
    starts_late && ends_early && is_next_day
}

/// Equal, told more precisely, or with the half of the day left out.
fn may_be_same(a: &Moment, b: &Moment) -> bool {
    let half_a_day = match (a.hour, b.hour) {
        (Some(x), Some(y)) => (x - y).abs() == 12 || x == 24 || y == 24,
        _ => false,
    };
    let day = |moment: &Moment| Moment { hour: None, minute: None, ..*moment };
    same_time(a, b) || half_a_day && same_time(&day(a), &day(b))
}

pub(super) fn alcohol(
    pair: &Pair<'_>,
    matched: &Matched<'_>,
    alleged: &Telling<'_>,
    found: &Telling<'_>,
) -> Option<Difference> {
    let of = |incidents: &[&Incident]| incidents.iter().find_map(|incident| incident.alcohol.clone());
    let (a, b) = (of(&matched.left)?, of(&matched.right)?);
    if a.value == b.value || found.has_digits(&a.quote.text) || alleged.has_digits(&b.quote.text) {
        return None;
    }
    if context::alike(alleged, &a.quote, found, &b.quote, AROUND_VALUE) < SAME_VALUE {
        return None;
    }
    let (label, meaning) = ("血液酒精含量", "事实变化（酒精含量）");
    Some(told(pair, "alcohol", label, meaning, "S2", &a, &b, |value| alcohol_words(*value)))
}

pub(super) fn injuries(
    pair: &Pair<'_>,
    matched: &Matched<'_>,
    alleged: &Telling<'_>,
    found: &Telling<'_>,
) -> Option<Difference> {
    let (a, b) = (injury_worst(&matched.left)?, injury_worst(&matched.right)?);
    let told_there = |grade: &Cited<_>, other: &Telling<'_>| {
        let words = grade.quote.text.as_str();
        other.text.contains(words)
            || other.facts.iter().flat_map(|incident| &incident.injuries).any(|i| i.value == grade.value)
    };
    if told_there(&a, found) || told_there(&b, alleged) {
        return None;
    }
    if context::alike(alleged, &a.quote, found, &b.quote, AROUND_NAME) < SAME_EVENT {
        return None;
    }
    injury_difference(pair, &a, &b)
}

pub(super) fn victims(
    pair: &Pair<'_>,
    matched: &Matched<'_>,
    alleged: &Telling<'_>,
    found: &Telling<'_>,
) -> Option<Difference> {
    let only_here = |incidents: &[&Incident], other: &Telling<'_>| -> Vec<Cited<String>> {
        let names = incidents.iter().flat_map(|incident| incident.victims.clone());
        let others: Vec<&Cited<String>> = other.facts.iter().flat_map(|incident| &incident.victims).collect();
        names
            // Numbers of masked names (林某1, 林某2) are the publisher's, and may run into a sum.
            .filter(|name| !name.value.chars().any(|c| c.is_ascii_digit()))
            .filter(|name| {
                !other.text.contains(name.value.as_str())
                    && others.iter().all(|known| likeness(&name.value, &known.value) < Likeness::Masked)
            })
            .collect()
    };
    let is_masked = |a: &Cited<String>, b: &Cited<String>| masked_alike(&a.value, &b.value);
    let (gone, new) = (only_here(&matched.left, found), only_here(&matched.right, alleged));
    gone.iter().find_map(|a| {
        let b = new
            .iter()
            .filter(|b| !is_masked(a, b))
            .find(|b| context::alike(alleged, &a.quote, found, &b.quote, AROUND_NAME) >= SAME_EVENT)?;
        Some(told(pair, "victim", "被害人姓名", "事实变化（被害人）", "S1", a, b, Clone::clone))
    })
}

/// 北京某科技有限公司 may be 北京青云科技有限公司.
fn masked_alike(a: &str, b: &str) -> bool {
    let fits = |masked: &str, full: &str| {
        masked.split_once('某').is_some_and(|(head, tail)| {
            let tail = tail.trim_start_matches('某');
            !tail.is_empty() && full.starts_with(head) && full.ends_with(tail) && full.chars().count() > 4
        })
    };
    fits(a, b) || fits(b, a)
}
