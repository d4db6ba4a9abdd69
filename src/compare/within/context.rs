//! The words around a value: what tells that two values stand for the same thing.

use std::collections::BTreeSet;

use super::telling::Telling;
use crate::text::Quote;

/// Characters looked at before and after a value.
#[derive(Clone, Copy)]
pub(super) struct Window {
    pub before: usize,
    pub after: usize,
}

/// Share of the words around two values that both have, from 0 to 1; digits count for nothing.
pub(super) fn alike(left: &Telling<'_>, a: &Quote, right: &Telling<'_>, b: &Quote, window: Window) -> f32 {
    let (before_a, after_a) = left.around(a, window);
    let (before_b, after_b) = right.around(b, window);
    let (mut x, mut y) = (pairs(&before_a), pairs(&before_b));
    x.extend(pairs(&after_a));
    y.extend(pairs(&after_b));
    share(&x, &y)
}

/// Share of the shorter text's character pairs that the other has too.
pub(super) fn words_alike(a: &str, b: &str) -> f32 {
    let letters = |text: &str| -> Vec<char> { text.chars().collect() };
    share(&pairs(&letters(a)), &pairs(&letters(b)))
}

/// Share of a text's character pairs that stand somewhere in `other`.
pub(super) fn covered(text: &str, other: &str) -> f32 {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let total = letters.windows(2).count();
    if total == 0 {
        return 1.0;
    }
    let met = letters.windows(2).filter(|pair| other.contains(&pair.iter().collect::<String>())).count();
    met as f32 / total as f32
}

/// The words around a value, near and wide.
#[derive(Clone)]
pub(super) struct Surroundings {
    before: Vec<(char, char)>,
    after: Vec<(char, char)>,
    wide: Vec<(char, char)>,
    is_day: bool,
}

/// How alike the surroundings of two values are, each part from 0 to 1.
pub(super) struct Alikeness {
    /// Shortly before.
    pub before: f32,
    /// Shortly after.
    pub after: f32,
    /// In the sentences around, digits included.
    pub wide: f32,
    is_day: bool,
}

impl Surroundings {
    /// What is said before and after a value within its passage. A day is told by what follows it.
    pub(super) fn of(before: &[char], after: &[char], is_day: bool) -> Self {
        let last = |count: usize| before.get(before.len().saturating_sub(count)..).unwrap_or_default();
        let first = |count: usize| after.get(..count.min(after.len())).unwrap_or_default();
        let (near, next) = if is_day { (20, 16) } else { (20, 8) };
        let mut wide = sorted_pairs(last(70), true);
        wide.extend(sorted_pairs(first(40), true));
        wide.sort_unstable();
        wide.dedup();
        let (before, after) = (sorted_pairs(last(near), false), sorted_pairs(first(next), false));
        Self { before, after, wide, is_day }
    }

    pub(super) fn likeness(&self, other: &Self) -> Alikeness {
        Alikeness {
            before: dice(&self.before, &other.before),
            after: dice(&self.after, &other.after),
            wide: dice(&self.wide, &other.wide),
            is_day: self.is_day,
        }
    }
}

impl Alikeness {
    /// What stands before a value tells most of what it is; of a day, what follows it.
    pub(super) fn total(&self) -> f32 {
        if self.is_day {
            return 0.25 * self.before + 0.45 * self.after + 0.3 * self.wide;
        }
        0.5 * self.before + 0.2 * self.after + 0.3 * self.wide
    }
}

fn sorted_pairs(letters: &[char], with_digits: bool) -> Vec<(char, char)> {
    let is_kept = |c: &char| c.is_alphabetic() || with_digits && c.is_numeric();
    let letters: Vec<char> = letters.iter().copied().filter(is_kept).collect();
    let mut pairs: Vec<(char, char)> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Twice what is shared over all; nothing on both sides is alike (both values open their passage).
fn dice(a: &[(char, char)], b: &[(char, char)]) -> f32 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0_usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    2.0 * shared as f32 / (a.len() + b.len()) as f32
}

fn pairs(letters: &[char]) -> BTreeSet<(char, char)> {
    let letters: Vec<char> =
        letters.iter().copied().filter(|c| c.is_alphabetic() && !c.is_ascii_digit()).collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

fn share(a: &BTreeSet<(char, char)>, b: &BTreeSet<(char, char)>) -> f32 {
    let least = a.len().min(b.len());
    // Two or three words in common by chance say nothing.
    if least < 3 {
        return 0.0;
    }
    a.intersection(b).count() as f32 / least as f32
}
