//! What lies in a folder, without reading any of it.

use std::path::Path;
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::store::Hash;

/// Marks that a folder is complete; neither is part of the dossier.
const MARKS: [&str; 2] = [".ready", "完成.txt"];
/// Endings of files that are still being copied or downloaded.
const PARTIAL: [&str; 6] = ["part", "partial", "tmp", "crdownload", "filepart", "download"];

/// Names, sizes and times of everything in one dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listing {
    /// Tells one state of the folder from another.
    pub hash: Hash,
    /// Whether it holds a file.
    pub is_empty: bool,
    /// Whether a mark says that it is complete, and no file is younger than the mark.
    pub is_marked: bool,
    /// Whether a file in it is clearly not all there.
    pub is_partial: bool,
}

/// Looks at a folder or a file. Hidden files count: copying tools write into them first.
pub(super) fn of(path: &Path) -> Listing {
    let mut sum = Sha256::new();
    let (mut files, mut marked, mut youngest, mut is_partial) = (0, None, 0, false);
    for entry in WalkDir::new(path).sort_by_file_name() {
        // What cannot be looked at changes the sum by its absence; reading it will tell why.
        let Ok(entry) = entry else { continue };
        let Ok(metadata) = entry.metadata() else { continue };
        if !metadata.is_file() {
            continue;
        }
        let inside = entry.path().strip_prefix(path).unwrap_or(entry.path());
        let time = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let time = time.map_or(0, |time| time.as_nanos());
        let name = inside.to_string_lossy();
        sum.update((name.len() as u64).to_le_bytes());
        sum.update(name.as_bytes());
        sum.update(metadata.len().to_le_bytes());
        sum.update(time.to_le_bytes());
        if MARKS.contains(&&*name) {
            marked = marked.max(Some(time));
            continue;
        }
        let ending = entry.path().extension().unwrap_or_default().to_string_lossy().to_lowercase();
        is_partial |= PARTIAL.contains(&ending.as_str());
        youngest = youngest.max(time);
        files += 1;
    }
    Listing {
        hash: sum.finalize().into(),
        is_empty: files == 0,
        is_marked: marked.is_some_and(|mark| mark >= youngest),
        is_partial,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_counts_until_a_file_is_younger() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str| std::fs::write(folder.path().join(name), name).expect("written");
        assert!(of(folder.path()).is_empty);
        write("起诉书.txt");
        let bare = of(folder.path());
        assert!(!bare.is_empty && !bare.is_marked && !bare.is_partial);
        write("完成.txt");
        assert!(of(folder.path()).is_marked);
        std::thread::sleep(std::time::Duration::from_millis(20));
        write("判决书.txt.part");
        let growing = of(folder.path());
        assert!(!growing.is_marked && growing.is_partial);
        assert_ne!(growing.hash, bare.hash);
    }
}
