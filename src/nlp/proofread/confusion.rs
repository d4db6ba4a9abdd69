//! Characters alike in sound and in shape.

use std::sync::OnceLock;

use super::edit::Relation;
use crate::nlp::{Arrays, ModelError, Vocabulary};

const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FA5;
/// Readings kept of a character.
const READINGS: usize = 3;
/// Characters of like shape kept of a character.
const SHAPES: usize = 16;
const NO_READING: u16 = u16::MAX;

/// Whether a character is one that proofreading may touch.
pub(super) fn is_han(character: char) -> bool {
    (FIRST..=LAST).contains(&(character as u32))
}

/// Readings without tones, and pictures alike, of all Chinese characters; the characters a model can write.
#[derive(Debug)]
pub(super) struct Confusion<'m> {
    sounds: &'m [u16],
    shapes: &'m [u16],
    likeness: &'m [u8],
    /// Readings one slip of the keyboard or of the ear away, by reading.
    near: Vec<Vec<u16>>,
    /// Symbols of each reading.
    spoken: Vec<Vec<u32>>,
    /// Character of each symbol.
    characters: Vec<Option<char>>,
    /// What each character is alike to, gathered when it is first met.
    alike: Vec<OnceLock<Box<[Alike]>>>,
}

/// A symbol that a written character may stand for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alike {
    pub(super) symbol: u32,
    pub(super) relation: Relation,
    /// In shape, 0 to 1.
    pub(super) likeness: f32,
}

impl<'m> Confusion<'m> {
    pub(super) fn new(arrays: &'m Arrays, vocabulary: &Vocabulary) -> Result<Self, ModelError> {
        let mut all = Self {
            sounds: arrays.u16("confusion.sounds")?,
            shapes: arrays.u16("confusion.shapes")?,
            likeness: arrays.u8("confusion.likeness")?,
            near: Vec::new(),
            spoken: Vec::new(),
            characters: vec![None; vocabulary.size()],
            alike: std::iter::repeat_with(OnceLock::new).take((LAST - FIRST + 1) as usize).collect(),
        };
        for pair in arrays.u16("confusion.near")?.chunks_exact(2) {
            entry(&mut all.near, pair[0]).push(pair[1]);
        }
        let unknown = vocabulary.id(char::REPLACEMENT_CHARACTER);
        for character in (FIRST..=LAST).filter_map(char::from_u32) {
            let symbol = vocabulary.id(character);
            if symbol == unknown {
                continue;
            }
            if let Some(slot) = all.characters.get_mut(symbol as usize) {
                *slot = Some(character);
            }
            for reading in readings(all.sounds, character) {
                entry(&mut all.spoken, reading).push(symbol);
            }
        }
        Ok(all)
    }

    /// The character of a symbol, where it is a Chinese one.
    pub(super) fn character(&self, symbol: u32) -> Option<char> {
        self.characters.get(symbol as usize).copied().flatten()
    }

    /// Readings of a character.
    pub(super) fn readings(&self, character: char) -> impl Iterator<Item = u16> {
        readings(self.sounds, character)
    }

    /// A reading and those near it.
    pub(super) fn around(&self, reading: u16) -> impl Iterator<Item = u16> {
        std::iter::once(reading).chain(self.near_of(reading).iter().copied())
    }

    /// Symbols alike to a written character, each once.
    pub(super) fn alike(&self, character: char) -> &[Alike] {
        let kept = self.alike.get((character as u32).wrapping_sub(FIRST) as usize);
        kept.map_or(&[], |kept| kept.get_or_init(|| self.gathered(character)))
    }

    fn gathered(&self, character: char) -> Box<[Alike]> {
        let shapes = self.shapes_of(character);
        let shape =
            |symbol: u32| shapes.clone().find(|&(other, _)| other == symbol).map_or(0.0, |(_, like)| like);
        let mut told: Vec<Alike> = Vec::new();
        let mut once = |symbol: u32, relation: Relation| {
            if self.character(symbol) != Some(character) && !told.iter().any(|one| one.symbol == symbol) {
                told.push(Alike { symbol, relation, likeness: shape(symbol) });
            }
        };
        for reading in self.readings(character) {
            self.spoken_as(reading).iter().for_each(|&symbol| once(symbol, Relation::SameSound));
        }
        for near in self.readings(character).flat_map(|reading| self.near_of(reading)) {
            self.spoken_as(*near).iter().for_each(|&symbol| once(symbol, Relation::NearSound));
        }
        for (symbol, _) in shapes.clone() {
            once(symbol, Relation::Shape);
        }
        told.into()
    }

    fn near_of(&self, reading: u16) -> &[u16] {
        self.near.get(usize::from(reading)).map_or(&[], Vec::as_slice)
    }

    fn spoken_as(&self, reading: u16) -> &[u32] {
        self.spoken.get(usize::from(reading)).map_or(&[], Vec::as_slice)
    }

    fn shapes_of(&self, character: char) -> impl Iterator<Item = (u32, f32)> + Clone {
        let range = row(character, SHAPES);
        let shapes = self.shapes.get(range.clone()).unwrap_or_default();
        let likeness = self.likeness.get(range).unwrap_or_default();
        shapes.iter().zip(likeness).map(|(&symbol, &like)| (symbol.into(), f32::from(like) / 255.0))
    }
}

fn row(character: char, width: usize) -> std::ops::Range<usize> {
    let row = (character as u32).wrapping_sub(FIRST) as usize;
    row.saturating_mul(width)..row.saturating_mul(width).saturating_add(width)
}

fn readings(sounds: &[u16], character: char) -> impl Iterator<Item = u16> {
    let row = sounds.get(row(character, READINGS)).unwrap_or_default();
    row.iter().copied().filter(|&reading| reading != NO_READING)
}

fn entry<T>(lists: &mut Vec<Vec<T>>, at: u16) -> &mut Vec<T> {
    let at = usize::from(at);
    if lists.len() <= at {
        lists.resize_with(at + 1, Vec::new);
    }
    &mut lists[at]
}
