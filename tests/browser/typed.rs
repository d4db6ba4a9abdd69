//! A form that was refused: what was typed is not lost.

use super::{Driver, House, sign_in};

#[test]
#[ignore = "needs a browser; tests/run has one"]
fn what_was_typed_into_a_refused_form_is_there_again() {
    let house = House::with(&["01"]);
    house.person("zhou", "周晓岚", &["评查员", "评查组织人"]);
    house.person("li", "李知行", &["评查员"]);
    house.person("pei", "裴立", &["评查员"]);
    let case = house.case("01");
    house.hand_out(case, "zhou");
    let driver = Driver::start();
    let browser = driver.browser(house.folder());
    sign_in(&house, &browser, "zhou");
    browser.open(&house.at(&format!("/cases/{case}/flow")));
    let form = "form[action$='/assign']";
    browser.click(&format!("{form} [name=reviewer] option[value=pei]"));
    browser.fill(&format!("{form} [name=reason]"), "原评查员外出办案");

    // Somebody else gives the case away meanwhile.
    house.hand_out(case, "li");
    browser.click(&format!("{form} button"));
    browser.wait_for("他人已先行处理，请刷新后再试");
    browser.click("[data-failed] a");
    browser.wait("the page again", "return location.pathname.endsWith('/flow')");
    let value =
        |name: &str| browser.run(&format!("return document.querySelector(\"{form} [name={name}]\").value"));
    assert_eq!(value("reason"), "原评查员外出办案");
    assert_eq!(value("reviewer"), "pei");
    browser.click(&format!("{form} button"));
    browser.wait_for("裴立");

    // What went through is not kept.
    browser.open(&house.at(&format!("/cases/{case}/flow")));
    assert_eq!(value("reason"), "");
}
