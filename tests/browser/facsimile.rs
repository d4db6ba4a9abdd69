//! Papers handed in as PDF, as printed: the words of a quote stand in its boxes, checked by the letters themselves.

use serde_json::json;

use super::{Driver, House, open_first_hit, sign_in};

/// A sample whose papers are one PDF.
const SAMPLE: &str = "04";

#[test]
#[ignore = "needs a browser; tests/run has one"]
fn evidence_and_hits_lead_to_their_letters_on_the_page_of_a_pdf() {
    let house = House::with(&[SAMPLE]);
    house.person("zhou", "周晓岚", &["评查员"]);
    let case = house.case(SAMPLE);
    house.hand_out(case, "zhou");
    let driver = Driver::start();
    let browser = driver.browser(house.folder());
    sign_in(&house, &browser, "zhou");
    browser.open(&house.at(&format!("/cases/{case}")));
    browser.wait("the first finding in focus", "return document.activeElement.matches('[data-finding]')");

    // The quotes of findings that stand on printed pages.
    let links = "Array.from(document.querySelectorAll('#findings [data-mark]'))\
         .filter(link => document.querySelector(`rect[data-marks~=\"${link.dataset.mark}\"]`))";
    let count = browser.run(&format!("return {links}.length")).as_u64().expect("a count");
    assert!(count >= 3, "{count}");
    for at in 0..count {
        browser.run(&format!("{links}[{at}].click()"));
        if at == 0 {
            browser.press("v");
        }
        browser.wait("the boxes in sight", &in_sight("rect.lit"));
        let wanted = browser.run(&format!("return {links}[{at}].querySelector('q').textContent"));
        assert_eq!(browser.run(&letters_in("rect.lit")), wanted);
    }
    assert_eq!(
        browser.run("return document.querySelectorAll('.paper:not([hidden]) p').length > 0"),
        json!(true)
    );
    let is_text_hidden = "return Array.from(document.querySelectorAll('.paper:not([hidden])>p'))\
         .every(line => line.offsetParent === null)";
    browser.wait("pages in place of the text", is_text_hidden);

    // From a hit of a search; the way of showing is remembered.
    open_first_hit(&browser, "“交通肇事罪” 文书:起诉书");
    browser.wait("the hit in sight", &in_sight("rect[data-marks~=hit-at]"));
    assert_eq!(browser.run(&letters_in("rect[data-marks~=hit-at]")), "交通肇事罪");
    browser.press("v");
    browser.wait("the text", "return document.querySelector('#hit').offsetParent !== null");
}

fn in_sight(selector: &str) -> String {
    format!(
        "const box = document.querySelector('.paper:not([hidden]) {selector}');\
         if (!box) {{ return false; }}\
         const place = box.getBoundingClientRect();\
         const around = document.getElementById('papers').getBoundingClientRect();\
         return place.height > 0 && place.top >= around.top && place.bottom <= around.bottom"
    )
}

/// The letters of the pages whose middles lie in the boxes, in the order they are drawn.
fn letters_in(selector: &str) -> String {
    format!(
        "const boxes = Array.from(document.querySelectorAll('.paper:not([hidden]) {selector}'));\
         let found = '';\
         for (const sheet of new Set(boxes.map(box => box.closest('.sheet')))) {{\
           const request = new XMLHttpRequest();\
           request.open('GET', sheet.querySelector('img').src, false);\
           request.send();\
           const page = new DOMParser().parseFromString(request.responseText, 'image/svg+xml');\
           const edges = boxes.filter(box => sheet.contains(box))\
             .map(box => ['x', 'y', 'width', 'height'].map(name => Number(box.getAttribute(name))));\
           for (const text of page.querySelectorAll('.words text')) {{\
             const size = Number(text.getAttribute('font-size'));\
             const y = Number(text.getAttribute('y')) - size * .38;\
             const places = text.getAttribute('x').split(' ').map(Number);\
             Array.from(text.textContent).forEach((letter, at) => {{\
               const x = places[at] + size * .2;\
               const holds = ([left, top, width, height]) =>\
                 x >= left && x < left + width && y >= top && y < top + height;\
               if (edges.some(holds)) {{ found += letter; }}\
             }});\
           }}\
         }}\
         return found"
    )
}
