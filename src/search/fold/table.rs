//! What each character folds to, looked up in one step.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::text::normal;

/// Characters of the basic plane; those beyond are rare in papers.
const PLANE: u32 = 0x1_0000;
/// Marks a character that is dropped; itself a control character, which is always dropped.
const DROPPED: char = '\0';

/// What every character folds to.
pub(super) struct Table {
    plane: Box<[char]>,
    rules: Rules,
}

impl Table {
    /// Works out the basic plane from the data files and Unicode's own tables, a few milliseconds.
    pub(super) fn build() -> Self {
        let rules = Rules::read();
        let plane = (0..PLANE)
            .map(|code| char::from_u32(code).and_then(|character| rules.fold(character)).unwrap_or(DROPPED))
            .collect();
        Self { plane, rules }
    }

    /// What a character folds to; nothing where it is dropped.
    #[inline]
    pub(super) fn get(&self, character: char) -> Option<char> {
        match self.plane.get(character as usize) {
            Some(&DROPPED) => None,
            Some(&folded) => Some(folded),
            None => self.rules.fold(character),
        }
    }
}

/// One character for another: signs by family, traditional by simplified.
struct Rules {
    signs: HashMap<char, char>,
    simplified: HashMap<char, char>,
}

impl Rules {
    fn read() -> Self {
        Self {
            signs: families(include_str!("../data/families.txt")),
            simplified: pairs(include_str!("../data/traditional.tsv")),
        }
    }

    /// Folds until nothing changes: a full-width letter becomes an ASCII one, and that a small one.
    fn fold(&self, character: char) -> Option<char> {
        if is_invisible(character) {
            return None;
        }
        let folded = self.step(character)?;
        if folded == character { Some(folded) } else { self.fold(folded) }
    }

    fn step(&self, character: char) -> Option<char> {
        // Most of the plane: no case, no compatible form.
        if matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}') {
            return Some(self.simplified.get(&character).copied().unwrap_or(character));
        }
        let spelled = normal::lone(character)?;
        let sign = self.signs.get(&spelled).copied().unwrap_or(spelled);
        let compatible = single(sign, sign.nfkc());
        let lower = single(compatible, compatible.to_lowercase());
        Some(self.simplified.get(&lower).copied().unwrap_or(lower))
    }
}

/// The one character of `forms`, or the character itself where they are several.
fn single(character: char, mut forms: impl Iterator<Item = char>) -> char {
    match (forms.next(), forms.next()) {
        (Some(only), None) => only,
        _ => character,
    }
}

/// Fillers, marks of direction and choices of glyph, which no one sees or types.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{2061}'..='\u{206F}'
            | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

fn families(data: &str) -> HashMap<char, char> {
    let mut signs = HashMap::new();
    for line in data.lines().filter(|line| !line.starts_with('#')) {
        let mut family = line.chars().filter(|character| *character != ' ');
        let Some(first) = family.next() else { continue };
        signs.extend(family.map(|member| (member, first)));
    }
    signs
}

fn pairs(data: &str) -> HashMap<char, char> {
    let lines = data.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let (traditional, simplified) = line.split_once('\t')?;
            Some((traditional.chars().next()?, simplified.chars().next()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{families, pairs};

    #[test]
    fn every_line_of_the_data_is_read() {
        let traditional = pairs(include_str!("../data/traditional.tsv"));
        assert!(traditional.len() > 4000, "{}", traditional.len());
        assert!(traditional.values().all(|simplified| !traditional.contains_key(simplified)));
        let signs = families(include_str!("../data/families.txt"));
        assert_eq!(signs[&'【'], '[');
        assert!(signs.values().all(|first| !signs.contains_key(first)));
    }
}
