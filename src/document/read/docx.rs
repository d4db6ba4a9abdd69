//! Word files: body, tables, text boxes, notes, headers and footers as plain lines.

mod body;
mod buffer;
mod numbering;
mod part;

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::content::Content;
use super::limits::MAX_TEXT_BYTES;
use super::unreadable::Unreadable;
use numbering::Numbering;

type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Reads the words of a `.docx` file in the order a person reads them; headers and notes come last.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Unreadable> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut numbering = match part(&mut package, "word/numbering.xml")? {
        Some(xml) => Numbering::parse(&xml),
        None => Numbering::default(),
    };
    let Some(xml) = part(&mut package, "word/document.xml")? else {
        return Err(Unreadable::Damaged);
    };
    let mut main = body::read(&xml, &mut numbering);
    for name in further_parts(&package) {
        let Some(xml) = part(&mut package, &name)? else { continue };
        append_new_lines(&mut main.text, &body::read(&xml, &mut Numbering::default()).text);
    }
    let gap = main.is_cut.then(|| "文件后部已损坏，只读出了前面的内容，请核对原文件。".to_owned());
    Ok(Content { text: main.text, page_starts: main.page_starts, gap, ..Content::default() })
}

/// Headers, footers and notes, in a stable order.
fn further_parts(package: &Package) -> Vec<String> {
    let mut names: Vec<String> = package
        .file_names()
        .filter_map(Result::ok)
        .map(|name| name.to_string())
        .filter(|name| {
            let Some(part) = name.strip_prefix("word/").and_then(|part| part.strip_suffix(".xml")) else {
                return false;
            };
            ["header", "footer", "footnotes", "endnotes"].iter().any(|kind| part.starts_with(kind))
        })
        .collect();
    names.sort_unstable();
    names
}

/// A header stands on every page but says its words once; page numbers say nothing.
fn append_new_lines(text: &mut String, more: &str) {
    for line in more.lines().map(str::trim) {
        let is_page_number = line
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '—' | ' ' | '第' | '页' | '共' | '/' | '\t'));
        if line.is_empty() || is_page_number || text.lines().any(|known| known.trim() == line) {
            continue;
        }
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
    }
}

/// One part of the package as text; `None` when there is no such part.
fn part(package: &mut Package, name: &str) -> Result<Option<String>, Unreadable> {
    let Ok(entry) = package.by_name(name) else {
        return Ok(None);
    };
    let mut bytes = Vec::new();
    // A damaged stream still gives the words before the damage.
    let outcome = entry.take(MAX_TEXT_BYTES + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > MAX_TEXT_BYTES {
        return Err(Unreadable::Bomb);
    }
    if outcome.is_err() && bytes.is_empty() {
        return Err(Unreadable::Damaged);
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}
