//! Files as they were handed in, byte for byte, each kept once.

use sha2::{Digest, Sha256};

use super::database::Transaction;
use super::value::values;
use super::{Store, StoreError, packed};

/// SHA-256 of bytes.
pub type Hash = [u8; 32];

/// A file to be kept, packed already so that nothing is computed while the store is locked.
#[derive(Debug, Clone)]
pub struct Original {
    /// Its name inside the dossier.
    pub name: String,
    /// SHA-256 of its bytes.
    pub hash: Hash,
    size: u64,
    packing: &'static str,
    bytes: Vec<u8>,
}

/// A kept file of a version of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// Its name inside the dossier.
    pub name: String,
    /// SHA-256 of its bytes.
    pub hash: Hash,
    /// How many bytes it has.
    pub size: u64,
}

impl Original {
    /// Packs a file where that makes it smaller.
    pub fn new(name: &str, bytes: &[u8]) -> Result<Self, StoreError> {
        let small = packed::pack_bytes(bytes)?;
        // Scans and pictures are packed already; a few saved bytes are not worth unpacking.
        let (packing, kept) = if small.len() + small.len() / 16 < bytes.len() {
            ("zstd", small)
        } else {
            ("plain", bytes.to_vec())
        };
        Ok(Self {
            name: name.to_owned(),
            hash: Sha256::digest(bytes).into(),
            size: bytes.len() as u64,
            packing,
            bytes: kept,
        })
    }
}

/// SHA-256 that tells one content of a dossier from another: names and bytes, whatever their order.
pub fn content(files: &[Original]) -> Hash {
    let mut lines: Vec<(&str, &Hash)> = files.iter().map(|file| (file.name.as_str(), &file.hash)).collect();
    lines.sort_unstable();
    let mut sum = Sha256::new();
    for (name, hash) in lines {
        sum.update((name.len() as u64).to_le_bytes());
        sum.update(name);
        sum.update(hash);
    }
    sum.finalize().into()
}

impl Store {
    /// The bytes of a kept file.
    pub fn original(&self, hash: &Hash) -> Result<Option<Vec<u8>>, StoreError> {
        let query = "SELECT size, packing, bytes FROM files WHERE hash = ?";
        let row: Option<(u64, String, Vec<u8>)> = self.database.read(|transaction| {
            transaction.first(query, values![hash], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        })?;
        let Some((size, packing, bytes)) = row else { return Ok(None) };
        if packing == "plain" {
            Ok(Some(bytes))
        } else {
            packed::unpack_bytes(&bytes, size as usize).map(Some)
        }
    }

    /// The files of a review's dossier, by name.
    pub fn files(&self, review_id: i64) -> Result<Vec<StoredFile>, StoreError> {
        let query = "SELECT name, hash, size FROM review_files JOIN files USING (hash) WHERE review_id = ? ORDER BY name";
        self.database.read(|transaction| {
            transaction.all(query, values![review_id], |row| {
                Ok(StoredFile { name: row.get(0)?, hash: row.get(1)?, size: row.get(2)? })
            })
        })
    }
}

pub(super) fn keep(transaction: &dyn Transaction, file: &Original) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO files (hash, size, packing, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING",
        values![file.hash, file.size, file.packing, file.bytes],
    )?;
    Ok(())
}

/// Forgets one file unless a review or a job still needs it.
pub(super) fn drop_unused(transaction: &dyn Transaction, hash: &[u8]) -> Result<(), StoreError> {
    transaction.execute(
        "DELETE FROM files WHERE hash = ?1
         AND NOT EXISTS (SELECT 1 FROM review_files WHERE hash = ?1)
         AND NOT EXISTS (SELECT 1 FROM jobs WHERE hash = ?1)",
        values![hash],
    )?;
    Ok(())
}

/// Forgets every file that nothing needs.
pub(super) fn drop_all_unused(transaction: &dyn Transaction) -> Result<(), StoreError> {
    transaction.execute(
        "DELETE FROM files WHERE NOT EXISTS (SELECT 1 FROM review_files WHERE hash = files.hash)
         AND NOT EXISTS (SELECT 1 FROM jobs WHERE hash = files.hash)",
        &[],
    )?;
    Ok(())
}
