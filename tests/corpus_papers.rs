//! Which papers every file of the sample dossiers and of the sample volumes holds, in order.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use qiuhao::document::dossier;

/// First line of a sample volume: the kinds it should be split into.
const EXPECTED_MARK: &str = "应为：";

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

/// File name → labels of its papers.
fn kinds_by_file(dossier: &dossier::Dossier) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for document in &dossier.documents {
        found.entry(document.file.clone()).or_default().push(document.kind.label().to_owned());
    }
    found
}

#[test]
fn every_file_of_the_sample_dossiers_holds_the_papers_it_should() {
    let (mut wrong, mut files) = (Vec::new(), 0);
    for key in sorted(&top().join("corpus")) {
        let name = key.file_name().unwrap().to_string_lossy().into_owned();
        let Some(folder) = name.strip_suffix(".expected.json") else { continue };
        let expected: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(&key).unwrap()).unwrap();
        let found = kinds_by_file(&dossier::open(&top().join("corpus").join(folder)).unwrap());
        for (file, papers) in expected["papers"].as_object().unwrap() {
            let papers: Vec<&str> =
                papers.as_array().unwrap().iter().map(|kind| kind.as_str().unwrap()).collect();
            let actual = found.get(file).map(Vec::as_slice).unwrap_or_default();
            files += 1;
            if papers != actual {
                wrong.push(format!(
                    "{folder}/{file}\n  expected {}\n  found    {}",
                    papers.join(" "),
                    actual.join(" ")
                ));
            }
        }
    }
    assert!(files > 150, "{files}");
    assert!(wrong.is_empty(), "{} of {files} files\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_sample_volume_splits_into_its_papers() {
    let (mut wrong, mut volumes) = (Vec::new(), 0);
    for file in sorted(&top().join("tests/volumes")) {
        let volume = std::fs::read_to_string(&file).unwrap();
        let (expected, text) = volume.split_once('\n').unwrap();
        let expected: Vec<&str> = expected.strip_prefix(EXPECTED_MARK).unwrap().split('、').collect();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let dossier = dossier::open_bytes("卷.txt", text.as_bytes()).unwrap();
        let actual: Vec<&str> = dossier.documents.iter().map(|document| document.kind.label()).collect();
        volumes += 1;
        if expected != actual {
            wrong.push(format!("{name}\n  expected {}\n  found    {}", expected.join(" "), actual.join(" ")));
        }
    }
    assert!(volumes >= 12, "{volumes}");
    assert!(wrong.is_empty(), "{} of {volumes} volumes\n{}", wrong.len(), wrong.join("\n"));
}
