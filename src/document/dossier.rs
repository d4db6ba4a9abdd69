//! Opens a dossier: a folder, one file, or a zip, as a list of documents.

mod archive;
mod folder;
mod member;
mod natural;

use std::path::{Path, PathBuf};

use super::Document;
use super::read::{MAX_FILE_BYTES, size_problem};
use member::Member;

/// The papers of one case in reading order.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// Name of the folder or file, without its ending.
    pub name: String,
    /// Every document; a file that could not be read is one too, with a note.
    pub documents: Vec<Document>,
}

/// Hears the name and the bytes of each file of a dossier.
pub type Seen<'a> = &'a mut dyn FnMut(&str, &[u8]);

/// Why a dossier could not be opened at all.
#[derive(Debug, thiserror::Error)]
pub enum DossierError {
    /// Nothing at that place.
    #[error("找不到 {0}。请核对路径。")]
    Missing(PathBuf),
    /// The place cannot be read.
    #[error("无法读取 {path}：{reason}。请检查权限。")]
    Io {
        /// Where.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// No file that counts.
    #[error("{0} 里没有可读的文件。请把案件文书放入该文件夹。")]
    Empty(String),
    /// The zip itself cannot be read.
    #[error("{name}：{reason}")]
    Archive {
        /// Name of the zip.
        name: String,
        /// What is wrong with it and what to do.
        reason: String,
    },
}

/// Opens a folder of any depth, a single file, or a `.zip` of a folder.
pub fn open(path: &Path) -> Result<Dossier, DossierError> {
    open_with(path, &mut |_, _| ())
}

/// Opens a dossier and shows the bytes of every file, by its name inside the dossier, before they are let go.
///
/// Of a zip the files inside are shown, and the zip itself where one of them cannot be read.
pub fn open_with(path: &Path, seen: Seen<'_>) -> Result<Dossier, DossierError> {
    let name = name_of(path);
    let io = |error: std::io::Error| DossierError::Io { path: path.to_owned(), reason: plain_reason(&error) };
    let metadata = match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(DossierError::Missing(path.to_owned()));
        }
        other => other.map_err(io)?,
    };
    if metadata.is_dir() {
        let files = folder::files(path);
        if files.is_empty() {
            return Err(DossierError::Empty(path.display().to_string()));
        }
        let members =
            files.into_iter().map(|file| folder::member(path, &file)).inspect(|member| show(member, seen));
        return Ok(Dossier { name, documents: member::documents(members) });
    }
    let file = path.file_name().map_or_else(|| name.clone(), |file| file.to_string_lossy().into_owned());
    if let Some(problem) = size_problem(&file, metadata.len().min(MAX_FILE_BYTES + 1)) {
        let failed = std::iter::once((file, Err(problem)));
        return Ok(Dossier { name, documents: member::documents(failed) });
    }
    open_bytes_with(&file, &std::fs::read(path).map_err(io)?, seen)
}

/// Opens one file or zip held in memory, such as an upload. The name's ending counts as for a file.
pub fn open_bytes(name: &str, bytes: &[u8]) -> Result<Dossier, DossierError> {
    open_bytes_with(name, bytes, &mut |_, _| ())
}

/// Like [`open_bytes`], showing the files as [`open_with`] does.
pub fn open_bytes_with(name: &str, bytes: &[u8], seen: Seen<'_>) -> Result<Dossier, DossierError> {
    let stem = name_of(Path::new(name));
    if !archive::is_dossier(name, bytes) {
        seen(name, bytes);
        let member: Member = (name.to_owned(), Ok(bytes.to_vec()));
        return Ok(Dossier { name: stem, documents: member::documents(std::iter::once(member)) });
    }
    let members = archive::members(bytes)
        .map_err(|reason| DossierError::Archive { name: name.to_owned(), reason: reason.to_string() })?;
    let mut is_whole = true;
    let documents = member::documents(members.inspect(|member| {
        is_whole &= member.1.is_ok();
        show(member, seen);
    }));
    if documents.is_empty() {
        return Err(DossierError::Empty(name.to_owned()));
    }
    if !is_whole {
        seen(name, bytes);
    }
    Ok(Dossier { name: stem, documents })
}

/// Documents from file names and texts, as if the files stood in one folder.
pub fn of_texts(files: &[(String, String)]) -> Vec<Document> {
    let members = files.iter().map(|(name, text)| (name.clone(), Ok(text.clone().into_bytes())));
    member::documents(members)
}

/// Documents from the files of a dossier held in memory, as [`open`] would have read them.
pub fn of_files(files: Vec<(String, Vec<u8>)>) -> Vec<Document> {
    member::documents(files.into_iter().map(|(name, bytes)| (name, Ok(bytes))))
}

fn show((name, bytes): &Member, seen: Seen<'_>) {
    if let Ok(bytes) = bytes {
        seen(name, bytes);
    }
}

/// What a dossier at a place is called: its folder, or its file without the ending.
pub fn name_of(path: &Path) -> String {
    let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = if full.is_dir() { full.file_name() } else { full.file_stem() };
    name.map_or_else(|| "案卷".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The system's reason in Chinese; what has no words of its own is told by its number.
pub(super) fn plain_reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind as E;
    let words = match error.kind() {
        E::PermissionDenied => "没有读取权限",
        E::NotFound => "文件不存在",
        E::InvalidFilename => "文件名过长或含有不允许的字符",
        E::IsADirectory => "这是文件夹，不是文件",
        E::NotADirectory => "路径中有一级不是文件夹",
        E::TimedOut => "读取超时",
        E::Interrupted | E::ResourceBusy => "文件正被占用",
        E::UnexpectedEof | E::InvalidData => "文件内容不完整",
        E::StorageFull | E::OutOfMemory => "系统资源不足",
        _ => {
            let number = error.raw_os_error().map_or(String::new(), |code| format!("（系统错误 {code}）"));
            return format!("系统未能读取该文件{number}");
        }
    };
    words.to_owned()
}

#[cfg(test)]
mod tests;
