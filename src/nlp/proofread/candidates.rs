//! Edits that may be corrections, from the language model's tables alone.
//!
//! Only Chinese characters are touched, and only where the language model is not content with the text.

use super::confusion::{Confusion, is_han};
use super::edit::{Edit, Kind};
use super::language_model::CONTEXT;
use super::pairs::Pairs;

/// A written error is unlikely itself, or makes what follows so. Found on errors in texts the model had not counted:
/// each limit loses about one error in fifty.
const WRONG: f32 = -1.2;
const WRONG_OR_NEXT: f32 = -2.0;
const WRONG_AND_FOLLOWING: f32 = -4.2;
const AFTER_GAP: f32 = -1.0;
const AFTER_GAP_AND_FOLLOWING: f32 = -3.0;

/// One sentence: its characters and symbols, and sums of the logarithms up to each symbol.
#[derive(Debug)]
pub(super) struct Sentence<'t> {
    /// The character of each symbol.
    pub(super) characters: &'t [char],
    pub(super) symbols: &'t [u32],
    pub(super) running: &'t [f32],
    /// Whether the symbol is part of a name or a number.
    pub(super) protected: &'t [bool],
}

impl Sentence<'_> {
    /// Sum of the logarithms of symbols `from..to`.
    pub(super) fn sum(&self, from: usize, to: usize) -> f32 {
        let at = |index: usize| self.running.get(index.min(self.symbols.len())).copied().unwrap_or_default();
        at(to) - at(from)
    }

    /// Logarithm of one symbol; certain beyond the end.
    fn one(&self, at: usize) -> f32 {
        self.sum(at, at + 1)
    }

    /// Whether the symbol here or the next is unlikely, and all that depends on this one.
    fn strange(&self, at: usize) -> bool {
        self.one(at).min(self.one(at + 1)) <= WRONG_OR_NEXT
            && self.sum(at, at + 1 + CONTEXT) <= WRONG_AND_FOLLOWING
    }

    /// Whether something may be missing before this symbol.
    fn abrupt(&self, at: usize) -> bool {
        self.one(at) <= AFTER_GAP && self.sum(at, at + CONTEXT) <= AFTER_GAP_AND_FOLLOWING
    }

    /// The character of a symbol, if it may be touched.
    pub(super) fn han(&self, index: usize) -> Option<char> {
        let free = self.protected.get(index) == Some(&false);
        self.characters.get(index).copied().filter(|&character| free && is_han(character))
    }
}

/// Every edit worth scoring.
pub(super) fn proposals(sentence: &Sentence<'_>, confusion: &Confusion<'_>, pairs: &Pairs) -> Vec<Edit> {
    let mut out = Vec::new();
    for at in 0..sentence.symbols.len() {
        let Some(character) = sentence.han(at) else { continue };
        let next = sentence.han(at + 1);
        if next.is_some() && sentence.abrupt(at + 1) {
            let (left, right) = (sentence.symbols[at], sentence.symbols[at + 1]);
            out.extend(
                pairs.between(left, right).map(|symbol| Edit::new(Kind::Insert, at + 1, at + 1, &[symbol])),
            );
        }
        if !sentence.strange(at) {
            continue;
        }
        let wrong = sentence.one(at) <= WRONG;
        if wrong {
            replacements(sentence, at, character, confusion, pairs, &mut out);
        }
        out.push(Edit::new(Kind::Delete, at, at + 1, &[]));
        let Some(next) = next else { continue };
        out.push(Edit::new(Kind::Delete, at, at + 2, &[]));
        if wrong {
            for (first, second) in pairs.alike(confusion, character, next) {
                out.push(Edit::new(Kind::Pair, at, at + 2, &[first, second]));
            }
        }
        exchanges(sentence, at, &mut out);
    }
    out
}

fn replacements(
    sentence: &Sentence<'_>,
    at: usize,
    character: char,
    confusion: &Confusion<'_>,
    pairs: &Pairs,
    out: &mut Vec<Edit>,
) {
    let left = at.checked_sub(1).and_then(|left| sentence.symbols.get(left));
    let right = sentence.symbols.get(at + 1);
    let joins = |symbol: u32| {
        left.is_some_and(|&left| pairs.known(left, symbol))
            || right.is_some_and(|&right| pairs.known(symbol, right))
    };
    let alike = confusion.alike(character).iter().filter(|one| joins(one.symbol));
    out.extend(
        alike
            .map(|one| Edit::new(Kind::Replace, at, at + 1, &[one.symbol]).alike(one.relation, one.likeness)),
    );
}

fn exchanges(sentence: &Sentence<'_>, at: usize, out: &mut Vec<Edit>) {
    let symbol = |offset: usize| sentence.symbols[at + offset];
    if symbol(0) != symbol(1) {
        out.push(Edit::new(Kind::Swap, at, at + 2, &[symbol(1), symbol(0)]));
    }
    if sentence.han(at + 2).is_none() {
        return;
    }
    out.push(Edit::new(Kind::Swap, at, at + 3, &[symbol(1), symbol(2), symbol(0)]));
    out.push(Edit::new(Kind::Swap, at, at + 3, &[symbol(2), symbol(0), symbol(1)]));
    if sentence.han(at + 3).is_some() {
        out.push(Edit::new(Kind::Swap, at, at + 4, &[symbol(2), symbol(3), symbol(0), symbol(1)]));
    }
}
