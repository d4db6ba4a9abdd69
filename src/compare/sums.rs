//! Sums, weights and other quantities of two passages, with room for 余 and 约.

use crate::extract::elements::{Amount, AmountRole, Incident};
use crate::text::Cited;

/// A quantity with its evidence.
#[derive(Clone)]
pub(super) struct Quantity {
    pub value: Cited<i64>,
    pub approximate: bool,
}

/// Sums of the crime in an incident, in order.
pub(super) fn crime_sums(incidents: &[&Incident]) -> Vec<Quantity> {
    of_role(incidents, AmountRole::Crime)
}

/// Stated totals.
pub(super) fn totals(incidents: &[&Incident]) -> Vec<Quantity> {
    of_role(incidents, AmountRole::Total)
}

/// Proceeds (违法所得).
pub(super) fn proceeds(incidents: &[&Incident]) -> Vec<Quantity> {
    of_role(incidents, AmountRole::Proceeds)
}

fn of_role(incidents: &[&Incident], role: AmountRole) -> Vec<Quantity> {
    let of_role = |amount: &&Amount| amount.role == role;
    let quantity = |amount: &Amount| Quantity { value: amount.fen.clone(), approximate: amount.approximate };
    let mut sums: Vec<Quantity> =
        incidents.iter().flat_map(|incident| incident.amounts.iter().filter(of_role)).map(quantity).collect();
    // One sum told twice in a passage is one sum.
    let mut seen = Vec::new();
    sums.retain(|sum| {
        let is_new = !seen.contains(&sum.value.value);
        seen.push(sum.value.value);
        is_new
    });
    sums
}

/// All sums of the incidents but what was earned or paid back: one paper gives as the loss what another adds up.
pub(super) fn told(incidents: &[&Incident]) -> Vec<Quantity> {
    let counts = |amount: &&Amount| !matches!(amount.role, AmountRole::Repaid | AmountRole::Proceeds);
    let quantity = |amount: &Amount| Quantity { value: amount.fen.clone(), approximate: amount.approximate };
    incidents.iter().flat_map(|incident| incident.amounts.iter().filter(counts)).map(quantity).collect()
}

/// Whether two quantities may be the same: equal, or within a tenth where one is approximate.
pub(super) fn agree(a: &Quantity, b: &Quantity) -> bool {
    let (x, y) = (a.value.value, b.value.value);
    if x == y {
        return true;
    }
    // A misprint such as 亿元 for 元 can make a sum too large for its tenfold.
    (a.approximate || b.approximate) && x.abs_diff(y) <= x.unsigned_abs().max(y.unsigned_abs()) / 10
}

/// The first pair that disagrees, when both lists tell equally much; values that stand on both
/// sides are taken out first, so that order does not matter.
pub(super) fn first_disagreement(left: &[Quantity], right: &[Quantity]) -> Option<(Quantity, Quantity)> {
    let rest = |a: &[Quantity], b: &[Quantity]| -> Vec<Quantity> {
        a.iter().filter(|x| !b.iter().any(|y| agree(x, y))).cloned().collect()
    };
    let (a, b) = (rest(left, right), rest(right, left));
    // One side may sum up what the other lists.
    let sum = |list: &[Quantity]| list.iter().fold(0_i64, |sum, q| sum.saturating_add(q.value.value));
    if a.is_empty() || b.is_empty() || a.len() != b.len() || sum(left) == sum(right) {
        return None;
    }
    Some((a[0].clone(), b[0].clone()))
}

/// Milligrams as people write them.
pub(super) fn grams(milligrams: i64) -> String {
    let text = format!("{}.{:03}", milligrams / 1000, milligrams % 1000);
    format!("{}克", text.trim_end_matches('0').trim_end_matches('.'))
}
