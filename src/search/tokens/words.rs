//! Words, for ranking.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::search::words;

/// Yields the words of a text. Positions count all words, so that a word left out leaves its place; offsets
/// are those of the folded text.
#[derive(Debug, Clone, Default)]
pub struct WordTokenizer {
    folded: String,
    found: Vec<Place>,
    token: Token,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    start: u32,
    end: u32,
    position: u32,
}

/// Words of one text.
pub struct WordStream<'a> {
    folded: &'a str,
    found: std::slice::Iter<'a, Place>,
    token: &'a mut Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        words::fold_for_words(text, &mut self.folded);
        self.found.clear();
        self.found.extend(words::words(&self.folded).map(|word| Place {
            start: word.start as u32,
            end: (word.start + word.text.len()) as u32,
            position: word.position as u32,
        }));
        WordStream { folded: &self.folded, found: self.found.iter(), token: &mut self.token }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(place) = self.found.next() else { return false };
        let (start, end) = (place.start as usize, place.end as usize);
        self.token.text.clear();
        self.token.text.push_str(self.folded.get(start..end).unwrap_or_default());
        self.token.offset_from = start;
        self.token.offset_to = end;
        self.token.position = place.position as usize;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
