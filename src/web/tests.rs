//! The routes, called without a network.

mod doors;
mod facsimile;
mod flow;
pub(in crate::web) mod house;
mod officers;
mod pages;
mod queue;

use house::{House, Told};
