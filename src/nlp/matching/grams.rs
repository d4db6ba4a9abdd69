//! Character n-grams with learned weights: `models/training/matching/grams.py` computes the same.

use crate::nlp::{Arrays, ModelError};

/// Characters of the longest n-gram.
const LONGEST: usize = 2;

/// Weight of each bucket, 8 bits with one scale.
pub(super) struct Weights<'a> {
    values: &'a [u8],
    scale: f32,
}

/// Buckets in order with their values, of length one in all.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Grams(Vec<(u32, f32)>);

impl<'a> Weights<'a> {
    pub(super) fn of(arrays: &'a Arrays) -> Result<Self, ModelError> {
        let scale = arrays.f32("scale")?.first().copied().unwrap_or(1.0);
        Ok(Self { values: arrays.u8("weight")?, scale })
    }

    /// The n-grams of a text: count / (count + 1) times the weight of the bucket, so that repetition soon counts for little.
    pub(super) fn grams(&self, text: &str) -> Grams {
        let letters: Vec<char> = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        let mut buckets: Vec<u32> = (1..=LONGEST)
            .flat_map(|length| letters.windows(length))
            .map(|gram| bucket(gram, self.values.len()))
            .collect();
        buckets.sort_unstable();
        let mut values: Vec<(u32, f32)> = buckets
            .chunk_by(|a, b| a == b)
            .map(|same| {
                let weight = self.values.get(same[0] as usize).copied().unwrap_or_default();
                let count = same.len() as f32;
                (same[0], count / (count + 1.0) * f32::from(weight) * self.scale)
            })
            .collect();
        let length = values.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(1e-9);
        for (_, value) in &mut values {
            *value /= length;
        }
        Grams(values)
    }
}

impl Grams {
    pub(super) fn cosine(&self, other: &Self) -> f32 {
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut sum = 0.0;
        while let (Some(&&(a, x)), Some(&&(b, y))) = (left.peek(), right.peek()) {
            if a == b {
                sum += x * y;
            }
            if a <= b {
                left.next();
            }
            if b <= a {
                right.next();
            }
        }
        sum
    }
}

/// FNV-1a over the code points, started from the length, folded into a power of two.
fn bucket(gram: &[char], buckets: usize) -> u32 {
    let start = 0x811C_9DC5 ^ gram.len() as u32;
    let hash = gram.iter().fold(start, |hash, c| (hash ^ u32::from(*c)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 20)) & (buckets.max(1) as u32 - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn even() -> Vec<u8> {
        vec![10; 1 << 20]
    }

    #[test]
    fn the_same_text_is_fully_alike_and_another_is_not() {
        let weights = even();
        let weights = Weights { values: &weights, scale: 0.1 };
        let (a, b) = (weights.grams("林小舟在云岭县抢走手机"), weights.grams("驾车离开"));
        assert!((a.cosine(&a) - 1.0).abs() < 1e-5);
        assert!(a.cosine(&b).abs() < 1e-6);
        assert_eq!(weights.grams("，。").cosine(&a).to_bits(), 0.0_f32.to_bits());
    }

    #[test]
    fn buckets_are_those_of_the_training() {
        let of = |text: &str| bucket(&text.chars().collect::<Vec<_>>(), 1 << 20);
        assert_eq!([of("云"), of("云岭"), of("a0")], [42_905, 311_620, 644_660]);
    }
}
