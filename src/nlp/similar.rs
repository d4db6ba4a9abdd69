//! How alike two cases are by what happened: their facts as vectors, the words they share, how near their charges are.
//!
//! All three were learned from judgments without a label of relevance (`models/training/similar/`): the facts had to find
//! the reasoning of their own judgment among hundreds of the same charge.

mod kinship;
mod rarity;
mod vectors;

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Arrays, ModelError, Models};
pub use kinship::Kinship;
pub use rarity::{Rarity, Words};
pub use vectors::Vectors;

/// Name of the model in the manifest.
const MODEL: &str = "similar";

/// The loaded tables.
#[derive(Debug)]
pub struct CaseModel {
    /// Facts as vectors.
    pub vectors: Vectors,
    /// How much a shared word says.
    pub rarity: Rarity,
    /// How near charges are.
    pub kinship: Kinship,
}

#[derive(Deserialize)]
struct Meta {
    charges: Vec<String>,
    rarest: f32,
    length: f32,
}

impl CaseModel {
    /// The model that is part of the program, loaded once.
    pub fn shipped() -> Result<&'static Self, ModelError> {
        static SHIPPED: LazyLock<Result<CaseModel, ModelError>> =
            LazyLock::new(|| CaseModel::load(Models::shipped()));
        SHIPPED.as_ref().map_err(ModelError::clone)
    }

    /// The model of a set of models.
    pub fn load(models: &Models) -> Result<Self, ModelError> {
        let arrays = models.arrays(MODEL)?;
        let meta: Meta = serde_json::from_value(arrays.meta().clone())
            .map_err(|error| ModelError::Manifest(format!("{MODEL}：{error}")))?;
        Self::of(arrays, meta)
    }

    fn of(arrays: &Arrays, meta: Meta) -> Result<Self, ModelError> {
        Ok(Self {
            vectors: Vectors::of(arrays)?,
            rarity: Rarity::of(arrays, meta.rarest, meta.length)?,
            kinship: Kinship::of(arrays, meta.charges)?,
        })
    }
}

/// What a table that does not fit together is answered with.
fn misfit(what: &str) -> ModelError {
    ModelError::Manifest(format!("{MODEL} 的{what}大小不一致，请重新取得模型文件"))
}

#[cfg(test)]
mod tests;
