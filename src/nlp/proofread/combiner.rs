//! The chance that an edit is right: a logistic regression over the features for each kind of edit.

use super::edit::Kind;
use super::features::NAMES;
use crate::nlp::{Arrays, ModelError};

/// Largest distance from the mean that a feature counts with, in deviations.
const FARTHEST: f32 = 6.0;

/// Weights, a row a group of kinds.
#[derive(Debug)]
pub(super) struct Combiner<'m> {
    mean: &'m [f32],
    scale: &'m [f32],
    weights: &'m [f32],
    bias: &'m [f32],
}

impl<'m> Combiner<'m> {
    /// `name` is the group of tensors.
    pub(super) fn new(arrays: &'m Arrays, name: &str) -> Result<Self, ModelError> {
        let tensor = |part: &str| arrays.f32(&format!("{name}.{part}"));
        Ok(Self {
            mean: tensor("mean")?,
            scale: tensor("scale")?,
            weights: tensor("weights")?,
            bias: tensor("bias")?,
        })
    }

    /// Odds (logarithm) that the edit is right.
    pub(super) fn odds(&self, kind: Kind, features: &[f32]) -> f32 {
        let group = match kind {
            Kind::Replace | Kind::Pair => 0,
            Kind::Delete => 1,
            Kind::Swap => 2,
            Kind::Insert => 3,
        };
        let weights = self.weights.get(group * NAMES.len()..(group + 1) * NAMES.len()).unwrap_or_default();
        let scaled = features
            .iter()
            .zip(self.mean)
            .zip(self.scale)
            .map(|((value, mean), scale)| ((value - mean) / scale).clamp(-FARTHEST, FARTHEST));
        let sum: f32 = scaled.zip(weights).map(|(value, weight)| value * weight).sum();
        sum + self.bias.get(group).copied().unwrap_or(f32::NEG_INFINITY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_own_weights() {
        let columns = NAMES.len();
        let mut weights = vec![0.0; 4 * columns];
        weights[0] = 2.0;
        weights[columns] = -1.0;
        let (mean, scale) = (vec![1.0; columns], vec![0.5; columns]);
        let combiner =
            Combiner { mean: &mean, scale: &scale, weights: &weights, bias: &[0.5, 0.0, 0.0, -2.0] };
        let mut features = vec![1.0; columns];
        features[0] = 2.0;
        let wanted = [(Kind::Replace, 4.5), (Kind::Delete, -2.0), (Kind::Swap, 0.0), (Kind::Insert, -2.0)];
        for (kind, odds) in wanted {
            assert!((combiner.odds(kind, &features) - odds).abs() < 1e-6);
        }
        features[0] = 1000.0;
        assert!(
            (combiner.odds(Kind::Pair, &features) - 12.5).abs() < 1e-6,
            "far values count as six deviations"
        );
    }
}
