//! Which drawn letter each character of a page's text is.
//!
//! The text is what the parser reads, with blanks and line ends put in and page furniture left out; the letters are
//! all that is drawn. Both come in the order of the page's operators, so they are walked side by side.

use super::frame::Frame;
use crate::document::facsimile::Letter;
use crate::document::imprint::Place;

/// Letters that must agree before a place is trusted where the two did not run on together.
const SURE: usize = 3;
/// How far ahead the next agreement is looked for, in letters.
const REACH: usize = 400;

/// The place of each character of `text`.
pub(super) fn places(text: &str, letters: &[Letter], frame: &Frame) -> Vec<Place> {
    let words: Vec<(usize, char)> =
        text.chars().enumerate().filter(|(_, letter)| !letter.is_whitespace()).collect();
    let drawn: Vec<&Letter> =
        letters.iter().filter(|letter| !letter.is_artifact && !is_blank(letter.letter)).collect();
    let mut places = vec![Place::default(); text.chars().count()];
    let (mut word, mut letter) = (0, 0);
    while let (Some(&(character, wanted)), Some(found)) = (words.get(word), drawn.get(letter)) {
        if agree(wanted, found.letter) {
            if let Some(place) = places.get_mut(character) {
                *place = place_of(found, frame);
            }
            word += 1;
            letter += 1;
            continue;
        }
        let Some((words_on, letters_on)) = next_agreement(&words[word..], &drawn[letter..]) else { break };
        word += words_on;
        letter += letters_on;
    }
    places
}

/// Blanks, and characters that a reader drops.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control()
}

/// A letter that the file does not name may be any.
fn agree(wanted: char, found: char) -> bool {
    wanted == found || found == char::REPLACEMENT_CHARACTER
}

/// How far both must go on, as little as possible, until they run on together again.
fn next_agreement(words: &[(usize, char)], drawn: &[&Letter]) -> Option<(usize, usize)> {
    (1..REACH).find_map(|far| {
        // Letters that are not in the text are the usual reason.
        let skips = (0..=far).map(|words_on| (words_on, far - words_on));
        skips.into_iter().find(|&(words_on, letters_on)| runs_on(words, drawn, words_on, letters_on))
    })
}

fn runs_on(words: &[(usize, char)], drawn: &[&Letter], words_on: usize, letters_on: usize) -> bool {
    let (Some(words), Some(drawn)) = (words.get(words_on..), drawn.get(letters_on..)) else { return false };
    let count = SURE.min(words.len()).min(drawn.len());
    count > 0 && words.iter().zip(drawn).take(count).all(|((_, wanted), found)| *wanted == found.letter)
}

fn place_of(letter: &Letter, frame: &Frame) -> Place {
    let [left, top, right, bottom] = letter.bounds().map(f64::from);
    Place::new(left / frame.width, top / frame.height, right / frame.width, bottom / frame.height)
}
