//! Floor 2: local text models. Characters in, states and scores per character out, on the processor, offline.
//!
//! `Models` holds what is shipped in `models/` (or a folder of the user's with the same manifest) and loads each model once,
//! when it is first asked for. A model is an encoder with heads (`Model`) or plain arrays that a task reads itself (`Arrays`).

pub mod articles;
mod batch;
pub mod charges;
mod chunk;
pub mod encoder;
pub mod entities;
mod error;
pub mod events;
mod heads;
#[expect(unsafe_code, reason = "vector instructions; audited, and tested against plain arithmetic")]
pub mod kernel;
pub mod linear;
mod manifest;
pub mod matching;
mod model;
mod models;
pub mod proofread;
pub mod similar;
#[cfg(test)]
mod tests;
mod tokens;
mod weights;

pub use encoder::Arithmetic;
pub use error::ModelError;
pub use heads::{Scores, States};
pub use model::Model;
pub use models::Models;
pub use tokens::{Vocabulary, fold};
pub use weights::Arrays;

/// The model whose states say what a text is about.
const MATCHING: &str = "matching";

/// A vector of length one: texts about similar things have vectors with a large product.
pub fn embed(models: &Models, text: &str) -> Result<Vec<f32>, ModelError> {
    Ok(models.encoder_model(MATCHING)?.pooled(&[text])?.pop().unwrap_or_default())
}
