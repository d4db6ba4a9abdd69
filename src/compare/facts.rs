//! Facts: how many incidents, and for each what the two sides tell.

use std::sync::LazyLock;

use regex::Regex;

use super::incident;
use super::sides::{Pair, is_repayment};
use super::sums;
use super::within::{self, telling};
use super::{Difference, Side};
use crate::case::incidents::{Match, align};
use crate::extract::elements::{AmountRole, Incident};
use crate::text::{Found, Money};

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    let (left, right) = (acts(pair.left.facts), acts(pair.right.facts));
    if left.is_empty() || right.is_empty() {
        return;
    }
    if !pair.is_internal() && (sums_up(&left, &right) || sums_up(&right, &left)) {
        within::replaced(pair, out);
        return;
    }
    let (here, there) = (telling::of_facts(pair.left.facts), telling::of_facts(pair.right.facts));
    for Match { left: l, right: r } in align(&left, &right) {
        let a: Vec<&Incident> = l.iter().map(|&at| left[at]).collect();
        let b: Vec<&Incident> = r.iter().map(|&at| right[at]).collect();
        match (a.first(), b.first()) {
            (Some(_), Some(_)) => incident::compare(pair, &a, &b, out),
            // Told within another incident, or in a summary of all.
            (Some(gone), None) if there.tells(gone) => {}
            (None, Some(new)) if here.tells(new) => {}
            (Some(gone), None) => out.extend(one_sided(pair, gone, true, left.len(), right.len())),
            (None, Some(new)) => out.extend(one_sided(pair, new, false, left.len(), right.len())),
            (None, None) => {}
        }
    }
    within::replaced(pair, out);
}

fn acts(facts: &[Incident]) -> Vec<&Incident> {
    facts.iter().filter(|fact| !is_repayment(fact)).collect()
}

static SEVERAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[二两三四五六七八九十数2-9](?:次|起|笔|宗|户|人次|名被害)|多次|先后|期间|[日月]间|累计|总计")
        .expect("the pattern is fixed")
});

/// Whether one passage sums up what the other side lists: 先后三次窃取财物, or the sum of all their sums.
fn sums_up(one: &[&Incident], listed: &[&Incident]) -> bool {
    let [only] = one else { return false };
    let sum = sums::crime_sums(listed).iter().fold(0_i64, |sum, one| sum.saturating_add(one.value.value));
    let is_sum = only.amounts.iter().any(|amount| amount.fen.value == sum);
    listed.len() > 1 && (is_sum || SEVERAL.is_match(&only.passage.quote.text))
}

/// An incident only one side tells. Counts must differ too: else the same facts were just cut differently.
pub(super) fn one_sided(
    pair: &Pair<'_>,
    incident: &Incident,
    is_left: bool,
    left: usize,
    right: usize,
) -> Option<Difference> {
    if (is_left && left <= right) || (!is_left && right <= left) || tells_no_act(incident) {
        return None;
    }
    let other = if is_left { pair.right } else { pair.left };
    // A judgment that finds the facts as alleged may report the accusation in one sentence of sums.
    let is_summary = incident.time.is_some() && other.facts.iter().all(|fact| fact.time.is_none());
    if !pair.is_internal() && is_summary {
        return None;
    }
    // As many sums of the crime as incidents here: the acts are all there, cut differently.
    let acts = other.facts.iter().flat_map(|fact| &fact.amounts);
    let is_cut_otherwise = acts.filter(|amount| amount.role == AmountRole::Crime).count() >= left.max(right);
    if !pair.is_internal() && (is_cut_otherwise || is_told(incident, other.paper.document.text.sums())) {
        return None;
    }
    let opening: String = incident.passage.quote.text.chars().take(40).collect();
    let (sides, meaning) = if is_left {
        (
            vec![
                Side::said(pair.left.label, opening, &incident.passage.quote),
                Side::silent(pair.right.label),
            ],
            "事实减少",
        )
    } else {
        (
            vec![
                Side::silent(pair.left.label),
                Side::said(pair.right.label, opening, &incident.passage.quote),
            ],
            "事实增加",
        )
    };
    let mut difference = Difference::new("incident_count", "事实笔数", meaning, "S2", sides);
    difference.message =
        format!("事实笔数不一致：{}{}笔，{}{}笔", pair.left.label, left, pair.right.label, right);
    difference.persons = incident.persons.iter().map(|person| person.value.clone()).collect();
    Some(difference)
}

/// Whether every sum of an incident stands among those of the other paper: told there within another incident.
fn is_told(incident: &Incident, sums: &[Found<Money>]) -> bool {
    !incident.amounts.is_empty()
        && incident.amounts.iter().all(|amount| sums.iter().any(|sum| sum.value.fen == amount.fen.value))
}

/// A passage without time, sum, weight and injury tells of arrival, forgiveness and the like.
fn tells_no_act(incident: &Incident) -> bool {
    incident.amounts.is_empty() && incident.weights.is_empty() && incident.injuries.is_empty()
}
