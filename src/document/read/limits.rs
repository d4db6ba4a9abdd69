//! How large a file may be before it is refused with a sentence instead of a long wait.

use super::format::extension;
use super::unreadable::Unreadable;

/// No file larger than this is opened (bytes).
pub(in crate::document) const MAX_FILE_BYTES: u64 = 512 << 20;
/// No plain text, page or table larger than this is read (bytes).
pub(super) const MAX_TEXT_BYTES: u64 = 64 << 20;

/// The reason not to read a file of this size, if there is one.
pub(in crate::document) fn size_problem(file: &str, bytes: u64) -> Option<Unreadable> {
    let limit = match extension(file).as_str() {
        "txt" | "md" | "html" | "htm" | "json" | "docx" | "xlsx" | "" => MAX_TEXT_BYTES,
        _ => MAX_FILE_BYTES,
    };
    (bytes > limit).then_some(Unreadable::TooLarge { megabytes: bytes >> 20, limit: limit >> 20 })
}
