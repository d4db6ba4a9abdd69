//! Floor 9: finding papers by their words and fields, and cases like a given one.

pub mod export;
pub mod fold;
pub mod query;
pub mod tokens;
pub mod vectors;
pub mod words;
