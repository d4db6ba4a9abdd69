//! Common pairs of characters, found by first, by last and by sound.

use super::confusion::Confusion;
use crate::nlp::{Arrays, ModelError, Vocabulary};

/// The pairs a typing method would offer.
#[derive(Debug)]
pub(super) struct Pairs {
    /// Symbols that follow a symbol, in order.
    after: Vec<Vec<u32>>,
    /// One bit a pair.
    known: Vec<u64>,
    size: usize,
    /// Pairs by the readings of both characters, sorted.
    spoken: Vec<(u32, u16, u16)>,
}

impl Pairs {
    pub(super) fn new(
        arrays: &Arrays,
        confusion: &Confusion<'_>,
        vocabulary: &Vocabulary,
    ) -> Result<Self, ModelError> {
        let size = vocabulary.size();
        let mut pairs = Self {
            after: vec![Vec::new(); size],
            known: vec![0; (size * size).div_ceil(64)],
            size,
            spoken: Vec::new(),
        };
        for pair in arrays.u16("pairs")?.chunks_exact(2) {
            let (first, second) = (usize::from(pair[0]), usize::from(pair[1]));
            if first >= size || second >= size {
                continue;
            }
            pairs.after[first].push(second as u32);
            let bit = first * size + second;
            pairs.known[bit / 64] |= 1 << (bit % 64);
            let (Some(one), Some(two)) =
                (confusion.character(first as u32), confusion.character(second as u32))
            else {
                continue;
            };
            for first_reading in confusion.readings(one) {
                for second_reading in confusion.readings(two) {
                    pairs.spoken.push((key(first_reading, second_reading), pair[0], pair[1]));
                }
            }
        }
        pairs.spoken.sort_unstable();
        Ok(pairs)
    }

    /// Whether two symbols are a common pair.
    pub(super) fn known(&self, first: u32, second: u32) -> bool {
        let bit = first as usize * self.size + second as usize;
        (second as usize) < self.size
            && self.known.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// Symbols that make common pairs with both neighbours.
    pub(super) fn between(&self, left: u32, right: u32) -> impl Iterator<Item = u32> {
        let after = self.after.get(left as usize).map_or(&[][..], Vec::as_slice);
        after.iter().copied().filter(move |&symbol| self.known(symbol, right))
    }

    /// Common pairs that sound like two written characters, neither character the same. Sorted, each once.
    pub(super) fn alike(&self, confusion: &Confusion<'_>, first: char, second: char) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        for one in confusion.readings(first).flat_map(|reading| confusion.around(reading)) {
            for two in confusion.readings(second).flat_map(|reading| confusion.around(reading)) {
                let wanted = key(one, two);
                let from = self.spoken.partition_point(|entry| entry.0 < wanted);
                let same = self.spoken[from..].iter().take_while(|entry| entry.0 == wanted);
                found.extend(same.map(|&(_, one, two)| (u32::from(one), u32::from(two))));
            }
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|&(one, two)| {
            confusion.character(one) != Some(first) && confusion.character(two) != Some(second)
        });
        found
    }
}

fn key(first: u16, second: u16) -> u32 {
    u32::from(first) << 16 | u32::from(second)
}
