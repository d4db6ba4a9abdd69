//! Floor 3: findings and grades. Values in, values out: no files, no clock, no network.

pub mod finding;

pub use finding::{Basis, Finding, Outcome};
