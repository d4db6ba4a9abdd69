//! The routes, called without a network.

mod doors;
mod house;
mod pages;

use house::{House, Told};
