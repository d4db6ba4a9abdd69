//! Text as the language model reads it: a run of digits, of Latin letters or of spaces is one symbol.

use super::language_model::NOTHING;
use crate::nlp::{Vocabulary, fold};

/// What stands for a run.
const DIGITS: char = '0';
const LETTERS: char = 'a';
const SPACES: char = ' ';
/// What a text is taken to follow.
const START: char = '。';

/// The symbols of one text and where each stands in it.
#[derive(Debug)]
pub(super) struct Symbols {
    /// Character of the text at which a symbol begins.
    pub(super) places: Vec<usize>,
    /// Symbols, after four that stand before the text.
    padded: Vec<u32>,
}

/// Symbol of every character the vocabulary does not know.
pub(super) const UNKNOWN: u32 = 1;
/// Symbols before the first of a text.
pub(super) const BEFORE: usize = 4;

impl Symbols {
    pub(super) fn read(text: &[char], vocabulary: &Vocabulary) -> Self {
        let runs = [DIGITS, LETTERS, SPACES].map(|sign| vocabulary.id(sign));
        let mut padded = vec![NOTHING; BEFORE - 1];
        padded.push(vocabulary.id(START));
        let mut places = Vec::with_capacity(text.len());
        for (at, &character) in text.iter().enumerate() {
            let symbol = vocabulary.id(sign(character));
            let repeats = !places.is_empty() && runs.contains(&symbol) && padded.last() == Some(&symbol);
            if !repeats {
                places.push(at);
                padded.push(symbol);
            }
        }
        Self { places, padded }
    }

    /// All symbols with the four before them: symbol `k` is at `k + BEFORE`.
    pub(super) fn padded(&self) -> &[u32] {
        &self.padded
    }

    /// The symbols of the text alone.
    pub(super) fn ids(&self) -> &[u32] {
        &self.padded[BEFORE..]
    }
}

fn sign(character: char) -> char {
    let folded = fold(character);
    if folded.is_whitespace() {
        SPACES
    } else if folded.is_ascii_digit() {
        DIGITS
    } else if folded.is_ascii_alphabetic() {
        LETTERS
    } else {
        folded
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::Models;

    #[test]
    fn runs_of_digits_letters_and_spaces_are_one_symbol() {
        let vocabulary = Models::shipped().vocabulary().unwrap();
        let text: Vec<char> = "于２０2３年 \n K粉Ab5".chars().collect();
        let symbols = Symbols::read(&text, &vocabulary);
        assert_eq!(symbols.places, [0, 1, 5, 6, 9, 10, 11, 13]);
        let wanted: Vec<u32> = "于0年 a粉a0".chars().map(|sign| vocabulary.id(sign)).collect();
        assert_eq!(symbols.ids(), wanted);
        assert_eq!(symbols.padded().len(), symbols.places.len() + BEFORE);
        assert!(Symbols::read(&[], &vocabulary).places.is_empty());
    }
}
