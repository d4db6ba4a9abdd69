//! What the pages hand out, saved by the browser and opened: the same words as on the page.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{Browser, Driver, House, sign_in};
use crate::opinions::read_back;
use crate::papers::sheet;

/// Waits until the browser has saved a file whose name ends so, and reads it.
fn saved(folder: &Path, end: &str) -> (PathBuf, Vec<u8>) {
    let until = Instant::now() + Duration::from_secs(20);
    loop {
        let entries = std::fs::read_dir(folder).expect("the folder").filter_map(Result::ok);
        let found = entries.map(|entry| entry.path()).find(|path| path.to_string_lossy().ends_with(end));
        if let Some(path) = found {
            let bytes = std::fs::read(&path).expect("a readable file");
            return (path, bytes);
        }
        assert!(Instant::now() < until, "nothing called …{end} was saved");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// Texts of the elements a selector finds.
fn texts(browser: &Browser, selector: &str) -> Vec<String> {
    let script =
        format!("return Array.from(document.querySelectorAll('{selector}')).map(one => one.textContent)");
    let told = browser.run(&script);
    told.as_array().expect("a list").iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

#[test]
#[ignore = "needs a browser; tests/run has one"]
fn what_is_exported_opens_and_says_what_the_page_says() {
    let house = House::with(&["01", "10"]);
    house.person("zhou", "周晓岚", &["评查员", "评查组织人"]);
    let case = house.case("10");
    house.hand_out(case, "zhou");
    let driver = Driver::start();
    let downloads = tempfile::tempdir().expect("a folder");
    let browser = driver.browser(downloads.path());
    sign_in(&house, &browser, "zhou");

    // The ledger has the cases of the list, in its order.
    let names = texts(&browser, "[data-hit]");
    assert_eq!(names.len(), 2);
    browser.click("a.export[href^='/ledger.xlsx']");
    let (path, bytes) = saved(downloads.path(), ".xlsx");
    let ledger = sheet(bytes, "评查台账");
    let cases: Vec<String> = (2..2 + names.len() as u32)
        .map(|row| ledger.get_value((row, 1)).map(ToString::to_string).unwrap_or_default())
        .collect();
    assert_eq!(cases, names);
    std::fs::remove_file(path).expect("a file of ours");

    // The findings of the case: a row each.
    browser.open(&house.at(&format!("/cases/{case}")));
    let findings = browser.count("[data-finding]");
    browser.open(&house.at(&format!("/cases/{case}/opinion")));
    browser.click("a[href$='/files/findings.xlsx']");
    let (_, bytes) = saved(downloads.path(), ".xlsx");
    assert_eq!(sheet(bytes, "问题清单").height() - 2, findings);

    // The opinion: every line of the page, in its order.
    browser.click("a[href$='/files/opinion.docx']");
    let (_, bytes) = saved(downloads.path(), ".docx");
    let paper = bare(&read_back(bytes));
    let mut rest = paper.as_str();
    let lines = texts(&browser, "article.official > p");
    assert!(lines.len() > 20, "{lines:?}");
    for line in &lines {
        let Some((_, behind)) = rest.split_once(&bare(line)) else { panic!("not on the paper: {line}") };
        rest = behind;
    }
}
