//! The routes, called without a network.

mod api;
mod doors;
mod facsimile;
mod flow;
pub(in crate::web) mod house;
mod officers;
mod pages;
mod queue;
mod roles;

use house::{House, Told};
