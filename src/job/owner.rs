//! Who works: a process holds a locked file while it lives, so that others know at once when it died.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

const FOLDER: &str = "workers";

/// This process among those that work on one data folder.
#[derive(Debug)]
pub(super) struct Owner {
    name: String,
    path: PathBuf,
    // The system lets go of the lock when the process ends, however it ends.
    _lock: File,
}

impl Owner {
    /// Enters a process under a name of its own.
    pub(super) fn enter(data: &Path, now: i64) -> io::Result<Self> {
        let folder = data.join(FOLDER);
        std::fs::create_dir_all(&folder)?;
        let name = format!("{}-{now}", std::process::id());
        let path = folder.join(&name);
        let lock = OpenOptions::new().create(true).truncate(true).write(true).open(&path)?;
        lock.lock()?;
        Ok(Self { name, path, _lock: lock })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        // A file left behind does no harm: nobody holds its lock.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Whether a process that worked on the data folder is certainly gone.
pub(super) fn is_gone(data: &Path, name: &str) -> bool {
    let path = data.join(FOLDER).join(name);
    match OpenOptions::new().write(true).open(&path) {
        Err(error) => error.kind() == io::ErrorKind::NotFound,
        Ok(file) => match file.try_lock() {
            Ok(()) => {
                let _ = std::fs::remove_file(&path);
                true
            }
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_living_are_told_from_the_dead() {
        let folder = tempfile::tempdir().expect("a folder");
        let owner = Owner::enter(folder.path(), 7).expect("entered");
        let name = owner.name().to_owned();
        assert!(!is_gone(folder.path(), &name));
        drop(owner);
        assert!(is_gone(folder.path(), &name));
    }
}
