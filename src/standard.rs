//! Floor 5: review points and grading schemes as data. Reads the standards, judges nothing.

pub mod check;
mod example;
mod load;
mod pattern;
mod point;
mod scheme;

pub use check::{Check, Limit};
pub use example::{Example, Expectation};
pub use load::{StandardError, Standards};
pub use pattern::Pattern;
pub use point::{Basis, Point, Status};
pub use scheme::{Scheme, schemes};
