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
