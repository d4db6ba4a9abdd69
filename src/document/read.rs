//! Turns the bytes of one file into text with page starts. Never panics, never gives up silently.

mod content;
mod docx;
mod format;
mod html;
mod limits;
mod markdown;
mod pdf;
mod plain;
mod quiet;
mod sheet;
mod unreadable;

pub(super) use content::Content;
pub(super) use format::extension;
pub(super) use limits::{MAX_FILE_BYTES, size_problem};
pub(super) use pdf::drawing;
pub(super) use plain::decode;
pub(super) use sheet::{card_json, insert as insert_card_value, is_list as is_card_list, sheets};
pub(super) use unreadable::Unreadable;

use format::Format;

/// Reads one file. The name is only used for its ending; the bytes decide.
pub(super) fn content(file: &str, bytes: &[u8]) -> Result<Content, Unreadable> {
    let content = match format::of(file, bytes)? {
        Format::Plain => plain::read(bytes)?,
        Format::Markdown => plain::read_markdown(bytes)?,
        Format::Docx => docx::read(bytes)?,
        Format::Pdf => pdf::read(bytes)?,
        Format::Html => html::read(bytes)?,
        Format::Sheet => sheet::read(bytes)?,
    };
    if content.text.trim().is_empty() {
        return Err(Unreadable::NoText);
    }
    Ok(content)
}
