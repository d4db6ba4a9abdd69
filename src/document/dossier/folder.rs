//! Lists and loads the files of a folder.

use std::path::Path;

use walkdir::WalkDir;

use super::member::{Member, is_skipped};
use super::natural;
use crate::document::read::{Unreadable, size_problem};

/// Every file that counts, relative to the folder with `/`, in natural order. Links are not followed.
pub(super) fn files(folder: &Path) -> Vec<String> {
    let mut files: Vec<String> = WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .filter_entry(|entry| !is_skipped(&entry.file_name().to_string_lossy()))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| entry.path().strip_prefix(folder).ok().map(relative))
        .collect();
    files.sort_unstable_by(|a, b| natural::compare(a, b));
    files
}

/// Loads one file, or tells why not.
pub(super) fn member(folder: &Path, file: &str) -> Member {
    (file.to_owned(), load(&folder.join(file), file))
}

fn load(path: &Path, file: &str) -> Result<Vec<u8>, Unreadable> {
    let io = |error: std::io::Error| Unreadable::Io(super::plain_reason(&error));
    let size = std::fs::metadata(path).map_err(io)?.len();
    if let Some(problem) = size_problem(file, size) {
        return Err(problem);
    }
    std::fs::read(path).map_err(io)
}

fn relative(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
