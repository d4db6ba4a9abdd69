//! What a model gives back: states and scores, a row for every character.

use std::sync::Arc;

use super::encoder::{Arithmetic, Projection};
use super::error::ModelError;
use super::kernel::Columns;
use super::weights::Arrays;

/// Encoder states of one text, a row a character.
#[derive(Debug, Clone, PartialEq)]
pub struct States {
    pub(super) width: usize,
    pub(super) values: Vec<f32>,
}

impl States {
    /// Number of characters.
    pub fn len(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    /// Whether the text was empty.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The state of a character; empty beyond the end.
    pub fn row(&self, index: usize) -> &[f32] {
        self.values.get(index * self.width..(index + 1) * self.width).unwrap_or_default()
    }

    /// All states in order.
    pub fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(self.width.max(1))
    }
}

/// Scores of one text's characters for the labels of a head (before any softmax).
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    pub(super) labels: Arc<[String]>,
    pub(super) values: Vec<f32>,
}

impl Scores {
    /// The labels, in the order of the columns.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Number of characters.
    pub fn len(&self) -> usize {
        self.values.len() / self.labels.len().max(1)
    }

    /// Whether the text was empty.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The scores of a character; empty beyond the end.
    pub fn row(&self, index: usize) -> &[f32] {
        let width = self.labels.len();
        self.values.get(index * width..(index + 1) * width).unwrap_or_default()
    }

    /// All rows in order.
    pub fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(self.labels.len().max(1))
    }
}

/// A linear layer over states with the names of its columns.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) labels: Arc<[String]>,
    linear: Linear,
}

#[derive(Debug)]
enum Linear {
    Quick(Columns),
    Reference(Projection),
}

impl Head {
    pub(super) fn load(
        arrays: &Arrays,
        name: &str,
        labels: &[String],
        hidden: usize,
        arithmetic: Arithmetic,
    ) -> Result<Self, ModelError> {
        let weight = arrays.shaped(&format!("head.{name}.weight"), &[labels.len(), hidden])?;
        let bias = arrays.shaped(&format!("head.{name}.bias"), &[labels.len()])?;
        let linear = match arithmetic {
            Arithmetic::Quick(path) => Linear::Quick(Columns::new(path, weight, bias, hidden)),
            Arithmetic::Reference => Linear::Reference(Projection::new(weight, bias, hidden)?),
        };
        Ok(Self { labels: labels.into(), linear })
    }

    /// Scores of states laid end to end.
    pub(super) fn apply(&self, states: &[f32]) -> Result<Vec<f32>, ModelError> {
        match &self.linear {
            Linear::Quick(columns) => Ok(columns.apply(states)),
            Linear::Reference(projection) => projection.apply(states),
        }
    }
}
