//! The watched folder: each sub-folder and each zip in it is a dossier, queued once it is complete.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::listing::{self, Listing};
use crate::document::dossier;
use crate::store::{Hash, JobKind, Request, Store, StoreError};

/// What is known of a watched folder.
#[derive(Debug)]
pub struct Watcher {
    root: PathBuf,
    /// The data folder, in case it lies in the watched one.
    data: PathBuf,
    /// A dossier without a mark is complete when nothing in it changed for so long, in milliseconds.
    settle: i64,
    /// What was queued, by path.
    queued: BTreeMap<String, Hash>,
    /// What was last seen of dossiers that are not queued as they are, and since when.
    sightings: BTreeMap<String, (Hash, i64)>,
}

/// What a look at the folder brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Dossiers that were queued.
    pub queued: usize,
    /// Dossiers that may still change.
    pub waiting: usize,
}

impl Watcher {
    /// Watches a folder; what the store remembers as queued is not queued again.
    ///
    /// # Errors
    /// When the store cannot be read. Whether the folder is there is seen at the first look.
    pub fn new(root: &Path, data: &Path, settle: i64, store: &Store) -> Result<Self, StoreError> {
        let full = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        Ok(Self {
            root: full(root),
            data: full(data),
            settle,
            queued: store.watched()?,
            sightings: BTreeMap::new(),
        })
    }

    /// Looks once and queues the dossiers that are complete.
    ///
    /// # Errors
    /// When the folder cannot be read or the store cannot be written.
    pub fn look(&mut self, store: &Store, now: i64) -> Result<Look, WatchError> {
        let mut found =
            dossiers(&self.root).map_err(|source| WatchError::Folder { path: self.root.clone(), source })?;
        found.retain(|path| *path != self.data);
        let ready = self
            .judge(found.iter().map(|path| (path.to_string_lossy().into_owned(), listing::of(path))), now);
        let requests: Vec<Request> = ready.iter().map(|(path, hash)| request(path, *hash)).collect();
        // All at once: a thousand new dossiers are one write.
        if !requests.is_empty() {
            store.enqueue(&requests, now)?;
        }
        let look = Look { queued: ready.len(), waiting: self.sightings.len() - ready.len() };
        for (path, hash) in ready {
            self.sightings.remove(&path);
            self.queued.insert(path, hash);
        }
        Ok(look)
    }

    /// Which of the dossiers found are complete and new.
    fn judge(&mut self, found: impl Iterator<Item = (String, Listing)>, now: i64) -> Vec<(String, Hash)> {
        let mut ready = Vec::new();
        let mut sightings = BTreeMap::new();
        for (path, listing) in found {
            let nothing_to_do = listing.is_empty && !listing.is_marked;
            if nothing_to_do || self.queued.get(&path) == Some(&listing.hash) {
                continue;
            }
            let former = self.sightings.get(&path).filter(|(hash, _)| *hash == listing.hash);
            let since = former.map_or(now, |(_, since)| *since);
            let is_settled = now - since >= self.settle && !listing.is_partial;
            if listing.is_marked || is_settled {
                ready.push((path.clone(), listing.hash));
            }
            sightings.insert(path, (listing.hash, since));
        }
        // What is gone is forgotten.
        self.sightings = sightings;
        ready
    }
}

/// Why a folder cannot be watched.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// The folder cannot be listed.
    #[error("打不开监看文件夹 {path}，请核对路径与权限")]
    Folder {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn request(path: &str, listing: Hash) -> Request {
    Request {
        kind: JobKind::Folder,
        key: dossier::name_of(Path::new(path)),
        source: path.to_owned(),
        file: None,
        listing: Some(listing),
    }
}

/// Sub-folders and zips, by name. Hidden ones are left alone, and so are loose files.
fn dossiers(root: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_zip = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
        if !name.starts_with('.') && !name.starts_with("__MACOSX") && (is_zip || path.is_dir()) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests;
