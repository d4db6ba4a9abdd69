//! Characters of a text as the linear models see them, and the hashes of their n-grams.

use super::super::tokens::fold;

/// 32-bit FNV-1a.
const OFFSET: u32 = 2_166_136_261;
const PRIME: u32 = 16_777_619;
/// Signs that stand for something masked.
const MASKS: [char; 8] = ['×', 'x', 'X', '*', '＊', '✕', 'Ｘ', '×'];
/// Digits and masks in a row that are kept.
const KEPT: usize = 2;

/// Folded characters, each with the place of the character it came from.
pub(super) struct Grams {
    codes: Vec<u32>,
    places: Vec<u32>,
}

impl Grams {
    /// The first `head` characters: no white space, digits as 0, masks as ×.
    pub(super) fn of(text: &str, head: usize) -> Self {
        let mut grams = Self { codes: Vec::new(), places: Vec::new() };
        for (place, character) in text.chars().take(head).enumerate() {
            if character.is_whitespace() {
                continue;
            }
            let folded = folded(character);
            let code = u32::from(folded);
            let length = grams.codes.len();
            let repeated = matches!(folded, '0' | '×')
                && length >= KEPT
                && grams.codes[length - KEPT..].iter().all(|&other| other == code);
            if !repeated {
                grams.codes.push(code);
                grams.places.push(place as u32);
            }
        }
        grams
    }

    /// The hash of every run of `n` characters.
    pub(super) fn hashes(&self, n: usize) -> impl Iterator<Item = u32> {
        self.codes.windows(n).map(move |run| {
            run.iter()
                .fold((OFFSET ^ n as u32).wrapping_mul(PRIME), |hash, code| (hash ^ code).wrapping_mul(PRIME))
        })
    }

    /// Place in the text of each character.
    pub(super) fn places(&self) -> &[u32] {
        &self.places
    }
}

fn folded(character: char) -> char {
    if MASKS.contains(&character) {
        return '×';
    }
    match fold(character) {
        '0'..='9' => '0',
        other => other,
    }
}
