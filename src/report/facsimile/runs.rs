//! Letters that stand side by side and look alike, drawn by one command.

use std::fmt::Write;

use crate::document::facsimile::{Colour, Face, Letter};

/// Letters on one base line.
pub(super) struct Run {
    pub words: String,
    /// Where the base line starts.
    pub at: (f32, f32),
    direction: (f32, f32),
    /// Along the base line, of each letter.
    pub offsets: Vec<f32>,
    pub size: f32,
    pub face: Face,
    pub is_bold: bool,
    pub colour: Colour,
}

/// Base lines nearer than this are the same (points).
const SAME: f32 = 0.05;
/// Drawn for a letter the file does not name.
const UNNAMED: char = '□';
/// Letters in one command.
const LONGEST: usize = 400;

/// The letters that are seen, in runs.
pub(super) fn of(letters: &[Letter]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for letter in letters.iter().filter(|letter| !letter.is_hidden && is_seen(letter.letter)) {
        match runs.last_mut().filter(|run| run.takes(letter)) {
            Some(run) => run.add(letter),
            None => runs.push(Run::new(letter)),
        }
    }
    runs
}

/// Writes numbers as a list, short.
pub(super) fn list(out: &mut String, numbers: impl Iterator<Item = f32>) {
    for (at, number) in numbers.enumerate() {
        let blank = if at == 0 { "" } else { " " };
        let _ = write!(out, "{blank}{}", (number * 100.0).round() / 100.0);
    }
}

fn is_seen(letter: char) -> bool {
    !letter.is_whitespace() && !letter.is_control()
}

impl Run {
    fn new(letter: &Letter) -> Self {
        let mut run = Self {
            words: String::new(),
            at: letter.at,
            direction: letter.direction,
            offsets: Vec::new(),
            size: letter.size,
            face: letter.face,
            is_bold: letter.is_bold,
            colour: letter.colour,
        };
        run.add(letter);
        run
    }

    /// Where a letter stands from the start of the base line: along it and beside it.
    fn offset(&self, letter: &Letter) -> (f32, f32) {
        let (x, y) = (letter.at.0 - self.at.0, letter.at.1 - self.at.1);
        (x * self.direction.0 + y * self.direction.1, x * self.direction.1 - y * self.direction.0)
    }

    fn takes(&self, letter: &Letter) -> bool {
        let near = |one: f32, other: f32| (one - other).abs() < SAME;
        // Browsers disagree on whether such a letter counts once or twice in a list of places.
        let is_plain = |words: &str| words.chars().next_back().is_none_or(|last| last.len_utf16() == 1);
        near(self.direction.0, letter.direction.0)
            && near(self.direction.1, letter.direction.1)
            && near(self.size, letter.size)
            && self.face == letter.face
            && self.is_bold == letter.is_bold
            && self.colour == letter.colour
            && self.offset(letter).1.abs() < SAME
            && self.offsets.len() < LONGEST
            && is_plain(&self.words)
    }

    fn add(&mut self, letter: &Letter) {
        self.offsets.push(self.offset(letter).0);
        self.words.push(if letter.letter == char::REPLACEMENT_CHARACTER { UNNAMED } else { letter.letter });
    }

    /// Whether the base line runs from left to right.
    pub(super) fn is_level(&self) -> bool {
        self.direction.0 > 0.0 && self.direction.1.abs() < 0.001
    }

    /// Turn of the base line in degrees, clockwise.
    pub(super) fn turn(&self) -> f32 {
        self.direction.1.atan2(self.direction.0).to_degrees()
    }
}
