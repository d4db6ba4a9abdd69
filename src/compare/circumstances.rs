//! Statutory circumstances each side accepts for a person.

use std::collections::BTreeMap;

use super::people::is_introduced_elsewhere;
use super::sides::{Account, Pair};
use super::{Difference, Side};
use crate::document::DocumentKind;
use crate::extract::elements::{Circumstance, CircumstanceKind as K, Stance, StepKind, label};
use crate::text::Quote;

/// Compared rows. Those that may arise at any time (谅解, 赔偿, 退赃) are told only when they fall away.
const STATUTORY: [K; 15] = [
    K::Surrender,
    K::Confession,
    K::Merit,
    K::GreatMerit,
    K::Recidivist,
    K::DrugReoffender,
    K::Principal,
    K::Accessory,
    K::Coerced,
    K::Preparation,
    K::Attempt,
    K::Desistance,
    K::Minor,
    K::Elderly,
    K::PleaOfGuilt,
];

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    // The police paper is brief on circumstances: its silence says nothing.
    if pair.left.paper.kind() == DocumentKind::ProsecutionOpinion {
        return;
    }
    let prosecution_speaks = !accepted_by_anybody(pair.left).is_empty();
    let court_speaks = !accepted_by_anybody(pair.right).is_empty();
    if !prosecution_speaks || !court_speaks {
        return;
    }
    for (person, name) in pair.persons() {
        // Whoever was charged in a paper of their own is not told of in this one.
        let (kind, at) = (pair.left.paper.kind(), pair.left.at);
        if pair.case.party(person, at).is_none() && is_introduced_elsewhere(pair, person, kind) {
            continue;
        }
        let left = accepted(pair, pair.left, person);
        let right = accepted(pair, pair.right, person);
        for kind in STATUTORY {
            if is_unassigned(pair, kind) {
                continue;
            }
            if kind == K::DrugReoffender
                && applies_drug_reoffence(pair.left)
                && applies_drug_reoffence(pair.right)
            {
                continue;
            }
            // From 坦白 to 自首: one change, told once.
            if kind == K::Confession && !left.contains_key(&K::Surrender) && right.contains_key(&K::Surrender)
            {
                continue;
            }
            // 自首 holds a confession in it, told or not.
            if kind == K::Confession && left.contains_key(&K::Surrender) && right.contains_key(&K::Surrender)
            {
                continue;
            }
            let difference = match (left.get(&kind), right.get(&kind)) {
                (Some(quote), None) => Some(gone(pair, kind, quote, rival_taken(kind, &left, &right))),
                (None, Some(_)) if is_told_by_rival(kind, &left, &right) => None,
                (None, Some(quote)) => new(pair, kind, quote, &left),
                _ => None,
            };
            out.extend(difference.map(|difference| difference.of(name)));
        }
    }
}

/// What the other side calls the same thing, where it does: 自首 became 坦白, 从犯 became 主犯.
fn rival_taken<'a>(
    kind: K,
    left: &BTreeMap<K, Quote>,
    right: &'a BTreeMap<K, Quote>,
) -> Option<(K, &'a Quote)> {
    let mut taken = kind.rivals().filter(|rival| !left.contains_key(rival));
    taken.find_map(|rival| Some((rival, right.get(&rival)?)))
}

/// Whether the change was told already, from the side of what fell away.
fn is_told_by_rival(kind: K, left: &BTreeMap<K, Quote>, right: &BTreeMap<K, Quote>) -> bool {
    kind != K::Surrender
        && kind.rivals().any(|rival| left.contains_key(&rival) && !right.contains_key(&rival))
}

/// Whether a paper calls one of two rivals by its name, instead of describing it.
fn is_named(kind: K, quote: &Quote) -> bool {
    // 系胁从 is said as well as 系胁从犯.
    let name = label(kind);
    quote.text.contains(if kind == K::Coerced { name.trim_end_matches('犯') } else { &name })
}

/// A label outweighs words that only describe its rival: 自动投案并如实供述，系坦白 concludes 坦白.
fn drop_described_rivals(kinds: &mut BTreeMap<K, Quote>) {
    for (a, b) in K::RIVALS {
        let labelled = |kind: K| kinds.get(&kind).map(|quote| is_named(kind, quote));
        match (labelled(a), labelled(b)) {
            (Some(false), Some(true)) => kinds.remove(&a),
            // 自首 holds a confession in it: its description is no rival.
            (Some(true), Some(false)) if a != K::Surrender => kinds.remove(&b),
            _ => None,
        };
    }
}

fn gone(pair: &Pair<'_>, kind: K, quote: &Quote, rival: Option<(K, &Quote)>) -> Difference {
    let rejected = pair
        .right
        .paper
        .elements
        .circumstances
        .iter()
        .find(|c| c.kind.value == kind && (c.negated || c.stance == Stance::Rejected));
    let right = match (rival, rejected) {
        (Some((rival, quote)), _) => Side::said(pair.right.label, label(rival), quote),
        (None, Some(rejected)) => Side::said(pair.right.label, "不予认定", &rejected.kind.quote),
        (None, None) => Side::silent(pair.right.label),
    };
    let sides = vec![Side::said(pair.left.label, label(kind), quote), right];
    Difference::new(
        "circumstance",
        &format!("量刑情节（{}）", label(kind)),
        "情节改变（不认定）",
        "S2",
        sides,
    )
}

fn new(pair: &Pair<'_>, kind: K, quote: &Quote, left: &BTreeMap<K, Quote>) -> Option<Difference> {
    // 自首 includes a truthful confession: moving between the two is told once, from the side of 自首.
    if kind == K::Confession && left.contains_key(&K::Surrender) {
        return None;
    }
    if kind == K::PleaOfGuilt && (pled_later(pair) || pled_in_court(pair, quote)) {
        return None;
    }
    let confessed = left.get(&K::Confession).filter(|_| kind == K::Surrender);
    let before = match confessed {
        Some(quote) => Side::said(pair.left.label, label(K::Confession), quote),
        None => Side::silent(pair.left.label),
    };
    let sides = vec![before, Side::said(pair.right.label, label(kind), quote)];
    Some(Difference::new(
        "circumstance",
        &format!("量刑情节（{}）", label(kind)),
        "情节改变（新增认定）",
        "S2",
        sides,
    ))
}

/// Whether an agreement was signed only after the earlier paper, which then could not tell of it (刑诉 §190).
fn pled_later(pair: &Pair<'_>) -> bool {
    let Some(told) = pair.left.paper.elements.date.as_ref() else { return false };
    let signed = pair.case.events.iter().filter(|event| event.kind == StepKind::PleaSigned);
    signed.filter_map(|event| event.at.value.date()).any(|day| day > told.value)
}

/// 在审理阶段自愿认罪认罚: the court itself tells that it came after the indictment.
fn pled_in_court(pair: &Pair<'_>, quote: &Quote) -> bool {
    const STAGES: [&str; 6] = ["审理阶段", "审判阶段", "审理期间", "审理过程", "审理中", "诉讼过程"];
    let text = &pair.right.paper.document.text;
    let before = text.plain().get(..text.plain_at(quote.end)).unwrap_or_default();
    let clause = before.rsplit(['，', '。', '；', '\n']).next().unwrap_or_default();
    STAGES.iter().any(|stage| clause.contains(stage))
}

/// Whether one side accepts a circumstance for some of several persons without saying for whom (四人认罪认罚).
fn is_unassigned(pair: &Pair<'_>, kind: K) -> bool {
    let unnamed =
        |side| accepted_by_anybody(side).iter().any(|c| c.kind.value == kind && c.persons.is_empty());
    pair.case.persons.len() > 1 && (unnamed(pair.left) || unnamed(pair.right))
}

/// 刑法 §356 applied is the finding of 毒品再犯, with or without the label.
fn applies_drug_reoffence(side: Account<'_>) -> bool {
    side.paper.elements.citations.iter().any(|c| c.value.law == "刑法" && c.value.article == 356)
}

fn accepted_by_anybody(side: Account<'_>) -> Vec<&Circumstance> {
    side.paper.elements.circumstances.iter().filter(|c| holds(side, c)).collect()
}

fn accepted(pair: &Pair<'_>, side: Account<'_>, person: usize) -> BTreeMap<K, Quote> {
    let mut kinds = BTreeMap::new();
    for circumstance in accepted_by_anybody(side) {
        let concerns = circumstance.persons.is_empty()
            || circumstance.persons.iter().any(|name| pair.case.person_named(name) == Some(person));
        if concerns {
            let kind = circumstance.kind.value;
            let quote = &circumstance.kind.quote;
            let is_label = |quote: &Quote| kind.rivals().next().is_some() && is_named(kind, quote);
            let known = kinds.entry(kind).or_insert_with(|| quote.clone());
            if !is_label(known) && is_label(quote) {
                known.clone_from(quote);
            }
        }
    }
    drop_described_rivals(&mut kinds);
    kinds
}

/// Whether a side stands behind a circumstance: prosecution papers by alleging it, judgments by accepting it.
fn holds(side: Account<'_>, circumstance: &Circumstance) -> bool {
    let stance_counts = match side.paper.kind() {
        DocumentKind::Judgment => circumstance.stance == side.stance,
        _ => matches!(circumstance.stance, Stance::Alleged | Stance::Accepted),
    };
    stance_counts && !circumstance.negated
}
