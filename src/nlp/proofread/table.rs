//! What a packed file knows of runs of symbols, found by a hash of the run.
//!
//! `models/training/proofread/pack.py` writes the tables: the runs lie in buckets by hash, each with a tag of 16 bits. A run
//! that was never stored looks stored about once in ten thousand times.

use crate::nlp::{Arrays, ModelError};

/// Where each run lies.
#[derive(Debug)]
pub(super) struct Table<'m> {
    offsets: &'m [u32],
    tags: &'m [u16],
}

impl<'m> Table<'m> {
    /// `name` is the group of tensors.
    pub(super) fn new(arrays: &'m Arrays, name: &str) -> Result<Self, ModelError> {
        Ok(Self {
            offsets: arrays.u32(&format!("{name}.offsets"))?,
            tags: arrays.u16(&format!("{name}.tags"))?,
        })
    }

    /// The place of a run among all runs.
    pub(super) fn find(&self, key: u64) -> Option<usize> {
        let (bucket, tag) = place(key, self.offsets.len().saturating_sub(1));
        let (from, to) = (*self.offsets.get(bucket)? as usize, *self.offsets.get(bucket + 1)? as usize);
        self.tags.get(from..to)?.iter().position(|&stored| stored == tag).map(|at| from + at)
    }
}

/// How often runs were counted: the natural logarithm of the count and one.
#[derive(Debug)]
pub(super) struct Counts<'m> {
    table: Table<'m>,
    codes: &'m [u8],
    step: f32,
}

impl<'m> Counts<'m> {
    /// `name` is the group of tensors.
    pub(super) fn new(arrays: &'m Arrays, name: &str) -> Result<Self, ModelError> {
        let step = arrays.f32(&format!("{name}.step"))?.first().copied().unwrap_or_default();
        Ok(Self { table: Table::new(arrays, name)?, codes: arrays.u8(&format!("{name}.logarithms"))?, step })
    }

    /// Of one run, if it is known.
    pub(super) fn get(&self, key: u64) -> Option<f32> {
        self.codes.get(self.table.find(key)?).map(|&code| f32::from(code) * self.step)
    }
}

/// Symbols as one number; the first is the most significant digit.
pub(super) fn key(base: u64, symbols: &[u32]) -> u64 {
    symbols.iter().fold(0, |key, &symbol| key.wrapping_mul(base).wrapping_add(symbol.into()))
}

/// Bucket and tag of a run: the same arithmetic as the packing script.
pub(super) fn place(key: u64, buckets: usize) -> (usize, u16) {
    let mut hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash ^= hash >> 29;
    hash = hash.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash ^= hash >> 32;
    ((((hash >> 32) * buckets as u64) >> 32) as usize, hash as u16)
}
