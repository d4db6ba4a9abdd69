//! Where a store lies, and how much room it takes.

use std::path::PathBuf;

use super::{Store, StoreError};

impl Store {
    /// The data folder; none for a store in memory.
    pub fn folder(&self) -> Option<PathBuf> {
        self.folder.clone()
    }

    /// Bytes of what is kept, and how many of them are free for new cases.
    pub fn size(&self) -> Result<(u64, u64), StoreError> {
        self.database.size()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_knows_its_folder_and_size() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let canonical = |path: &std::path::Path| path.canonicalize().unwrap();
        assert_eq!(canonical(&store.folder().unwrap()), canonical(folder.path()));
        assert!(store.size().unwrap().0 > 4_096);
        assert_eq!(Store::in_memory().unwrap().folder(), None);
    }
}
