//! Sums, weights, counts and days the finding puts in the place of others.

use super::changed::Changed;
use super::slot::{Measure, Slot};
use super::telling::Telling;
use super::{arrest, replaced, slot};
use crate::compare::incident::{named, told};
use crate::compare::sides::Pair;
use crate::compare::sums;
use crate::compare::{Difference, Side};
use crate::extract::elements::AmountRole;
use crate::text::money;

/// Compares the values of both accounts. `told` is all that the two sides of one judgment say: its accounts may be
/// read in part.
pub(super) fn compare(
    pair: &Pair<'_>,
    told: Option<(&Telling<'_>, &Telling<'_>)>,
    out: &mut Vec<Difference>,
) {
    let (alleged, found) = (slot::of(pair.case, &pair.left), slot::of(pair.case, &pair.right));
    let pairs = replaced::pairs(&alleged, &found);
    let changed = Changed::of(pair);
    let is_told = |(a, b): &(&Slot<'_>, &Slot<'_>)| {
        let stands_there = told.is_some_and(|(left, right)| stands_in(a, right) || stands_in(b, left));
        dates_arrest(a) == dates_arrest(b) && !changed.explains(a, b) && !stands_there
    };
    for (a, b) in pairs.into_iter().filter(is_told) {
        let mut difference = difference(pair, a, b);
        difference.persons = named(&[a.incident], &[b.incident]);
        out.push(difference);
    }
}

/// Whether the sum of one item among several stands somewhere on the other side, evidence included.
fn stands_in(slot: &Slot<'_>, other: &Telling<'_>) -> bool {
    let is_sum = slot.measure == Measure::Money && slot.is_listed;
    is_sum && other.sums().iter().any(|(fen, _)| *fen == slot.value.value)
}

fn difference(pair: &Pair<'_>, a: &Slot<'_>, b: &Slot<'_>) -> Difference {
    let row = |aspect, label, meaning, severity, words: fn(i64) -> String| {
        told(pair, aspect, label, meaning, severity, &a.value, &b.value, |value| words(*value))
    };
    match a.measure {
        Measure::Money => {
            let (aspect, label) = label(a.role, b.role);
            row(aspect, label, "事实增减（数额）", "S2", money::yuan)
        }
        Measure::Weight => row("weight", "重量", "事实增减（重量）", "S2", sums::grams),
        Measure::Count(_) => {
            let side =
                |label, slot: &Slot<'_>| Side::said(label, slot.value.quote.text.clone(), &slot.value.quote);
            let sides = vec![side(pair.left.label, a), side(pair.right.label, b)];
            Difference::new("number", "次数、人数或份数", "事实增减（数量）", "S2", sides)
        }
        Measure::Day if is_deed(a) || is_deed(b) => {
            row("incident_time", "作案时间", "事实变化（时间）", "S2", day)
        }
        Measure::Day => row("date", "日期", "事实变化（时间）", "S1", day),
    }
}

/// Row and name of a sum: sums of two kinds, and those the tier does not rest on, are a row of their own.
fn label(a: Option<AmountRole>, b: Option<AmountRole>) -> (&'static str, &'static str) {
    match (a, b) {
        (Some(AmountRole::Total), Some(AmountRole::Total)) => ("amount", "合计数额"),
        (Some(AmountRole::Crime | AmountRole::Total), Some(AmountRole::Crime | AmountRole::Total)) => {
            ("amount", "犯罪数额")
        }
        (Some(AmountRole::Proceeds), Some(AmountRole::Proceeds)) => ("amount", "违法所得数额"),
        (Some(AmountRole::Loss), Some(AmountRole::Loss)) => ("amount", "损失数额"),
        (Some(AmountRole::Repaid), Some(AmountRole::Repaid)) => ("sum", "退赔数额"),
        _ => ("sum", "涉案款项"),
    }
}

/// Whether a day is one on which somebody was caught.
fn dates_arrest(slot: &Slot<'_>) -> bool {
    let passage = &slot.incident.passage.quote;
    let end = slot.value.quote.end.saturating_sub(passage.start) as usize;
    let after: Vec<char> = passage.text.chars().skip(end).take(arrest::SENTENCE).collect();
    slot.measure == Measure::Day && arrest::is_told(&after)
}

/// Whether a day dates the deed.
fn is_deed(slot: &Slot<'_>) -> bool {
    slot.incident.time.as_ref().is_some_and(|time| time.quote.start == slot.value.quote.start)
}

fn day(value: i64) -> String {
    format!("{:04}-{:02}-{:02}", value / 10_000, value / 100 % 100, value % 100)
}
