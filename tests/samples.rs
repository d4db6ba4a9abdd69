//! The sample dossiers, copied to where a test or a bench may change them.

use std::path::{Path, PathBuf};

/// The folder of a sample by its number (`01`).
pub(crate) fn dossier(number: &str) -> PathBuf {
    let wanted =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number));
    dossiers().into_iter().find(wanted).expect("a sample of this number")
}

/// The folders of all samples, by name.
pub(crate) fn dossiers() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let entries = std::fs::read_dir(corpus).expect("the corpus").filter_map(Result::ok);
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Copies a folder with all that is in it; each file may be changed on the way.
pub(crate) fn copy(from: &Path, to: &Path, change: &dyn Fn(Vec<u8>) -> Vec<u8>) {
    std::fs::create_dir_all(to).expect("a writable folder");
    for entry in std::fs::read_dir(from).expect("a readable folder") {
        let entry = entry.expect("a readable entry");
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &place, change);
        } else {
            let bytes = std::fs::read(entry.path()).expect("a readable file");
            std::fs::write(place, change(bytes)).expect("a writable folder");
        }
    }
}

/// Leaves a file as it is.
pub(crate) fn as_it_is(bytes: Vec<u8>) -> Vec<u8> {
    bytes
}
