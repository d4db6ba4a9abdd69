//! The pages in a real browser: what a person sees and presses. `tests/run` installs the browser and runs these.

mod batch;
mod bench;
mod doors;
mod driver;
mod exports;
mod facsimile;
mod typed;

use crate::house::{House, PASSWORD};
use driver::{Browser, Driver, key};

/// Signs in through the page.
fn sign_in(house: &House, browser: &Browser, account: &str) {
    browser.open(&house.at("/sign-in"));
    browser.fill("[name=account]", account);
    browser.fill("[name=password]", PASSWORD);
    browser.press(key::ENTER);
    browser.wait("the next page", "return !location.pathname.startsWith('/sign-in')");
}
