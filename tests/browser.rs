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
use serde_json::json;

/// Signs in through the page.
fn sign_in(house: &House, browser: &Browser, account: &str) {
    browser.open(&house.at("/sign-in"));
    browser.fill("[name=account]", account);
    browser.fill("[name=password]", PASSWORD);
    browser.press(key::ENTER);
    browser.wait("the next page", "return !location.pathname.startsWith('/sign-in')");
}

/// Searches from wherever one is, and opens the first hit by keyboard. A page searched from may list hits of
/// its own: those of the search stand at its own address.
fn open_first_hit(browser: &Browser, query: &str) {
    browser.press("/");
    browser.press(query);
    browser.press(key::ENTER);
    let found = format!(
        "return location.pathname === '/search' && document.querySelector('[name=q]').value === {}\
         && document.querySelectorAll('[data-hit]').length > 0",
        json!(query)
    );
    browser.wait("hits", &found);
    browser.press(key::ESCAPE);
    browser.press("j");
    browser.press(key::ENTER);
    browser.wait("the case", "return location.pathname.startsWith('/cases/')");
}
