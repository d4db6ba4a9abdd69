//! Which value of the finding takes the place of one of the accusation: told by the words around both.

use super::slot::{Measure, Slot, Sort};
use super::tolerance::{Span, makes_sum};
use crate::extract::elements::AmountRole;

/// Comparisons spent on one judgment; lists of thousands of sums are left to people.
const MOST: usize = 400_000;

/// Surroundings this much alike are the same sentence.
const VERBATIM: f32 = 0.8;

/// Pairs of slots where the same words surround another value.
pub(super) fn pairs<'s, 'a>(
    left: &'s [Slot<'a>],
    right: &'s [Slot<'a>],
) -> Vec<(&'s Slot<'a>, &'s Slot<'a>)> {
    if left.len().saturating_mul(right.len()) > MOST {
        return Vec::new();
    }
    let rest = |slots: &'s [Slot<'a>], others: &[Slot<'a>]| -> Vec<&'s Slot<'a>> {
        slots.iter().filter(|slot| !is_told(slot, others)).collect()
    };
    let (gone, new) = (rest(left, right), rest(right, left));
    let mut found = Vec::new();
    for &a in &gone {
        let Some((score, margin, b)) = best(a, right) else { continue };
        if !new.iter().any(|other| std::ptr::eq(*other, b)) || !is_enough(a, b, score, margin) {
            continue;
        }
        // The best of each other: else a neighbour of the same list is meant.
        if best(b, left).is_some_and(|(back, ..)| back > score + f32::EPSILON) {
            continue;
        }
        // What one side lists the other may sum up, but not where both say the same of the whole.
        let is_same_whole = score >= VERBATIM && a.is_total && b.is_total;
        if !is_same_whole && (is_in_parts(a, right) || is_in_parts(b, left)) {
            continue;
        }
        found.push((a, b));
    }
    let used = |slot: &Slot<'a>| found.iter().any(|(a, b)| std::ptr::eq(*a, slot) || std::ptr::eq(*b, slot));
    let (gone, new): (Vec<_>, Vec<_>) = (
        gone.into_iter().filter(|slot| !used(slot)).collect(),
        new.into_iter().filter(|slot| !used(slot)).collect(),
    );
    found.extend(lone(&gone, &new, left, right));
    found
}

/// The only sums of a role that stand on one side only: then the words need not be so close.
fn lone<'s, 'a>(
    gone: &[&'s Slot<'a>],
    new: &[&'s Slot<'a>],
    left: &[Slot<'a>],
    right: &[Slot<'a>],
) -> Vec<(&'s Slot<'a>, &'s Slot<'a>)> {
    let roles = [AmountRole::Crime, AmountRole::Total, AmountRole::Proceeds, AmountRole::Loss];
    let pair = |role: AmountRole| {
        let of = |slots: &[&'s Slot<'a>]| -> Vec<&'s Slot<'a>> {
            slots.iter().copied().filter(|slot| slot.role == Some(role)).collect()
        };
        let (&[a], &[b]) = (of(gone).as_slice(), of(new).as_slice()) else { return None };
        let likeness = a.around.likeness(&b.around);
        let is_like = likeness.before >= 0.4 && likeness.wide >= 0.25;
        let is_same_kind = a.is_total == b.is_total && a.sort == b.sort;
        (is_like
            && is_same_kind
            && !tells_of_another(a, b)
            && !is_in_parts(a, right)
            && !is_in_parts(b, left))
        .then_some((a, b))
    };
    roles.into_iter().filter_map(pair).collect()
}

/// Whether the value stands on the other side.
fn is_told(slot: &Slot<'_>, others: &[Slot<'_>]) -> bool {
    let mut same = others.iter().filter(|other| other.measure == slot.measure);
    same.any(|other| slot.span.may_be(&other.span, slot.measure))
}

/// Whether neighbouring values of the other side add up to it: all of them, or those of its own role.
fn is_in_parts(slot: &Slot<'_>, others: &[Slot<'_>]) -> bool {
    if slot.measure == Measure::Day {
        return false;
    }
    let spans = |counts: &dyn Fn(&Slot<'_>) -> bool| -> Vec<Span> {
        let same = others.iter().filter(|other| other.measure == slot.measure && other.sort != Sort::Rate);
        same.filter(|other| counts(other)).map(|other| other.span).collect()
    };
    let of_its_role = |other: &Slot<'_>| !other.is_total && other.role == slot.role;
    makes_sum(&spans(&|_| true), &slot.span) || makes_sum(&spans(&of_its_role), &slot.span)
}

/// The slot with the likest surroundings, how alike, and how much more than the next.
fn best<'s, 'a>(slot: &Slot<'_>, others: &'s [Slot<'a>]) -> Option<(f32, f32, &'s Slot<'a>)> {
    let mut best: Option<(f32, &Slot<'a>)> = None;
    let mut second = 0.0_f32;
    for other in others.iter().filter(|other| other.measure == slot.measure) {
        let score = slot.around.likeness(&other.around).total();
        match best {
            Some((known, _)) if score <= known => second = second.max(score),
            Some((known, _)) => {
                second = known;
                best = Some((score, other));
            }
            None => best = Some((score, other)),
        }
    }
    best.map(|(score, other)| (score, score - second, other))
}

fn is_enough(a: &Slot<'_>, b: &Slot<'_>, score: f32, margin: f32) -> bool {
    if tells_of_another(a, b) {
        return false;
    }
    let likeness = a.around.likeness(&b.around);
    let needed = match a.measure {
        Measure::Money => 0.55,
        Measure::Weight | Measure::Count(_) => 0.6,
        Measure::Day => 0.62,
    };
    // The whole is not held against an item, a price against a rate, a gross weight against a net one.
    let is_other_kind = (a.is_total != b.is_total && score < 0.8) || a.sort != b.sort;
    let is_other_event = a.measure == Measure::Day && likeness.after < 0.35;
    // Items of a list look alike: then the wider surroundings must decide.
    let is_any_item = margin < 0.05 && likeness.wide < 0.6;
    score >= needed && likeness.wide >= 0.45 && !is_other_kind && !is_other_event && !is_any_item
}

/// Another person, or an incident of another day: a neighbour in a list told in the same words.
fn tells_of_another(a: &Slot<'_>, b: &Slot<'_>) -> bool {
    let is_other_person = a.person.is_some() && b.person.is_some() && a.person != b.person;
    let day = |slot: &Slot<'_>| slot.incident.time.as_ref()?.value.date();
    let is_item = a.is_listed && b.is_listed && a.measure != Measure::Day && !a.is_total;
    let is_other_day = is_item && matches!((day(a), day(b)), (Some(x), Some(y)) if x != y);
    is_other_person || is_other_day || is_one_night(a, b) || is_one_night(b, a) || is_masks_number(a, b)
}

/// 李某5700元 and 李某25700元: the second names 李某2.
fn is_masks_number(a: &Slot<'_>, b: &Slot<'_>) -> bool {
    let runs_on = |long: &Slot<'_>, short: &Slot<'_>| {
        let words = long.value.quote.text.as_str();
        words.get(1..).is_some_and(|rest| rest == short.value.quote.text)
    };
    a.follows_mask && b.follows_mask && (runs_on(a, b) || runs_on(b, a))
}

/// 5日晚 and 6日凌晨.
fn is_one_night(eve: &Slot<'_>, morning: &Slot<'_>) -> bool {
    eve.measure == Measure::Day
        && morning.value.value == eve.value.value + 1
        && eve.value.quote.text.contains(['晚', '夜'])
        && morning.value.quote.text.contains("凌晨")
}
