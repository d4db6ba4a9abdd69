//! Floor 1: the law as data, and its arithmetic. Reads no dossier.

pub mod charges;
pub mod citation;
pub mod place;

pub use citation::Citation;
