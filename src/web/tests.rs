//! The routes, called without a network.

mod doors;
mod facsimile;
mod house;
mod pages;

use house::{House, Told};
