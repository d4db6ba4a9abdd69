//! Which case needs a person first: what is known of each at a glance, how much is at stake in it, which cases a filter
//! keeps and how many each choice would, and which can be signed off together. Pure.

mod brief;
pub mod clean;
mod counts;
mod filter;
mod item;
mod order;
mod risk;
mod view;
mod weights;

pub use brief::{Brief, OpenFinding};
pub use counts::{Choice, Dimension, Facet, MINE, NOBODY, NOTHING, facets};
pub use filter::{Filter, Period};
pub use item::{Item, Known, Standing, Todo};
pub use order::Order;
pub use risk::{PointHistory, Reason, Risk};
pub use view::{BuiltIn, built_in};
pub use weights::{thresholds, weights};

#[cfg(test)]
mod tests;
