//! Floor 1: the law as data, and its arithmetic. Reads no dossier.

pub mod articles;
pub mod calendar;
pub mod charges;
pub mod circumstances;
pub mod citation;
pub mod fines;
pub mod items;
pub mod place;
pub mod punishment;
pub mod ranges;
pub mod repealed;
pub mod terms;
pub mod tiers;

pub use citation::Citation;
