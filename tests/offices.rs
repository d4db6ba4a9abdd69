//! Folders that offices lay over the standards: what they change, and what is said of their slips.

use std::fs;
use std::path::{Path, PathBuf};

use qiuhao::document::dossier;
use qiuhao::pipeline;
use qiuhao::report::{self, Review};
use qiuhao::review::ReviewOptions;
use qiuhao::standard::Standards;
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn with(folders: &[PathBuf]) -> Standards {
    let mut standards = Standards::shipped().expect("the shipped standards read");
    for folder in folders {
        standards.overlay(folder).expect("the office's folder reads");
    }
    standards
}

fn review(standards: &Standards) -> Review {
    let opened = dossier::open(&root().join("corpus/01-钱守义盗窃案")).expect("a sample dossier opens");
    let options = ReviewOptions { province: None, as_of: jiff::civil::date(2026, 3, 1) };
    pipeline::review_documents(&opened.name, opened.documents, standards, &options)
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a written file");
    }
    folder
}

/// What the program says of a folder that cannot be used, without the folder's own path.
fn complaint(files: &[(&str, &str)]) -> String {
    let folder = folder(files);
    let mut standards = Standards::shipped().expect("the shipped standards read");
    let error = standards.overlay(folder.path()).expect_err("the folder is refused");
    error.to_string().replace(&format!("{}/", folder.path().display()), "")
}

#[test]
fn an_office_changes_points_grading_and_sets_findings_aside() {
    let standards = with(&[root().join("tests/offices/fine")]);
    assert!(standards.point("DOC-09").is_none(), "switched off");
    assert_eq!(standards.point("CM-07").map(|point| point.severity.as_str()), Some("S2"));
    assert_eq!(standards.province.as_deref(), Some("山东"));
    let review = review(&standards);
    let shown = report::json::review(&review, false);
    let of = |code: &str| -> Vec<_> {
        let findings = shown["findings"].as_array().into_iter().flatten();
        findings.filter(|finding| finding["point"] == code && finding["outcome"] == "fail").cloned().collect()
    };
    // Received on 28 March, decided on 3 April: within seven days, not within the office's five.
    assert_eq!(of("CM-07").len(), 1);
    assert_eq!(of("CM-07")[0]["suppressed"]["by"], "评查员 周明");
    assert_eq!(review.notes.len(), 1, "the unused one is told: {:?}", review.notes);
    assert!(review.notes[0].contains("PRO-01"));
    assert!(review.findings.iter().all(|finding| !finding.is_open()));
    assert_eq!((review.grade.value.as_str(), review.grade.score), ("合格", 100.0));
}

#[test]
fn a_score_decides_where_the_office_wants_it() {
    let mut standards = with(&[root().join("tests/offices/fine")]);
    standards.suppressions.clear();
    let grade = review(&standards).grade;
    assert_eq!((grade.value.as_str(), grade.score), ("基本合格", 87.5));
    assert_eq!(grade.reasons[0], "扣分：CM-07（12.5分）");
}

#[test]
fn a_later_folder_overrules_an_earlier_one() {
    let later = folder(&[(
        "office.toml",
        "[[adjust]]\ncode = \"CM-07\"\nseverity = \"E\"\nreason = \"上级院要求\"\n",
    )]);
    let standards = with(&[root().join("tests/offices/fine"), later.path().to_path_buf()]);
    assert_eq!(standards.point("CM-07").map(|point| point.severity.as_str()), Some("E"));
}

#[test]
fn slips_are_told_with_file_and_line() {
    let cases: [&[(&str, &str)]; 10] = [
        &[(
            "office.toml",
            "[[amount]]\nprovince = \"山东\"\ncharge = \"盗窃罪\"\nsource = \"某\"\nsince = \"2013-06-01\"\nlines = [[100, 100], [60000, 60000], [400000, 400000]]\n",
        )],
        &[("office.toml", "[[adjust]]\ncode = \"CM-77\"\noff = true\nreason = \"某\"\n")],
        &[("office.toml", "\n\n[[adjust]]\ncod = \"CM-07\"\n")],
        &[("office.toml", "[[adjust]]\ncode = \"CM-07\"\nreason = \"某\"\n")],
        &[("office.toml", "[[adjust]]\ncode = \"CM-07\"\nreason = \"某\"\ncheck = { limit = \"五天\" }\n")],
        &[(
            "office.toml",
            "[[adjust]]\ncode = \"CM-07\"\noff = true\nreason = \"某\"\n\n[[adjust]]\ncode = \"CM-07\"\nseverity = \"E\"\nreason = \"某\"\n",
        )],
        &[("office.toml", "[grading.\"2025\"]\nfull = 90.0\n")],
        &[("ofice.toml", "")],
        &[("point.md", "+++\ncode = \"X-01\"\ntitle = \"某\"\nstatus = \"stabel\"\n+++\n")],
        &[(
            "point.md",
            "+++\ncode = \"X-01\"\ntitle = \"某\"\narea = \"证据\"\nseverity = \"S1\"\nstatus = \"stable\"\nbasis = [{ law = \"刑法\", article = \"1\", version = \"2020\" }]\n[check]\nkind = \"用语\"\nrules = [{ pattern = \"(\", message = \"某\" }]\n+++\n",
        )],
    ];
    let told: Vec<String> = cases.iter().map(|files| complaint(files)).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn the_checklist_is_exported_whole() {
    let standards = Standards::shipped().expect("the shipped standards read");
    let book = report::checklist::xlsx(&standards).expect("a workbook");
    let mut sheets: calamine::Xlsx<_> =
        calamine::Reader::new(std::io::Cursor::new(book)).expect("a readable workbook");
    let rows = calamine::Reader::worksheet_range(&mut sheets, "评查点").expect("the sheet").height();
    assert_eq!(rows, standards.points.len() + 1);
    assert!(report::checklist::docx(&standards).expect("a paper").starts_with(b"PK"));
}
