//! The routes, called without a network.

mod doors;
mod facsimile;
mod flow;
pub(in crate::web) mod house;
mod officers;
mod pages;

use house::{House, Told};
