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
    /// Sorted.
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
        Ok(Self { keys, rows, scales, dimension })
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

    /// Rows of the grams of a text, sorted, as often as they occur.
    fn grams(&self, text: &str) -> Vec<usize> {
        let letters: Vec<char> = text.chars().take(HEAD).collect();
        let mut rows = Vec::with_capacity(letters.len() * LENGTHS.len());
        for run in letters.split(|&letter| !is_told(letter)) {
            for gram in LENGTHS.into_iter().flat_map(|length| run.windows(length)) {
                rows.extend(self.keys.binary_search(&key(gram)).ok());
            }
        }
        rows.sort_unstable();
        rows
    }
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
}
