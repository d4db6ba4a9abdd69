//! The routes, called without a network.

mod doors;
mod facsimile;
mod flow;
mod house;
mod pages;

use house::{House, Told};
