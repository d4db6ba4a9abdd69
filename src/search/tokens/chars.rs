//! Single characters, for the passage of one character that no pair can hold.

use std::collections::HashSet;
use std::str::Chars;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::search::fold;

const WORD_BITS: usize = u64::BITS as usize;

/// Yields every folded character of a text once.
#[derive(Debug, Clone, Default)]
pub struct CharTokenizer {
    seen: Seen,
    token: Token,
}

/// Characters of one text.
pub struct CharStream<'a> {
    rest: Chars<'a>,
    seen: &'a mut Seen,
    token: &'a mut Token,
}

impl Tokenizer for CharTokenizer {
    type TokenStream<'a> = CharStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> CharStream<'a> {
        self.token.reset();
        self.seen.clear();
        CharStream { rest: text.chars(), seen: &mut self.seen, token: &mut self.token }
    }
}

impl TokenStream for CharStream<'_> {
    fn advance(&mut self) -> bool {
        let seen = &mut *self.seen;
        let fresh = self.rest.by_ref().filter_map(fold::fold_char).find(|&character| seen.insert(character));
        let Some(character) = fresh else { return false };
        self.token.text.clear();
        self.token.text.push(character);
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

/// Characters met so far: a bit each in the basic plane, a set for the rare ones beyond.
#[derive(Debug, Clone)]
struct Seen {
    plane: Box<[u64]>,
    beyond: HashSet<char>,
}

impl Default for Seen {
    fn default() -> Self {
        Self { plane: vec![0; 0x1_0000 / WORD_BITS].into_boxed_slice(), beyond: HashSet::new() }
    }
}

impl Seen {
    fn clear(&mut self) {
        self.plane.fill(0);
        self.beyond.clear();
    }

    /// Whether the character was not met before.
    fn insert(&mut self, character: char) -> bool {
        let code = character as usize;
        let Some(word) = self.plane.get_mut(code / WORD_BITS) else { return self.beyond.insert(character) };
        let bit = 1 << (code % WORD_BITS);
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }
}
