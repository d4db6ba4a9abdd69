//! Floor 5: review points and grading schemes as data. Reads the standards, judges nothing.

pub mod check;
mod example;
mod load;
mod office;
mod overlay;
mod pattern;
mod point;
mod reading;
mod scheme;
mod trigger;

pub use check::{Check, Limit};
pub use example::{Example, Expectation};
pub use load::{StandardError, Standards};
pub use office::Suppression;
pub use overlay::Change;
pub use pattern::{Pattern, shipped};
pub use point::{Basis, Point, Source, Status};
pub use reading::{read_toml, suggestion};
pub use scheme::{Effect, Mode, Scheme, schemes};
pub use trigger::Trigger;
