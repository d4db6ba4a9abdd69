//! Facts as vectors: the weighted sum of the vectors of their character pairs and triples.
//! `models/training/similar/grams.py` computes the same.

use super::super::{Arrays, ModelError};
use super::misfit;

/// Characters of a gram.
const LENGTHS: [usize; 2] = [2, 3];
/// Characters of the facts that are read.
const HEAD: usize = 4000;
/// Stands for a name in published judgments.
const MASK: char = '某';

/// A table of grams with the vector of each.
#[derive(Debug)]
pub struct Vectors {
    /// Where the row of a key is, plus one; 0 where there is none. Keys that want one place take the next.
    slots: Vec<u32>,
    keys: Vec<u32>,
    rows: Vec<i8>,
    scales: Vec<f32>,
    dimension: usize,
}

impl Vectors {
    pub(super) fn of(arrays: &Arrays) -> Result<Self, ModelError> {
        let keys = arrays.u32("gram.key")?.to_vec();
        let rows = arrays.i8("gram.weight")?.to_vec();
        let scales = arrays.f32("gram.scale")?.to_vec();
        let dimension = rows.len().checked_div(keys.len()).unwrap_or(0);
        if scales.len() != keys.len() || rows.len() != keys.len() * dimension || !keys.is_sorted() {
            return Err(misfit("字串表"));
        }
        Ok(Self { slots: slots(&keys), keys, rows, scales, dimension })
    }

    /// Numbers of a vector.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// The vector of facts, of length one; zeros where nothing in them is known.
    pub fn vector(&self, facts: &str) -> Vec<f32> {
        let mut sum = vec![0.0_f32; self.dimension];
        for same in self.grams(facts).chunk_by(|a, b| a == b) {
            let row = same[0];
            let weight = (1.0 + (same.len() as f32).ln()) * self.scales[row];
            let numbers = &self.rows[row * self.dimension..][..self.dimension];
            for (total, &number) in sum.iter_mut().zip(numbers) {
                *total += weight * f32::from(number);
            }
        }
        let length = sum.iter().map(|number| number * number).sum::<f32>().sqrt().max(1e-9);
        for number in &mut sum {
            *number /= length;
        }
        sum
    }

    fn row(&self, key: u32) -> Option<usize> {
        let mut slot = slot(key, self.slots.len());
        loop {
            let row = (*self.slots.get(slot)? as usize).checked_sub(1)?;
            if self.keys[row] == key {
                return Some(row);
            }
            slot = (slot + 1) % self.slots.len();
        }
    }

    /// Rows of the grams of a text, sorted, as often as they occur.
    fn grams(&self, text: &str) -> Vec<usize> {
        let letters: Vec<char> = text.chars().take(HEAD).collect();
        let mut rows = Vec::with_capacity(letters.len() * LENGTHS.len());
        for run in letters.split(|&letter| !is_told(letter)) {
            for gram in LENGTHS.into_iter().flat_map(|length| run.windows(length)) {
                rows.extend(self.row(key(gram)));
            }
        }
        rows.sort_unstable();
        rows
    }
}

/// At most a quarter of them is taken, so that every search ends soon.
fn slots(keys: &[u32]) -> Vec<u32> {
    let mut slots = vec![0; (keys.len() * 4).next_power_of_two()];
    for (row, &key) in keys.iter().enumerate() {
        let mut at = slot(key, slots.len());
        while slots[at] != 0 {
            at = (at + 1) % slots.len();
        }
        slots[at] = row as u32 + 1;
    }
    slots
}

fn slot(key: u32, count: usize) -> usize {
    key.wrapping_mul(0x9E37_79B1) as usize / ((u32::MAX as usize + 1) / count).max(1)
}

fn is_told(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter) && letter != MASK
}

/// FNV-1a over the code points, started from the length.
fn key(gram: &[char]) -> u32 {
    let start = 0x811C_9DC5 ^ gram.len() as u32;
    gram.iter().fold(start, |hash, letter| (hash ^ u32::from(*letter)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_the_training() {
        let of = |text: &str| key(&text.chars().collect::<Vec<_>>());
        assert_eq!([of("盗窃"), of("云岭县")], [1_990_420_937, 3_792_456_853]);
    }

    #[test]
    fn every_key_finds_its_row_and_another_none() {
        let keys: Vec<u32> = (0..1000).map(|at: u32| at.wrapping_mul(2_654_435_761)).collect();
        let table = Vectors { slots: slots(&keys), rows: Vec::new(), scales: Vec::new(), dimension: 0, keys };
        assert!(table.keys.iter().enumerate().all(|(row, &key)| table.row(key) == Some(row)));
        assert_eq!(table.row(7), None);
    }
}
