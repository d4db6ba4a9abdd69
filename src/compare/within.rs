//! What a judgment reports as alleged against what it finds, held against each other like two documents.
//!
//! Both are told by one author, who shortens, sums up and rearranges. So a value counts as changed only where
//! it stands nowhere on the other side and the words around it tell which value there takes its place.

mod arrest;
mod changed;
mod context;
mod dropped;
mod places;
mod quantities;
mod replaced;
mod slot;
pub(super) mod telling;
#[cfg(test)]
mod tests;
mod tolerance;
mod values;

use super::Difference;
use super::sides::Pair;
use crate::case::incidents::{Match, align};
use crate::extract::elements::Incident;
use telling::Telling;

/// Incidents of both sides that tell the same, with all that the sides say.
struct Matched<'a> {
    left: Vec<&'a Incident>,
    right: Vec<&'a Incident>,
}

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    let (left, right): (Vec<&Incident>, Vec<&Incident>) =
        (pair.left.facts.iter().collect(), pair.right.facts.iter().collect());
    if left.is_empty() || right.is_empty() {
        return;
    }
    let (alleged, found) = telling::of(pair);
    quantities::compare(pair, Some((&alleged, &found)), out);
    let matches = align(&left, &right);
    for Match { left: l, right: r } in &matches {
        let matched = Matched {
            left: l.iter().map(|&at| left[at]).collect(),
            right: r.iter().map(|&at| right[at]).collect(),
        };
        if !matched.left.is_empty() && !matched.right.is_empty() {
            compare_matched(pair, &matched, &alleged, &found, out);
        }
    }
    dropped::compare(pair, &matches, &alleged, &found, out);
}

/// Sums of the crime and weights of one paper that stand in the place of others in the next one, however the two cut the
/// facts; what is told already is left out.
pub(super) fn replaced(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    let mut found = Vec::new();
    quantities::compare(pair, None, &mut found);
    for difference in found.into_iter().filter(|one| matches!(one.aspect.as_str(), "amount" | "weight")) {
        if !out.iter().any(|known| shares_words(known, &difference)) {
            out.push(difference);
        }
    }
}

fn compare_matched(
    pair: &Pair<'_>,
    matched: &Matched<'_>,
    alleged: &Telling<'_>,
    found: &Telling<'_>,
    out: &mut Vec<Difference>,
) {
    let mut differences: Vec<Difference> = Vec::new();
    differences.extend(values::times(pair, matched, alleged, found));
    differences.extend(places::compare(pair, matched, alleged, found));
    differences.extend(values::alcohol(pair, matched, alleged, found));
    differences.extend(values::injuries(pair, matched, alleged, found));
    differences.extend(values::victims(pair, matched, alleged, found));
    let persons = super::incident::named(&matched.left, &matched.right);
    for mut difference in differences {
        // The day may be told already by the words around it.
        if out.iter().any(|known| known.aspect == difference.aspect && shares_words(known, &difference)) {
            continue;
        }
        difference.persons.clone_from(&persons);
        out.push(difference);
    }
}

fn shares_words(a: &Difference, b: &Difference) -> bool {
    fn starts(difference: &Difference) -> Vec<(&str, u32)> {
        let quotes = difference.sides.iter().filter_map(|side| side.quote.as_ref());
        quotes.map(|quote| (quote.document.as_str(), quote.start)).collect()
    }
    let known = starts(a);
    starts(b).iter().any(|start| known.contains(start))
}
