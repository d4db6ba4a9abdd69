//! Aligns incidents (笔) of two documents: same, merged, split, dropped, added.

use std::collections::BTreeSet;

use crate::extract::elements::{AmountRole, Incident};

/// Incidents of two documents that tell the same thing. One side is empty where an incident was
/// dropped or added; a side of several was merged or split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Indices into the first list.
    pub left: Vec<usize>,
    /// Indices into the second list.
    pub right: Vec<usize>,
}

/// Two incidents that share this much are the same.
const ENOUGH: i32 = 4;

/// Aligns two lists, best pairs first.
pub fn align(left: &[&Incident], right: &[&Incident]) -> Vec<Match> {
    if left.len() == 1 && right.len() == 1 {
        return vec![Match { left: vec![0], right: vec![0] }];
    }
    let mut pairs = Vec::new();
    for (l, a) in left.iter().enumerate() {
        for (r, b) in right.iter().enumerate() {
            let points = likeness(a, b);
            if points >= ENOUGH {
                pairs.push((points, l, r));
            }
        }
    }
    pairs.sort_by_key(|&(points, l, r)| (-points, l.abs_diff(r), l, r));
    let mut matches: Vec<Match> = Vec::new();
    let (mut seen_left, mut seen_right) = (BTreeSet::new(), BTreeSet::new());
    for (_, l, r) in pairs {
        match (seen_left.contains(&l), seen_right.contains(&r)) {
            (false, false) => matches.push(Match { left: vec![l], right: vec![r] }),
            (true, false) if left.len() < right.len() => {
                join(&mut matches, |m| m.left.contains(&l), |m| m.right.push(r));
            }
            (false, true) if left.len() > right.len() => {
                join(&mut matches, |m| m.right.contains(&r), |m| m.left.push(l));
            }
            _ => continue,
        }
        seen_left.insert(l);
        seen_right.insert(r);
    }
    matches.extend(
        (0..left.len()).filter(|l| !seen_left.contains(l)).map(|l| Match { left: vec![l], right: vec![] }),
    );
    matches.extend(
        (0..right.len()).filter(|r| !seen_right.contains(r)).map(|r| Match { left: vec![], right: vec![r] }),
    );
    matches.sort_by_key(|m| (m.left.first().copied().unwrap_or(usize::MAX), m.right.first().copied()));
    matches
}

fn join(matches: &mut [Match], is_it: impl Fn(&Match) -> bool, add: impl Fn(&mut Match)) {
    if let Some(found) = matches.iter_mut().find(|m| is_it(m)) {
        add(found);
    }
}

/// Shared evidence: day, place, victim, sum, weight, object and wording.
fn likeness(a: &Incident, b: &Incident) -> i32 {
    let mut points = 0;
    if let (Some(x), Some(y)) = (&a.time, &b.time) {
        points += match (x.value.date(), y.value.date()) {
            (Some(x), Some(y)) if x == y => 5,
            (Some(_), Some(_)) => -2,
            _ if (x.value.year, x.value.month) == (y.value.year, y.value.month) => 2,
            _ => 0,
        };
    }
    if let (Some(x), Some(y)) = (&a.place, &b.place) {
        points += if x.value == y.value { 3 } else { i32::from(shares_words(&x.value, &y.value)) };
    }
    points +=
        3 * shared(a.victims.iter().map(|v| v.value.as_str()), b.victims.iter().map(|v| v.value.as_str()));
    points +=
        shared(a.objects.iter().map(|o| o.value.as_str()), b.objects.iter().map(|o| o.value.as_str())).min(2);
    let sums = |incident: &Incident| -> Vec<i64> {
        incident.amounts.iter().filter(|m| m.role != AmountRole::Repaid).map(|m| m.fen.value).collect()
    };
    points += 2 * shared(sums(a).iter(), sums(b).iter()).min(2);
    points += 2 * shared(a.weights.iter().map(|w| w.value), b.weights.iter().map(|w| w.value)).min(2);
    points + i32::from(shares_words(&a.passage.quote.text, &b.passage.quote.text)) * 3
}

fn shared<T: Ord>(a: impl Iterator<Item = T>, b: impl Iterator<Item = T>) -> i32 {
    let (a, b): (BTreeSet<T>, BTreeSet<T>) = (a.collect(), b.collect());
    a.intersection(&b).count() as i32
}

/// Whether two passages use largely the same words: character pairs, half of the shorter one shared.
fn shares_words(a: &str, b: &str) -> bool {
    let pairs = |text: &str| -> BTreeSet<(char, char)> {
        let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
    };
    let (a, b) = (pairs(a), pairs(b));
    let common = a.intersection(&b).count();
    common > 0 && common * 2 >= a.len().min(b.len())
}
