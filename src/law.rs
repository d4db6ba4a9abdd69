//! Floor 1: the law as data, and its arithmetic. Reads no dossier.

pub mod citation;

pub use citation::Citation;
