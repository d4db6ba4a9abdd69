//! Sums, weights and alcohol that stand on one side only, paired by the words around them.

use super::context::{self, Window};
use super::{Matched, Telling};
use crate::compare::Difference;
use crate::compare::incident::{alcohol_words, told};
use crate::compare::sides::Pair;
use crate::compare::sums::{self, Quantity};
use crate::extract::elements::{Amount, AmountRole, Incident};
use crate::text::Cited;

const WINDOW: Window = Window { before: 18, after: 8 };
/// Likeness of the words around two values that are the only ones left on each side.
const LONE: f32 = 0.45;
/// Likeness needed where there are several to choose from.
const CHOSEN: f32 = 0.7;

pub(super) fn amounts(
    pair: &Pair<'_>,
    matched: &Matched<'_>,
    alleged: &Telling<'_>,
    found: &Telling<'_>,
) -> Vec<Difference> {
    // Where one incident is told as several, a part would be held against the whole.
    if matched.left.len() != matched.right.len() {
        return Vec::new();
    }
    let rows: [(&str, &[AmountRole]); 4] = [
        ("犯罪数额", &[AmountRole::Crime]),
        ("合计数额", &[AmountRole::Total]),
        ("违法所得数额", &[AmountRole::Proceeds]),
        ("损失数额", &[AmountRole::Loss]),
    ];
    rows.into_iter()
        .filter_map(|(label, roles)| {
            let (all_left, all_right) = (of_roles(&matched.left, roles), of_roles(&matched.right, roles));
            // What one side lists the other may sum up.
            let sum = |list: &[Quantity]| list.iter().fold(0_i64, |sum, q| sum.saturating_add(q.value.value));
            if sum(&all_left) == sum(&all_right) {
                return None;
            }
            let is_told = |quantity: &Quantity, other: &Telling<'_>| {
                let told = other.sums().iter().any(|&(fen, approximate)| {
                    let value = Cited { value: fen, ..quantity.value.clone() };
                    may_be_same(quantity, &Quantity { value, approximate })
                });
                told || other.has_digits(&quantity.value.quote.text) || is_sum_of(quantity.value.value, other)
            };
            let left = all_left.iter().filter(|q| !is_told(q, found)).cloned().collect::<Vec<_>>();
            let right = all_right.iter().filter(|q| !is_told(q, alleged)).cloned().collect::<Vec<_>>();
            let (a, b) = replaced(&left, &right, alleged, found)?;
            Some(told(pair, "amount", label, "事实增减（数额）", "S2", &a, &b, |fen| {
                sums::yuan(*fen)
            }))
        })
        .collect()
}

pub(super) fn weights(
    pair: &Pair<'_>,
    matched: &Matched<'_>,
    alleged: &Telling<'_>,
    found: &Telling<'_>,
) -> Option<Difference> {
    let of = |incidents: &[&Incident], other: &Telling<'_>| -> Vec<Quantity> {
        let all = incidents.iter().flat_map(|incident| incident.weights.clone());
        let absent = all.filter(|weight| {
            !other.weights().contains(&weight.value)
                && !other.has_digits(&weight.quote.text)
                && !makes_sum(other.weights(), weight.value, 0)
        });
        absent.map(|value| Quantity { value, approximate: false }).collect()
    };
    let about = |quantity: Quantity, side: &Telling<'_>| Quantity {
        approximate: side.is_rough(&quantity.value.quote),
        ..quantity
    };
    let left: Vec<Quantity> = of(&matched.left, found).into_iter().map(|q| about(q, alleged)).collect();
    let right: Vec<Quantity> = of(&matched.right, alleged).into_iter().map(|q| about(q, found)).collect();
    let (a, b) = replaced(&left, &right, alleged, found)?;
    Some(told(pair, "weight", "重量", "事实增减（重量）", "S2", &a, &b, |weight| {
        sums::grams(*weight)
    }))
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
    if context::alike(alleged, &a.quote, found, &b.quote, WINDOW) < LONE {
        return None;
    }
    Some(told(
        pair,
        "alcohol",
        "血液酒精含量",
        "事实变化（酒精含量）",
        "S2",
        &a,
        &b,
        |value| alcohol_words(*value),
    ))
}

/// The two values whose surroundings are most alike, when they are alike enough.
fn replaced(
    left: &[Quantity],
    right: &[Quantity],
    alleged: &Telling<'_>,
    found: &Telling<'_>,
) -> Option<(Cited<i64>, Cited<i64>)> {
    let needed = if left.len() == 1 && right.len() == 1 { LONE } else { CHOSEN };
    let mut best: Option<(f32, &Quantity, &Quantity)> = None;
    for a in left {
        for b in right {
            let likeness = context::alike(alleged, &a.value.quote, found, &b.value.quote, WINDOW);
            let is_better = best.is_none_or(|(known, _, _)| likeness > known);
            if likeness >= needed && !may_be_same(a, b) && is_better {
                best = Some((likeness, a, b));
            }
        }
    }
    best.map(|(_, a, b)| (a.value.clone(), b.value.clone()))
}

fn of_roles(incidents: &[&Incident], roles: &[AmountRole]) -> Vec<Quantity> {
    let quantity = |amount: &Amount| Quantity { value: amount.fen.clone(), approximate: amount.approximate };
    incidents
        .iter()
        .flat_map(|incident| &incident.amounts)
        .filter(|amount| roles.contains(&amount.role))
        .map(quantity)
        .collect()
}

/// Equal to the precision told: 10余万元 is anything from ten to twenty times ten thousand.
fn may_be_same(a: &Quantity, b: &Quantity) -> bool {
    let within = |rough: &Quantity, other: &Quantity| {
        let value = rough.value.value;
        let unit = (0..18).map(|power| 10_i64.pow(power)).take_while(|unit| value % unit == 0).last();
        let above = other.value.value.saturating_sub(value);
        rough.approximate && value > 0 && above >= 0 && above < unit.unwrap_or(1)
    };
    sums::agree(a, b) || within(a, b) || within(b, a) || rounded(a, b) || rounded(b, a)
}

/// 217万元 for 2173880.41元: told in whole ten thousands, less than one of them apart.
fn rounded(round: &Quantity, exact: &Quantity) -> bool {
    const TEN_THOUSAND_YUAN: i64 = 1_000_000;
    let value = round.value.value;
    value >= 10 * TEN_THOUSAND_YUAN
        && value % TEN_THOUSAND_YUAN == 0
        && value.abs_diff(exact.value.value) < TEN_THOUSAND_YUAN.unsigned_abs()
}

/// Whether neighbouring items of a side make this sum, or its stated totals do.
fn is_sum_of(fen: i64, other: &Telling<'_>) -> bool {
    let of = |role: AmountRole| -> Vec<&Amount> {
        other.facts.iter().flat_map(|fact| &fact.amounts).filter(|amount| amount.role == role).collect()
    };
    [of(AmountRole::Crime), of(AmountRole::Total)].iter().any(|amounts| {
        let values: Vec<i64> = amounts.iter().map(|amount| amount.fen.value).collect();
        let slack = if amounts.iter().any(|amount| amount.approximate) { fen.abs() / ROUGH } else { 0 };
        makes_sum(&values, fen, slack)
    })
}

/// Sums with 余 may be off by this part of the whole.
const ROUGH: i64 = 100;

/// Whether a run of neighbouring values adds up: 现金300元、手机价值500元 is 800元.
fn makes_sum(values: &[i64], wanted: i64, slack: i64) -> bool {
    (0..values.len()).any(|from| {
        let mut sum = 0_i64;
        values[from..].iter().any(|value| {
            sum = sum.saturating_add(*value);
            sum.abs_diff(wanted) <= slack.unsigned_abs()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::makes_sum;

    #[test]
    fn neighbouring_parts_make_the_whole() {
        assert!(makes_sum(&[30_000, 50_000, 7_000], 80_000, 0));
        assert!(!makes_sum(&[30_000, 50_000], 79_000, 0));
        assert!(makes_sum(&[30_000, 50_000], 79_500, 1_000));
    }
}
