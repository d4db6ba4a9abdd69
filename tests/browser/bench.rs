//! The workbench by keyboard: deciding, reloading in the middle, two windows on one case, and the words evidence leads to.

use serde_json::Value;

use super::{Browser, Driver, House, key, sign_in};

/// A sample with findings to decide.
const SAMPLE: &str = "10";

fn opened(house: &House, driver: &Driver, case: i64) -> Browser {
    let browser = driver.browser(house.folder());
    sign_in(house, &browser, "zhou");
    browser.open(&house.at(&format!("/cases/{case}")));
    browser.wait("the first finding in focus", "return document.activeElement.matches('[data-finding]')");
    browser
}

fn under_review() -> (House, i64) {
    let house = House::with(&[SAMPLE]);
    house.person("zhou", "周晓岚", &["评查员"]);
    let case = house.case(SAMPLE);
    house.hand_out(case, "zhou");
    (house, case)
}

/// The identity of the finding in focus.
fn at_hand(browser: &Browser) -> String {
    let id = browser.run("return document.activeElement.closest('[data-finding]').id");
    id.as_str().expect("a finding in focus").to_owned()
}

#[test]
#[ignore = "needs a browser; tests/run has one"]
fn a_case_is_decided_by_keyboard_alone_and_survives_a_reload() {
    let (mut house, case) = under_review();
    let driver = Driver::start();
    let browser = opened(&house, &driver, case);
    let count =
        browser.run("return document.querySelectorAll('[data-finding]').length").as_u64().expect("a count");
    assert!(count >= 4, "{count}");

    let first = at_hand(&browser);
    browser.press("c");
    browser.wait_for(&format!("1/{count}"));
    browser.wait("the next one in focus", &format!("return document.activeElement.id != '{first}'"));

    // Half a reason is typed when the page goes away, and the server with it.
    let second = at_hand(&browser);
    browser.press("x");
    browser.wait("the reason in focus", "return document.activeElement.name == 'reason'");
    browser.press("材料已另行补正");
    browser.wait_for("草稿已自动保存");
    browser.press("，附卷");
    house.kill();
    browser.wait_for("未保存，正在重试");
    house.serve();
    browser.wait_for("草稿已自动保存");
    browser.reload();
    let is_kept = format!(
        "const field = document.getElementById('{second}').querySelector('[name=reason]');\
         return field.value == '材料已另行补正，附卷'"
    );
    browser.wait("what was typed", &is_kept);
    browser.wait_for(&format!("1/{count}"));

    browser.run(&format!("document.getElementById('{second}').querySelector('[name=reason]').focus()"));
    browser.run(&format!(
        "document.getElementById('{second}').querySelector('.editor').dataset.mode = 'excluded'"
    ));
    browser.chord(key::CONTROL, key::ENTER);
    browser.wait_for(&format!("2/{count}"));
    for done in 3..=count {
        browser.wait("a finding in focus", "return !!document.activeElement.closest('[data-open]')");
        browser.press("c");
        browser.wait_for(&format!("{done}/{count}"));
    }
    let decisions = house.store().decisions(case).expect("decisions");
    assert_eq!(decisions.len() as u64, count, "each once");
    assert!(decisions.iter().all(|said| said.revision == 1), "{decisions:?}");
    let excluded = decisions.iter().find(|said| said.what.finding == second).expect("the second one");
    assert_eq!(excluded.what.reason, "材料已另行补正，附卷");

    // The grade and the opinion.
    browser.press("o");
    browser.wait("the opinion in focus", "return document.activeElement.name == 'text'");
    browser.press("经评查，程序期限存在问题。");
    browser.run("const grade = document.querySelector('#own [name=grade]'); grade.value = grade.options[grade.options.length - 1].value");
    browser.chord(key::CONTROL, key::ENTER);
    browser.wait("the opinion said", "return !!document.querySelector('#own .said')");
    let opinions = house.store().opinions(case).expect("opinions");
    assert_eq!(opinions.len(), 1);
    assert!(opinions[0].what.text.contains("经评查，程序期限存在问题。") && opinions[0].what.grade.is_some());
}

#[test]
#[ignore = "needs a browser; tests/run has one"]
fn who_is_slower_is_told_and_loses_nothing() {
    let (house, case) = under_review();
    house.person("li", "李知行", &["评查员"]);
    let driver = Driver::start();
    let (one, other) = (opened(&house, &driver, case), opened(&house, &driver, case));
    let finding = at_hand(&one);
    assert_eq!(at_hand(&other), finding);
    one.press("c");
    one.wait("the next one", &format!("return document.activeElement.id != '{finding}'"));

    other.press("x");
    other.wait("the reason in focus", "return document.activeElement.name == 'reason'");
    other.press("与另案重复");
    other.chord(key::CONTROL, key::ENTER);
    other.wait_for("他人已先行处理，请刷新后再试");
    let kept = format!("return document.getElementById('{finding}').querySelector('[name=reason]').value");
    assert_eq!(other.run(&kept), "与另案重复");
    assert!(other.text(&format!("[id='{finding}'] .alert")).contains("确认"), "what the other one said");
    other.click("[data-load]");
    other.wait(
        "the last word",
        &format!("return document.getElementById('{finding}').className.includes('is-confirmed')"),
    );
    assert_eq!(house.store().decisions(case).expect("decisions").len(), 1);

    // The case goes to somebody else while the page is open.
    house.hand_out(case, "li");
    one.press("c");
    one.wait_for("本案没有分配给您");
    assert_eq!(house.store().decisions(case).expect("decisions").len(), 1);
}

#[test]
#[ignore = "needs a browser; tests/run has one"]
fn evidence_leads_to_the_very_characters() {
    let (house, case) = under_review();
    let driver = Driver::start();
    let browser = opened(&house, &driver, case);
    let key = house.store().case_by_id(case).expect("a store").expect("the case").key;
    let version = house.store().latest(&key).expect("a store").expect("a version").version;
    let review = house.store().review(case, version).expect("a store").expect("a review").review;
    let papers = house.store().papers(case).expect("papers");
    let findings = review["findings"].as_array().expect("findings");
    let open: Vec<&Value> = findings.iter().filter(|finding| finding["outcome"] == "fail").collect();
    let names = qiuhao::office::identities_in(&serde_json::json!({"findings": open}));
    let mut looked_at = 0;
    for (finding, name) in open.iter().zip(names) {
        browser.run(&format!("bench.go(document.getElementById('{name}'))"));
        for quote in finding["evidence"].as_array().expect("evidence") {
            if looked_at > 0 && browser.run(&lit_text()) != quote["text"] {
                browser.press("e");
            }
            assert_eq!(browser.run(&lit_text()), quote["text"], "{name}");
            let document = quote["document"].as_str().expect("a document");
            let paper = papers.iter().find(|paper| paper.document == document).expect("the paper");
            let start = quote["start"].as_u64().expect("a start") as usize;
            let before: String = paper.text.chars().take(start).filter(|c| !c.is_whitespace()).collect();
            assert_eq!(
                browser.run(&text_before(document)),
                Value::from(before),
                "{name}: the place, not only the words"
            );
            browser.wait("it is in sight", IN_SIGHT);
            looked_at += 1;
        }
    }
    assert!(looked_at >= 8, "{looked_at}");
}

#[test]
#[ignore = "needs a browser; tests/run has one"]
fn after_a_reload_the_next_place_is_the_next_one() {
    let (house, case) = under_review();
    let driver = Driver::start();
    let browser = opened(&house, &driver, case);
    let open = "return Array.from(document.querySelectorAll('.finding.now [data-mark]'))\
         .findIndex(link => link.classList.contains('open-quote'))";
    assert_eq!(browser.run(open), 0);
    browser.wait("the place is kept", "return Object.keys(sessionStorage).concat(Object.keys(localStorage)).some(key => key.includes(':place'))");
    browser.reload();
    browser.wait("the finding in focus", "return document.activeElement.matches('[data-finding]')");
    browser.press("e");
    assert_eq!(browser.run(open), 1);
}

const IN_SIGHT: &str = "const mark = document.querySelector('#papers mark.lit').getBoundingClientRect();\
     const box = document.getElementById('papers').getBoundingClientRect();\
     return mark.top >= box.top && mark.bottom <= box.bottom";

fn lit_text() -> String {
    "return Array.from(document.querySelectorAll('#papers mark.lit')).map(one => one.textContent).join('')"
        .to_owned()
}

/// Everything the document says before what is lit, without white space.
fn text_before(document: &str) -> String {
    format!(
        "const paper = document.getElementById('{document}');\
         const walk = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT);\
         let text = '';\
         while (walk.nextNode()) {{\
           const node = walk.currentNode;\
           if (node.parentElement.closest('mark.lit')) {{ break; }}\
           if (node.parentElement.closest('p:not(.note)')) {{ text += node.textContent; }}\
         }}\
         return text.replace(/\\s/g, '')"
    )
}
