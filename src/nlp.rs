//! Floor 2: local text models. Characters in, states and scores per character out, on the processor, offline.
//!
//! `Models` holds what is shipped in `models/` (or a folder of the user's with the same manifest) and loads each model once,
//! when it is first asked for. A model is an encoder with heads (`Model`) or plain arrays that a task reads itself (`Arrays`).

mod batch;
mod chunk;
pub mod encoder;
mod error;
mod heads;
mod manifest;
mod model;
mod models;
mod tokens;
mod weights;

pub use error::ModelError;
pub use heads::{Scores, States};
pub use model::Model;
pub use models::Models;
pub use tokens::{Vocabulary, fold};
pub use weights::Arrays;
