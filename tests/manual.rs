//! The manual of check kinds is complete and as the code has it. `UPDATE_MANUAL=1 cargo test` writes it anew.

use std::fs;
use std::path::Path;

use qiuhao::pipeline;
use qiuhao::report::manual;
use qiuhao::review;
use qiuhao::standard::Standards;

fn docs() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

#[test]
fn every_kind_and_parameter_is_described() {
    let gaps = manual::gaps().expect("the descriptions read");
    assert!(gaps.is_empty(), "{}", gaps.join("\n"));
}

#[test]
fn the_pages_are_as_the_code_has_them() {
    let standards = Standards::shipped().expect("the shipped standards read");
    let pages = manual::pages(&standards, &review::condition_names()).expect("the descriptions read");
    let folder = docs().join("check-kinds");
    if std::env::var_os("UPDATE_MANUAL").is_some() {
        fs::create_dir_all(&folder).expect("a folder for the pages");
        for (name, page) in &pages {
            fs::write(folder.join(name), page).expect("a written page");
        }
    }
    let read = |name: &String| fs::read_to_string(folder.join(name)).unwrap_or_default();
    let stale: Vec<&String> =
        pages.iter().filter(|(name, page)| read(name) != **page).map(|(name, _)| name).collect();
    assert!(stale.is_empty(), "run UPDATE_MANUAL=1 cargo test --test all manual: {stale:?}");
}

/// The fenced blocks of a guide that begin with a line.
fn blocks(guide: &str, fence: &str) -> Vec<String> {
    let text = fs::read_to_string(docs().join(guide)).expect("the guide is there");
    let mut blocks = Vec::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find(&format!("\n{fence}\n")) {
        rest = &rest[start + 1..];
        let ticks = fence.trim_end_matches(|c| c != '`');
        let body = &rest[fence.len() + 1..];
        let end = body.find(&format!("\n{ticks}\n")).expect("a closed block");
        blocks.push(body[..end].to_owned());
        rest = &body[end + ticks.len() + 1..];
    }
    blocks
}

#[test]
fn the_guide_to_writing_a_point_gives_a_point_that_works() {
    let parts = blocks("writing-a-review-point.md", "```");
    let front = parts.iter().find(|part| part.starts_with("+++")).expect("the front matter");
    let prose = parts.iter().find(|part| part.starts_with("## 检查什么")).expect("the prose");
    let examples = blocks("writing-a-review-point.md", "````");
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("QC-01.md"), format!("{front}\n\n{prose}\n\n{}\n", examples[0]))
        .expect("one new file");
    let mut standards = Standards::shipped().expect("the shipped standards read");
    standards.overlay(folder.path()).expect("the guide's point reads");
    let point = standards.point("QC-01").expect("the guide's point").clone();
    assert_eq!(point.examples().len(), 2);
    let only = Standards { points: vec![point], ..Standards::default() };
    assert_eq!(pipeline::run_examples(&only), Vec::<String>::new());
}

#[test]
fn the_guide_for_offices_shows_files_that_read() {
    for block in blocks("office-standards.md", "```toml").iter().skip(1) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("office.toml"), block).expect("one file");
        let mut standards = Standards::shipped().expect("the shipped standards read");
        standards.overlay(folder.path()).expect("the guide's file reads");
    }
}
