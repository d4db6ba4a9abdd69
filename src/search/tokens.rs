//! How texts enter the index. Each tokenizer takes the text as it is and folds it while reading: folding runs at
//! about a gigabyte a second, so that three fields fold for less than it costs to keep a folded copy.
//!
//! A substring is found exactly by `GRAMS`: the text as overlapping pairs of folded characters, whose positions
//! count characters. Any substring of two characters or more is then a phrase, and nothing else is.

mod chars;
mod grams;
mod words;

use tantivy::tokenizer::TokenizerManager;

pub use chars::CharTokenizer;
pub use grams::{END, GramTokenizer, Pattern, pattern};
pub use words::WordTokenizer;

/// Name of the tokenizer of character pairs; its field needs positions.
pub const GRAMS: &str = "grams";
/// Name of the tokenizer of single characters, each told once a text; its field needs neither positions nor counts.
pub const CHARS: &str = "chars";
/// Name of the tokenizer of words.
pub const WORDS: &str = "words";

/// Makes the three tokenizers known to an index, which forgets them when it is closed.
pub fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(GRAMS, GramTokenizer::default());
    tokenizers.register(CHARS, CharTokenizer::default());
    tokenizers.register(WORDS, WordTokenizer::default());
}

#[cfg(test)]
mod tests;
