//! Signing in, and the way to a place in a paper.

use super::{Driver, House, open_first_hit, sign_in};

#[test]
#[ignore = "needs a browser; tests/run has one"]
fn one_signs_in_searches_and_reads_the_words() {
    let house = House::with(&["01"]);
    house.person("zhou", "周晓岚", &["评查员", "评查组织人"]);
    let driver = Driver::start();
    let browser = driver.browser(house.folder());

    browser.open(&house.at("/search?q=%E4%BB%B7%E6%A0%BC"));
    assert!(browser.address().contains("/sign-in?to="), "{}", browser.address());
    browser.fill("[name=account]", "zhou");
    browser.fill("[name=password]", "不对的密码");
    browser.click("form.rows button");
    browser.wait_for("账号或密码不对");
    sign_in(&house, &browser, "zhou");
    browser.wait_for("周晓岚");
    browser.wait_for("钱守义");

    // From anywhere `/` goes to the box; j to the first hit; Enter opens it.
    open_first_hit(&browser, "价格认定");
    browser.wait("a lit place", "return !!document.querySelector('#hit')");
    assert_eq!(browser.run("return document.querySelector('#hit').textContent"), "价格认定");
    let is_seen = "const box = document.querySelector('#hit').getBoundingClientRect();\
         return box.top >= 0 && box.bottom <= innerHeight";
    browser.wait("the place in sight", is_seen);
}
