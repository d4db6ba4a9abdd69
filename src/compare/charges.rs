//! Charges of each person: suspected → prosecuted → found.

use std::collections::BTreeMap;

use super::sides::{Account, Pair};
use super::{Difference, Side};
use crate::case::CaseFile;
use crate::document::DocumentKind;
use crate::extract::elements::Stance;
use crate::law::charges::same_or_narrowed;
use crate::text::Quote;

/// Charges with the words they rest on, by standard name.
pub(super) type Claims = BTreeMap<String, Quote>;

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    for (person, name) in pair.persons() {
        let left = of_person(pair.case, pair.left, person);
        let right = of_person(pair.case, pair.right, person);
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let only = |a: &Claims, b: &Claims| -> Claims {
            a.iter()
                .filter(|(charge, _)| !b.keys().any(|other| same_or_narrowed(charge, other)))
                .map(|(charge, quote)| (charge.clone(), quote.clone()))
                .collect()
        };
        let (gone, new) = (only(&left, &right), only(&right, &left));
        if gone.is_empty() && new.is_empty() {
            continue;
        }
        let severity = if pair.right.paper.kind() == DocumentKind::Judgment { "E" } else { "S2" };
        let sides = vec![told(pair.left.label, &left, &gone), told(pair.right.label, &right, &new)];
        let meaning = meaning(gone.is_empty(), new.is_empty());
        out.push(Difference::new("charge", "罪名", meaning, severity, sides).of(name));
    }
}

fn meaning(none_gone: bool, none_new: bool) -> &'static str {
    match (none_gone, none_new) {
        (false, false) => "改变定性",
        (false, true) => "罪名减少",
        _ => "罪名增加",
    }
}

/// A side's charges as one value, quoting one that the other side lacks.
fn told(label: &str, all: &Claims, lacking: &Claims) -> Side {
    let names: Vec<&str> = all.keys().map(String::as_str).collect();
    match lacking.values().next().or_else(|| all.values().next()) {
        Some(quote) => Side::said(label, names.join("、"), quote),
        None => Side::silent(label),
    }
}

/// Charges one side lays on a person. The operative part of a judgment decides before its reasoning.
pub(super) fn of_person(case: &CaseFile, side: Account<'_>, person: usize) -> Claims {
    let elements = &side.paper.elements;
    let mut claims = Claims::new();
    for sentence in &elements.sentences {
        if case.person_named(&sentence.person.value) != Some(person) {
            continue;
        }
        for charge in sentence.counts.iter().filter_map(|count| count.charge.as_ref()) {
            claims.entry(charge.value.clone()).or_insert_with(|| charge.quote.clone());
        }
    }
    if !claims.is_empty() {
        return claims;
    }
    let is_judgment = side.paper.kind() == DocumentKind::Judgment;
    for claim in &elements.charges {
        let counts = match claim.stance {
            Stance::Accepted => true,
            Stance::Alleged => !is_judgment,
            _ => false,
        };
        let concerns = claim.person.is_empty() || case.person_named(&claim.person) == Some(person);
        if counts && concerns {
            claims.entry(claim.charge.value.clone()).or_insert_with(|| claim.charge.quote.clone());
        }
    }
    claims
}
