//! Incidents only one side tells.

use super::Telling;
use super::context;
use crate::case::incidents::Match;
use crate::compare::Difference;
use crate::compare::facts::one_sided;
use crate::compare::incident::same_time;
use crate::compare::sides::Pair;
use crate::extract::elements::{AmountRole, Incident};

/// Both sides must list: a summary on one side drops nothing.
pub(super) fn compare(
    pair: &Pair<'_>,
    matches: &[Match],
    alleged: &Telling<'_>,
    found: &Telling<'_>,
    out: &mut Vec<Difference>,
) {
    let (left, right) = (pair.left.facts, pair.right.facts);
    let (fewer, counterpart) = if left.len() > right.len() { (right, found) } else { (left, alleged) };
    if left.len() == right.len() || fewer.len() < 2 || !fewer.iter().all(is_listed) {
        return;
    }
    // The shorter list must be part of the longer one, incident by incident.
    let all_matched = matches.iter().all(|m| match (m.left.as_slice(), m.right.as_slice()) {
        ([], _) => left.len() < right.len(),
        (_, []) => left.len() > right.len(),
        ([l], [r]) => {
            let (a, b) = (&left[*l].passage.quote.text, &right[*r].passage.quote.text);
            context::words_alike(a, b) >= 0.5
        }
        _ => true,
    });
    if !all_matched {
        return;
    }
    for m in matches {
        let (only, is_left) = match (m.left.as_slice(), m.right.as_slice()) {
            ([l], []) => (&left[*l], true),
            ([], [r]) => (&right[*r], false),
            _ => continue,
        };
        if is_told_nowhere(only, counterpart) {
            out.extend(one_sided(pair, only, is_left, left.len(), right.len()));
        }
    }
}

/// An incident of a day, not the summary of a period.
fn is_listed(incident: &Incident) -> bool {
    incident.time.as_ref().is_some_and(|time| time.value.day.is_some())
}

/// None of the incident's own values stands on the other side, and it has at least two of them.
fn is_told_nowhere(incident: &Incident, other: &Telling<'_>) -> bool {
    let Some(time) = &incident.time else { return false };
    if other.dates().iter().any(|date| same_time(&time.value, date)) {
        return false;
    }
    let sums: Vec<i64> = incident
        .amounts
        .iter()
        .filter(|amount| matches!(amount.role, AmountRole::Crime | AmountRole::Total | AmountRole::Proceeds))
        .map(|amount| amount.fen.value)
        .collect();
    let knows_sum = sums.iter().any(|fen| other.sums().iter().any(|(known, _)| known == fen));
    let knows_weight = incident.weights.iter().any(|weight| other.weights().contains(&weight.value));
    let knows_victim = incident.victims.iter().any(|name| other.text.contains(name.value.as_str()));
    // A common sum (100元) may recur in another incident; a victim's name may not.
    let is_unknown = !knows_victim && (!knows_sum || !incident.victims.is_empty()) && !knows_weight;
    let own = usize::from(time.value.day.is_some())
        + usize::from(!sums.is_empty())
        + usize::from(!incident.victims.is_empty())
        + usize::from(!incident.weights.is_empty());
    is_unknown && own >= 2
}
