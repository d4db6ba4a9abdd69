//! A zip of a dossier folder, one level deep, with limits on what it may unfold to.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::member::{Member, is_skipped};
use super::natural;
use crate::document::read::{Unreadable, decode, size_problem};

/// More files than any volume has.
const MAX_ENTRIES: usize = 20_000;
/// Bytes one zip may unfold to.
const MAX_TOTAL: u64 = 2 << 30;
/// A file that unfolds to more than this times its packed size, and is large, is an attack.
const MAX_RATIO: u64 = 200;
/// Files smaller than this may be packed as tightly as they like (bytes).
const HARMLESS: u64 = 16 << 20;

/// Whether these bytes are a zip of files, not a Word or Excel file.
pub(super) fn is_dossier(name: &str, bytes: &[u8]) -> bool {
    let is_named_zip = name.to_lowercase().ends_with(".zip");
    is_named_zip && (bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06"))
}

/// Every file in natural order, each loaded or with the reason why not.
pub(super) fn members(bytes: &[u8]) -> Result<impl Iterator<Item = Member>, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut entries = Vec::new();
    for index in 0..archive.len().min(MAX_ENTRIES) {
        let Ok(entry) = archive.by_index_raw(index) else { continue };
        let name = entry_name(entry.name_raw());
        if !entry.is_dir() && !name.ends_with('/') && !name.split('/').any(is_skipped) {
            entries.push((name, index));
        }
    }
    let total = archive.len();
    let root = common_folder(entries.iter().map(|(name, _)| name.as_str())).to_owned();
    entries.sort_unstable_by(|a, b| natural::compare(&a.0, &b.0));
    let mut unfolded = 0;
    let members = entries.into_iter().map(move |(name, index)| {
        let inside = name.strip_prefix(root.as_str()).unwrap_or(&name).to_owned();
        let bytes = load(&mut archive, index, &name, &mut unfolded);
        (inside, bytes)
    });
    let rest = (total > MAX_ENTRIES)
        .then(|| ("（其余文件）".to_owned(), Err(Unreadable::TooManyEntries(MAX_ENTRIES))));
    Ok(members.chain(rest))
}

fn load(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    name: &str,
    unfolded: &mut u64,
) -> Result<Vec<u8>, Unreadable> {
    if escapes(name) {
        return Err(Unreadable::EscapingName(shortened(name)));
    }
    let raw = archive.by_index_raw(index).map_err(|_| Unreadable::Damaged)?;
    if raw.encrypted() {
        return Err(Unreadable::Locked);
    }
    let (size, packed) = (raw.size(), raw.compressed_size());
    drop(raw);
    let is_bomb = |size: u64| size > HARMLESS && size / packed.max(1) > MAX_RATIO;
    if is_bomb(size) || unfolded.saturating_add(size) > MAX_TOTAL {
        return Err(Unreadable::Bomb);
    }
    if let Some(problem) = size_problem(name, size) {
        return Err(problem);
    }
    // The declared size may lie, so the bytes that come out are counted too.
    let entry = archive.by_index(index).map_err(|_| Unreadable::Damaged)?;
    let mut bytes = Vec::new();
    entry.take(size + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::Damaged)?;
    *unfolded += bytes.len() as u64;
    if bytes.len() as u64 > size {
        return Err(Unreadable::Bomb);
    }
    Ok(bytes)
}

/// Names are UTF-8, or GB18030 from older Windows tools; both slashes are seen.
fn entry_name(raw: &[u8]) -> String {
    let name = decode(raw).map_or_else(|_| String::from_utf8_lossy(raw).into_owned(), |(name, _)| name);
    name.replace('\\', "/")
}

/// A name that leads out of the archive's folder.
fn escapes(name: &str) -> bool {
    let has_drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with('/') || has_drive || name.contains('\0') || name.split('/').any(|part| part == "..")
}

fn shortened(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// The one folder all files stand in, with its `/`: a zip of a folder reads like the folder.
fn common_folder<'a>(mut names: impl Iterator<Item = &'a str>) -> &'a str {
    let Some(root) = names.next().and_then(|first| first.find('/').and_then(|at| first.get(..=at))) else {
        return "";
    };
    if root.starts_with('/') || root == "../" || !names.all(|name| name.starts_with(root)) {
        return "";
    }
    root
}
