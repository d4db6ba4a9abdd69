//! Whether two passages tell the same fact: embeddings of the encoder tuned on pairs from judgments, and character n-grams
//! with weights learned on the same pairs.

mod grams;
pub mod mask;

use super::{ModelError, Models};
use grams::{Grams, Weights};

/// Weight of the embedding in an order; the words have the rest.
const MEANING: f32 = 0.4;

/// A passage as it is compared.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Mean of the encoder's states, of length one.
    pub vector: Vec<f32>,
    grams: Grams,
}

/// How two passages are alike, each figure from -1 (never seen) over 0 (nothing in common) to 1 (the same).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Cosine of the embeddings.
    pub meaning: f32,
    /// Cosine of the weighted n-grams.
    pub words: f32,
}

/// Prepares passages. Names and numbers count as they stand; where they may differ, mask them on both sides (`mask`): the
/// embedding was tuned on pairs of the same kind and sees a masked short passage far from its original.
pub fn passages(models: &Models, texts: &[&str]) -> Result<Vec<Passage>, ModelError> {
    let weights = Weights::of(models.arrays("matching-grams")?)?;
    let vectors = models.encoder_model("matching")?.pooled(texts)?;
    Ok(vectors
        .into_iter()
        .zip(texts)
        .map(|(vector, text)| Passage { vector, grams: weights.grams(text) })
        .collect())
}

impl Passage {
    /// Compares two passages.
    pub fn likeness(&self, other: &Self) -> Likeness {
        let meaning = self.vector.iter().zip(&other.vector).map(|(a, b)| a * b).sum();
        Likeness { meaning, words: self.grams.cosine(&other.grams) }
    }

    /// The candidates by how likely they tell the same, best first, with a score that only orders them: the weighted sum of
    /// both figures, each in standard deviations over the candidates.
    pub fn order(&self, candidates: &[Self]) -> Vec<(usize, f32)> {
        let likenesses: Vec<Likeness> = candidates.iter().map(|one| self.likeness(one)).collect();
        let meaning = standard(likenesses.iter().map(|one| one.meaning).collect());
        let words = standard(likenesses.iter().map(|one| one.words).collect());
        let mut order: Vec<(usize, f32)> = meaning
            .into_iter()
            .zip(words)
            .map(|(a, b)| MEANING * a + (1.0 - MEANING) * b)
            .enumerate()
            .collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        order
    }
}

/// Values in standard deviations from their mean; zeros where all are the same.
fn standard(mut values: Vec<f32>) -> Vec<f32> {
    let count = values.len().max(1) as f32;
    let mean = values.iter().sum::<f32>() / count;
    let deviation = (values.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / count).sqrt();
    for value in &mut values {
        *value = if deviation > 0.0 { (*value - mean) / deviation } else { 0.0 };
    }
    values
}

#[cfg(test)]
mod tests;
