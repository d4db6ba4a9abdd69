//! The pages in a real browser: what a person sees and presses. `tests/run` installs the browser and runs these.

mod bench;
mod doors;
mod driver;
mod house;

use driver::{Browser, Driver, key};
use house::House;
