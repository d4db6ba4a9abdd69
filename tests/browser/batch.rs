//! Signing off what is clean, many cases at once: one form, a sample kept for people, nothing done twice.

use qiuhao::office::State;

use super::{Driver, House, key, sign_in};

/// Three samples with nothing to report and one with findings.
const CLEAN: [&str; 3] = ["01", "08", "13"];
const GRAVE: &str = "10";

#[test]
#[ignore = "needs a browser; tests/run has one"]
fn clean_cases_are_signed_off_in_one_go_and_a_sample_is_kept() {
    let house = House::with(&[CLEAN[0], CLEAN[1], CLEAN[2], GRAVE]);
    house.person("zhou", "周晓岚", &["评查员"]);
    let driver = Driver::start();
    let browser = driver.browser(house.folder());
    sign_in(&house, &browser, "zhou");

    // The sidebar leads to the clean ones, and its count is theirs.
    let clean = "aside a[href*='todo=clean']";
    assert!(browser.text(clean).ends_with('3'), "{}", browser.text(clean));
    browser.open(&house.at("/"));
    assert_eq!(browser.count("[data-hit]"), 4);

    // Everything is ticked with one key, the one with findings too: it stays behind with its reason.
    browser.press("X");
    browser.wait_for("已选定 4 件");
    browser.fill("[name=percent]", "30");
    browser.click("[formaction='/queue/sign-off']");
    browser.wait_for("成批签结　第 1 批");
    browser.wait_for("签结 2 件，已报审批；抽出 1 件须人工核看；不能签结 1 件");
    browser.wait_for("按同一种子重新演算，抽出的相同");
    let states = || -> Vec<State> {
        let store = house.store();
        let state = |number: &&str| store.flow(house.case(number)).expect("a flow").object.state;
        CLEAN.iter().chain([&GRAVE]).map(state).collect()
    };
    let done = states();
    assert_eq!(done.iter().filter(|state| **state == State::AwaitingApproval).count(), 2, "{done:?}");
    assert_eq!(done[3], State::Unassigned, "what has findings is left to a person");

    // Back in the browser and sent once more: the same batch answers, nothing moves.
    browser.back();
    browser.wait_for("签结没有问题的");
    if browser.body().contains("未选定案件") {
        browser.run("document.activeElement.blur()");
        browser.press("X");
    }
    browser.click("[formaction='/queue/sign-off']");
    browser.wait_for("成批签结　第 ");
    assert_eq!(states(), done);

    // The one that was drawn is in the list behind the sidebar's count.
    browser.click("a[href='/?todo=sampled']");
    browser.wait("the drawn one", "return document.querySelectorAll('[data-hit]').length == 1");
    browser.press("j");
    browser.press(key::ENTER);
    browser.wait("the case itself", "return location.pathname.startsWith('/cases/')");
}
