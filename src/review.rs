//! Floor 3: findings and grades. Values in, values out: no files, no clock, no network.

pub mod finding;
pub mod grade;

pub use finding::{Finding, Outcome};
pub use grade::Grade;
