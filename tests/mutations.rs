//! Scripted slips of a careless clerk: each changes one sample dossier so that one review point must report.
//!
//! The scripts stand in `tests/mutations/<AREA>.toml`; the unchanged dossier must not report the point.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use qiuhao::document::dossier;
use qiuhao::pipeline;
use qiuhao::review::{Outcome, ReviewOptions};
use qiuhao::standard::{Standards, Status};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scripts {
    mutation: Vec<Mutation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mutation {
    point: String,
    /// Number of the dossier's folder.
    dossier: String,
    #[serde(default)]
    replace: Vec<Replace>,
    #[serde(default)]
    add: Vec<Add>,
    #[serde(default)]
    remove: Vec<Remove>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Replace {
    file: String,
    from: String,
    to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Add {
    file: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Remove {
    file: String,
}

impl Mutation {
    /// Number of the folder it changes.
    pub(crate) fn dossier(&self) -> &str {
        &self.dossier
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn scripts() -> Vec<Mutation> {
    let entries = fs::read_dir(root().join("tests/mutations")).expect("the scripts are there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    files.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a readable script");
        let scripts: Scripts =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        scripts.mutation
    };
    files.into_iter().flat_map(read).collect()
}

/// Folders of the sample dossiers by number.
pub(crate) fn dossiers() -> BTreeMap<String, PathBuf> {
    let entries = fs::read_dir(root().join("corpus")).expect("the corpus is there");
    let paths = entries.map(|entry| entry.expect("a readable entry").path()).filter(|path| path.is_dir());
    let number =
        |path: &Path| path.file_name()?.to_str()?.split_once('-').map(|(number, _)| number.to_owned());
    paths.filter_map(|path| Some((number(&path)?, path))).collect()
}

fn reported(folder: &Path, standards: &Standards) -> BTreeSet<String> {
    let opened = dossier::open(folder).expect("a dossier opens");
    let options = ReviewOptions { province: None, as_of: jiff::civil::date(2026, 1, 1) };
    let review = pipeline::review_documents(&opened.name, opened.documents, standards, &options);
    let failing = review.findings.into_iter().filter(|finding| finding.outcome == Outcome::Fail);
    failing.map(|finding| finding.point).collect()
}

/// A copy of the dossier with the changes made, or what of the script does not fit the dossier.
pub(crate) fn changed(original: &Path, mutation: &Mutation) -> Result<tempfile::TempDir, String> {
    let copy = tempfile::tempdir().expect("a temporary folder");
    for entry in walkdir::WalkDir::new(original).min_depth(1) {
        let entry = entry.expect("a readable entry");
        let target = copy.path().join(entry.path().strip_prefix(original).expect("below the dossier"));
        if entry.file_type().is_dir() {
            fs::create_dir(target).expect("a copied folder");
        } else {
            fs::copy(entry.path(), target).expect("a copied paper");
        }
    }
    for Replace { file, from, to } in &mutation.replace {
        let path = copy.path().join(file);
        let text = fs::read_to_string(&path).map_err(|error| format!("{file}: {error}"))?;
        if !text.contains(from) {
            return Err(format!("{file} 中没有“{from}”"));
        }
        fs::write(&path, text.replace(from, to)).expect("a written paper");
    }
    for Add { file, text } in &mutation.add {
        fs::write(copy.path().join(file), text).expect("an added paper");
    }
    for Remove { file } in &mutation.remove {
        fs::remove_file(copy.path().join(file)).map_err(|error| format!("{file}: {error}"))?;
    }
    Ok(copy)
}

#[test]
fn scripted_slips_are_reported() {
    let standards = Standards::shipped().expect("the shipped standards read");
    let dossiers = dossiers();
    let before: BTreeMap<&str, BTreeSet<String>> =
        dossiers.iter().map(|(number, folder)| (number.as_str(), reported(folder, &standards))).collect();
    let mut found = BTreeSet::new();
    let mut missed = Vec::new();
    for mutation in scripts() {
        let Mutation { point, dossier, .. } = &mutation;
        assert!(!before[dossier.as_str()].contains(point), "{point} already reported on {dossier}");
        let copy = changed(&dossiers[dossier], &mutation).unwrap_or_else(|why| panic!("{point}: {why}"));
        if reported(copy.path(), &standards).contains(point) {
            found.insert(point.clone());
        } else {
            missed.push(format!("{point} ({dossier})"));
        }
    }
    let automatic = standards.points.iter().filter(|point| point.status != Status::Manual);
    let unscripted: Vec<&str> =
        automatic.map(|point| point.code.as_str()).filter(|code| !found.contains(*code)).collect();
    assert!(missed.is_empty(), "{missed:?}");
    assert!(unscripted.is_empty(), "automatic points that no script triggers: {unscripted:?}");
}
