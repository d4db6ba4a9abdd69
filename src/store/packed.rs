//! Texts as they lie in the store: zstd, with their length in front so that a damaged one cannot ask for all memory.

use super::StoreError;

/// Quick and about a third of the size for Chinese text.
const LEVEL: i32 = 3;
/// Longer than any paper the readers let in.
const MOST_BYTES: usize = 1 << 30;

pub(super) fn pack(text: &str) -> Result<Vec<u8>, StoreError> {
    pack_bytes(text.as_bytes())
}

pub(super) fn pack_bytes(bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
    zstd::bulk::compress(bytes, LEVEL).map_err(StoreError::Text)
}

pub(super) fn unpack(bytes: &[u8]) -> Result<String, StoreError> {
    let size = zstd::bulk::Decompressor::upper_bound(bytes).unwrap_or(MOST_BYTES);
    let text = unpack_bytes(bytes, size)?;
    String::from_utf8(text)
        .map_err(|error| StoreError::Text(std::io::Error::new(std::io::ErrorKind::InvalidData, error)))
}

pub(super) fn unpack_bytes(bytes: &[u8], size: usize) -> Result<Vec<u8>, StoreError> {
    zstd::bulk::decompress(bytes, size.min(MOST_BYTES)).map_err(StoreError::Text)
}
