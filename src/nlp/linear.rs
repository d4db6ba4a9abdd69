//! Linear models over hashed character n-grams. `models/training/ngrams.py` and `linear.py` compute the same numbers.

mod grams;
mod why;

use super::error::ModelError;
use super::weights::Arrays;
use grams::Grams;

/// A bucket for each value of the upper half of a hash.
const BUCKETS: usize = 1 << 16;

/// Weights of n-grams for labels, a sparse row an n-gram.
#[derive(Debug)]
pub struct Linear {
    /// Sorted.
    hashes: Vec<u32>,
    /// Where in `hashes` each bucket starts.
    buckets: Vec<u32>,
    /// How rare each n-gram is.
    rarity: Vec<f32>,
    /// Where the row of each n-gram starts.
    starts: Vec<u32>,
    labels: Vec<u8>,
    weights: Vec<i8>,
    /// What a step of a weight is worth, by label.
    scale: Vec<f32>,
    bias: Vec<f32>,
    longest: usize,
    head: usize,
}

/// A view of a text with what tells its n-grams from those of other views.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// The view.
    pub text: &'a str,
    /// Mixed into every hash.
    pub salt: u32,
    /// How much the view counts.
    pub weight: f32,
}

impl Linear {
    /// Takes the tensors that `linear.arrays` wrote under a prefix; `meta` has `documents`, `longest` and `head`.
    pub fn load(arrays: &Arrays, prefix: &str) -> Result<Self, ModelError> {
        let name = |tensor: &str| format!("{prefix}{tensor}");
        let number = |key: &str, otherwise: u64| {
            arrays.meta().get(key).and_then(serde_json::Value::as_u64).unwrap_or(otherwise) as usize
        };
        let hashes = arrays.u32(&name("hashes"))?.to_vec();
        let documents = number("documents", 1).max(1) as f32;
        let rarity = arrays.u16(&name("documents"))?;
        let rarity = rarity.iter().map(|&df| (documents / f32::from(df.max(1))).ln() + 1.0).collect();
        let mut starts = vec![0];
        for &count in arrays.u8(&name("counts"))? {
            starts.push(starts.last().copied().unwrap_or_default() + u32::from(count));
        }
        let model = Self {
            buckets: buckets(&hashes),
            rarity,
            starts,
            labels: arrays.u8(&name("labels"))?.to_vec(),
            weights: arrays.i8(&name("weights"))?.to_vec(),
            scale: arrays.f32(&name("scale"))?.to_vec(),
            bias: arrays.f32(&name("bias"))?.to_vec(),
            longest: number("longest", 3),
            head: number("head", 3000),
            hashes,
        };
        model.check()?;
        Ok(model)
    }

    /// A score for each label.
    pub fn scores(&self, text: &str) -> Vec<f32> {
        self.scores_of(&[Part { text, salt: 0, weight: 1.0 }])
    }

    /// A score for each label from several views of a text.
    pub fn scores_of(&self, parts: &[Part<'_>]) -> Vec<f32> {
        let mut scores = vec![0.0; self.scale.len()];
        for part in parts {
            for (gram, value) in self.counted(part) {
                for (label, weight) in self.row(gram) {
                    scores[label] += part.weight * value * weight;
                }
            }
        }
        for ((score, scale), bias) in scores.iter_mut().zip(&self.scale).zip(&self.bias) {
            *score = *score * scale + bias;
        }
        scores
    }

    /// Known n-grams with their share of a vector of length one.
    fn counted(&self, part: &Part<'_>) -> Vec<(usize, f32)> {
        let grams = Grams::of(part.text, self.head);
        let mut all: Vec<u32> =
            (1..=self.longest).flat_map(|n| grams.hashes(n)).map(|hash| hash ^ part.salt).collect();
        all.sort_unstable();
        let mut counted = Vec::new();
        for same in all.chunk_by(|a, b| a == b) {
            if let Some(gram) = self.find(same[0]) {
                counted.push((gram, (1.0 + (same.len() as f32).ln()) * self.rarity[gram]));
            }
        }
        let length = counted.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(1e-9);
        for (_, value) in &mut counted {
            *value /= length;
        }
        counted
    }

    fn find(&self, hash: u32) -> Option<usize> {
        let bucket = (hash >> 16) as usize;
        let (start, end) = (self.buckets[bucket] as usize, self.buckets[bucket + 1] as usize);
        self.hashes[start..end].binary_search(&hash).ok().map(|at| start + at)
    }

    fn row(&self, gram: usize) -> impl Iterator<Item = (usize, f32)> {
        let row = self.starts[gram] as usize..self.starts[gram + 1] as usize;
        let labels = self.labels[row.clone()].iter().map(|&label| usize::from(label));
        labels.zip(self.weights[row].iter().map(|&weight| f32::from(weight)))
    }

    /// Everything that is indexed later fits together.
    fn check(&self) -> Result<(), ModelError> {
        let cells = self.starts.last().copied().unwrap_or_default() as usize;
        let fits = self.rarity.len() == self.hashes.len()
            && self.starts.len() == self.hashes.len() + 1
            && self.labels.len() == cells
            && self.weights.len() == cells
            && self.bias.len() == self.scale.len()
            && self.labels.iter().all(|&label| usize::from(label) < self.scale.len())
            && self.hashes.is_sorted();
        if fits {
            Ok(())
        } else {
            Err(ModelError::Compute("线性模型的各张量大小不一致".to_owned()))
        }
    }
}

fn buckets(hashes: &[u32]) -> Vec<u32> {
    let mut starts = vec![0_u32; BUCKETS + 1];
    for &hash in hashes {
        starts[(hash >> 16) as usize + 1] += 1;
    }
    for bucket in 0..BUCKETS {
        starts[bucket + 1] += starts[bucket];
    }
    starts
}

#[cfg(test)]
mod tests;
