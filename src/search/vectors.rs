//! Vectors and the nearest of them, by looking at every one: exact, nothing to train, nothing to tune, and fast
//! enough up to millions (`benches/vectors.rs`).
//!
//! A number takes one byte: each vector has a scale of its own, its largest number becoming 127. Comparing two
//! such vectors is what [`simsimd`] does with the widest instructions of the processor at hand.

mod file;
mod heap;

use rayon::prelude::*;
use simsimd::SpatialSimilarity;

pub use file::LoadError;
use heap::Best;

/// Rows looked at by one core at a time: some 256 KB, which stay in its cache while others read theirs.
const CHUNK: usize = 1024;
/// Largest number of a row.
const LARGEST: f32 = 127.0;
/// Rows kept above what was asked for, to be ordered anew by the exact query.
const SPARE: usize = 16;

/// Vectors of one length, each with the number of what it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct VectorTable {
    dimension: usize,
    ids: Vec<u32>,
    rows: Vec<i8>,
    scales: Vec<f32>,
}

/// A vector that cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VectorError {
    /// It has another length than the table.
    #[error("a vector of {got} numbers for a table of {expected}")]
    Dimension {
        /// Numbers of a row of the table.
        expected: usize,
        /// Numbers of the vector.
        got: usize,
    },
    /// One of its numbers is none.
    #[error("a vector with a number that is not finite")]
    NotFinite,
}

impl VectorTable {
    /// An empty table for vectors of `dimension` numbers.
    pub fn new(dimension: usize) -> Self {
        Self { dimension, ids: Vec::new(), rows: Vec::new(), scales: Vec::new() }
    }

    /// Numbers of a vector.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// How many vectors there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// To what the vectors belong, in no order.
    pub fn ids(&self) -> &[u32] {
        &self.ids
    }

    /// Adds a vector. Does not look whether the id has one already: it may have several.
    pub fn push(&mut self, id: u32, vector: &[f32]) -> Result<(), VectorError> {
        if vector.len() != self.dimension {
            return Err(VectorError::Dimension { expected: self.dimension, got: vector.len() });
        }
        let scale = scale(vector).ok_or(VectorError::NotFinite)?;
        self.ids.push(id);
        self.scales.push(scale);
        self.rows.extend(vector.iter().map(|&number| quantised(number, scale)));
        Ok(())
    }

    /// Takes out all vectors of an id; tells whether there was one.
    pub fn remove(&mut self, id: u32) -> bool {
        let before = self.len();
        self.retain(|kept| kept != id);
        self.len() < before
    }

    /// Keeps the vectors of the ids that `keep` approves of, in order.
    pub fn retain(&mut self, keep: impl Fn(u32) -> bool) {
        let mut kept = 0;
        for at in 0..self.ids.len() {
            if !keep(self.ids[at]) {
                continue;
            }
            if kept < at {
                self.ids[kept] = self.ids[at];
                self.scales[kept] = self.scales[at];
                self.rows.copy_within(at * self.dimension..(at + 1) * self.dimension, kept * self.dimension);
            }
            kept += 1;
        }
        self.ids.truncate(kept);
        self.scales.truncate(kept);
        self.rows.truncate(kept * self.dimension);
    }

    /// The `top` vectors of the largest inner product with the query, largest first: the cosine, where all
    /// have the length one. Nothing for a query of another length.
    pub fn nearest(&self, query: &[f32], top: usize) -> Vec<(u32, f32)> {
        self.nearest_among(query, top, |_| true)
    }

    /// The same among the ids that `keep` approves of.
    pub fn nearest_among(
        &self,
        query: &[f32],
        top: usize,
        keep: impl Fn(u32) -> bool + Sync,
    ) -> Vec<(u32, f32)> {
        if self.dimension == 0 || query.len() != self.dimension || top == 0 {
            return Vec::new();
        }
        let Some(query_scale) = scale(query) else { return Vec::new() };
        let small: Vec<i8> = query.iter().map(|&number| quantised(number, query_scale)).collect();
        let room = top.saturating_add(SPARE).min(self.len());
        let candidates = self
            .rows
            .par_chunks(CHUNK * self.dimension)
            .enumerate()
            .fold(|| Best::new(room), |best, (chunk, _)| self.scan(chunk * CHUNK, &small, &keep, best))
            .reduce(|| Best::new(room), Best::merge);
        let mut hits: Vec<(u32, f32)> =
            candidates.rows().map(|row| (self.ids[row], self.exact(row, query))).collect();
        hits.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        hits.truncate(top);
        hits
    }

    fn scan(&self, first: usize, query: &[i8], keep: &impl Fn(u32) -> bool, mut best: Best) -> Best {
        let rows = self.rows[first * self.dimension..].chunks_exact(self.dimension).take(CHUNK);
        for (at, row) in (first..).zip(rows) {
            // Lengths are equal, so there is always a product.
            let product = i8::dot(query, row).unwrap_or_default() as f32 * self.scales[at];
            if best.admits(product) && keep(self.ids[at]) {
                best.offer(at, product);
            }
        }
        best
    }

    /// The product with the query as it came, which is closer than that with its small form.
    fn exact(&self, row: usize, query: &[f32]) -> f32 {
        let small = &self.rows[row * self.dimension..(row + 1) * self.dimension];
        let product: f32 = small.iter().zip(query).map(|(&a, b)| f32::from(a) * b).sum();
        product * self.scales[row]
    }
}

/// What one step of a row is worth; nothing for a vector that is not all numbers.
fn scale(vector: &[f32]) -> Option<f32> {
    let largest = vector
        .iter()
        .try_fold(0f32, |largest, number| number.is_finite().then(|| largest.max(number.abs())))?;
    Some(largest / LARGEST)
}

fn quantised(number: f32, scale: f32) -> i8 {
    // A scale of nothing leaves no numbers: zero, whatever the quotient is.
    (number / scale).round().clamp(-LARGEST, LARGEST) as i8
}

#[cfg(test)]
mod tests;
