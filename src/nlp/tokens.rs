//! One character, one token: the same folding as `models/training/tokens.py`.

use std::collections::HashMap;

use tokenizers::Tokenizer;
use unicode_normalization::UnicodeNormalization;

use super::error::ModelError;

/// Id of every character the vocabulary does not know.
const UNKNOWN: u32 = 1;
/// Characters that no folding changes and that make up nearly all of a Chinese text.
const IDEOGRAPHS: std::ops::Range<u32> = 0x4E00..0xA000;

/// Character to id.
#[derive(Debug)]
pub struct Vocabulary {
    /// By code point from the start of `IDEOGRAPHS`.
    ideographs: Vec<u32>,
    others: HashMap<char, u32>,
    size: usize,
}

impl Vocabulary {
    /// Reads a `tokenizer.json` whose tokens are single characters.
    pub(super) fn parse(content: &[u8]) -> Result<Self, ModelError> {
        let tokenizer =
            Tokenizer::from_bytes(content).map_err(|error| ModelError::Tokenizer(error.to_string()))?;
        Ok(Self::new(tokenizer.get_vocab(true)))
    }

    fn new(tokens: HashMap<String, u32>) -> Self {
        let mut vocabulary = Self {
            ideographs: vec![UNKNOWN; IDEOGRAPHS.len()],
            others: HashMap::new(),
            size: tokens.values().max().map_or(0, |last| *last as usize + 1),
        };
        for (token, id) in tokens {
            let mut characters = token.chars();
            // Longer tokens are the special ones; text never holds them.
            let (Some(character), None) = (characters.next(), characters.next()) else { continue };
            match vocabulary.ideographs.get_mut((character as usize).wrapping_sub(IDEOGRAPHS.start as usize))
            {
                Some(slot) => *slot = id,
                None => drop(vocabulary.others.insert(character, id)),
            }
        }
        vocabulary
    }

    /// Ids of a text, one a character.
    pub fn encode(&self, text: &str) -> Vec<u32> {
        text.chars().map(|character| self.id(character)).collect()
    }

    /// Id of one character, folded.
    pub fn id(&self, character: char) -> u32 {
        let slot = (character as usize).wrapping_sub(IDEOGRAPHS.start as usize);
        match self.ideographs.get(slot) {
            Some(id) => *id,
            None => self.others.get(&fold(character)).copied().unwrap_or_else(|| {
                // Folding may lead to an ideograph (compatibility forms).
                let slot = (fold(character) as usize).wrapping_sub(IDEOGRAPHS.start as usize);
                self.ideographs.get(slot).copied().unwrap_or(UNKNOWN)
            }),
        }
    }

    /// Number of ids.
    pub fn size(&self) -> usize {
        self.size
    }
}

/// Full-width and compatibility forms to the plain character in lower case; whatever has no single-character form stays.
pub fn fold(character: char) -> char {
    if character.is_ascii() {
        return character.to_ascii_lowercase();
    }
    if IDEOGRAPHS.contains(&(character as u32)) {
        return character;
    }
    let mut folded = std::iter::once(character).nfkc().flat_map(char::to_lowercase);
    match (folded.next(), folded.next()) {
        (Some(plain), None) => plain,
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let tokens = ["[PAD]", "[UNK]", "盗", "a", ",", "1", "年"];
        Vocabulary::new(tokens.iter().zip(0..).map(|(token, id)| ((*token).to_owned(), id)).collect())
    }

    #[test]
    fn one_character_one_id() {
        let vocabulary = vocabulary();
        assert_eq!(vocabulary.encode("盗Ａa，１"), [2, 3, 3, 4, 5]);
        assert_eq!(
            vocabulary.encode("鼪\n[PAD]"),
            vec![UNKNOWN; 2].into_iter().chain([1, 1, 3, 1, 1]).collect::<Vec<_>>()
        );
        assert_eq!(vocabulary.encode("\u{F98E}"), [6], "the compatibility form of 年");
        assert_eq!(vocabulary.encode(""), [] as [u32; 0]);
        assert_eq!(vocabulary.size(), 7);
    }

    #[test]
    fn folding_keeps_what_has_no_single_form() {
        for (from, to) in
            [('㎏', '㎏'), ('…', '…'), ('（', '('), ('Σ', 'σ'), ('İ', 'İ'), ('⼈', '人'), ('\u{3000}', ' ')]
        {
            assert_eq!(fold(from), to, "{from}");
        }
    }
}
