//! Floor 6: findings and grades. Values in, values out: no files, no clock, no network.

mod check;
mod condition;
mod engine;
pub mod finding;
pub mod grade;
mod verdict;

pub use engine::{ReviewOptions, review};
pub use finding::{Finding, Outcome};
pub use grade::{Grade, grade};

/// Names of conditions that points may use in `when` and in conflicts.
pub fn condition_names() -> Vec<&'static str> {
    condition::names()
}
