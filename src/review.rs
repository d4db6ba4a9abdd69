//! Floor 6: findings and grades. Values in, values out: no files, no clock, no network.

mod check;
mod condition;
mod engine;
pub mod finding;
pub mod grade;
pub mod severity;
pub mod suppress;
pub mod trigger;
pub mod validate;
mod verdict;

pub use engine::{ReviewOptions, review};
pub use finding::{Finding, Outcome};
pub use grade::{Grade, grade, verified_grade};
pub use severity::Severity;
pub use suppress::suppress;
pub use trigger::triggers;

/// Names of the conditions that points may use.
pub fn condition_names() -> Vec<&'static str> {
    condition::names()
}
