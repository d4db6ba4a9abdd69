//! Overlapping pairs of characters.

use std::str::Chars;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::search::fold;

/// Stands after the last character of a text, so that every character begins a pair. Folding drops it, so no
/// text has it of its own.
pub const END: char = '\u{3}';

/// Yields the pairs of folded characters of a text, the last one with [`END`]. Positions count characters;
/// offsets are not kept.
#[derive(Debug, Clone, Default)]
pub struct GramTokenizer {
    token: Token,
}

/// Pairs of one text.
pub struct GramStream<'a> {
    rest: Chars<'a>,
    /// First character of the next pair.
    first: Option<char>,
    token: &'a mut Token,
}

impl Tokenizer for GramTokenizer {
    type TokenStream<'a> = GramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> GramStream<'a> {
        self.token.reset();
        let mut rest = text.chars();
        let first = next_folded(&mut rest);
        GramStream { rest, first, token: &mut self.token }
    }
}

impl TokenStream for GramStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(first) = self.first else { return false };
        self.first = next_folded(&mut self.rest);
        write_pair(&mut self.token.text, first, self.first.unwrap_or(END));
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// What must stand in a text for a typed passage to stand there, letter for letter once both are folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// Nothing that could be looked for.
    Empty,
    /// One character, of the field of [`super::CHARS`].
    Character(String),
    /// One pair.
    Pair(String),
    /// Pairs at distances from each other: a phrase of at least two terms.
    Phrase(Vec<(usize, String)>),
}

/// Reads a typed passage. Pairs that follow each other without overlapping say all there is to say: the last one
/// overlaps where the count of characters is odd.
pub fn pattern(text: &str) -> Pattern {
    let characters = fold::fold(text).chars;
    match characters.as_slice() {
        [] => Pattern::Empty,
        [only] => Pattern::Character(only.to_string()),
        [first, second] => Pattern::Pair(pair(*first, *second)),
        several => Pattern::Phrase(cover(several)),
    }
}

fn cover(characters: &[char]) -> Vec<(usize, String)> {
    let last = characters.len() - 2;
    let even = (0..last).step_by(2).chain([last]);
    even.filter_map(|at| Some((at, pair(*characters.get(at)?, *characters.get(at + 1)?)))).collect()
}

fn pair(first: char, second: char) -> String {
    let mut text = String::with_capacity(8);
    write_pair(&mut text, first, second);
    text
}

fn write_pair(text: &mut String, first: char, second: char) {
    text.clear();
    text.push(first);
    text.push(second);
}

fn next_folded(rest: &mut Chars<'_>) -> Option<char> {
    rest.find_map(fold::fold_char)
}
