//! Case cards by themselves: each card of an export is a dossier that holds nothing else, and is reviewed like one.

use std::path::Path;

use super::process;
use crate::document::cards::{self, CardEntry, CardsError};
use crate::store::{JobKind, Original, Request, Store, StoreError};

/// Why an export could not be queued.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file.
    #[error(transparent)]
    Cards(#[from] CardsError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Queues every card of an export, all or none, and returns their job numbers.
pub fn queue(store: &Store, path: &Path, now: i64) -> Result<Vec<i64>, ImportError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    queue_entries(store, &name, &cards::open(path)?, now)
}

/// Queues the cards of an export that was handed in, all or none.
pub fn queue_bytes(store: &Store, name: &str, bytes: &[u8], now: i64) -> Result<Vec<i64>, ImportError> {
    queue_entries(store, name, &cards::of_bytes(name, bytes)?, now)
}

fn queue_entries(
    store: &Store,
    name: &str,
    entries: &[CardEntry],
    now: i64,
) -> Result<Vec<i64>, ImportError> {
    let requests = entries.iter().map(|entry| {
        Ok(Request {
            kind: JobKind::Card,
            key: entry.key.clone(),
            source: name.to_owned(),
            file: Some(Original::new(process::CARD, entry.json.as_bytes())?),
            listing: None,
        })
    });
    let requests: Result<Vec<Request>, StoreError> = requests.collect();
    Ok(store.enqueue(&requests?, now)?)
}
