//! Files handed in over HTTP: a dossier or an export of case cards, told apart by what is in them, become jobs.

mod numbers;
mod page;

use std::io::Cursor;
use std::path::Path;

use zip::ZipArchive;

use super::error::PageError;
use crate::job::import::{self, ImportError};
use crate::store::{JobKind, Original, Request, Store};

pub(super) use page::{hand_in, page};

/// Characters of a name that are kept; names of files have 255 bytes at most.
const LONGEST_NAME: usize = 80;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Dossier,
    Workbook,
    /// Text of cards, in the format its ending says.
    Cards,
    /// One paper by itself.
    Paper,
}

/// Queues what is in a file: the dossier of a zip, or every card of an export. Gives the numbers of the jobs. The name
/// without its ending is what the dossier is known by.
///
/// # Errors
/// [`PageError::Mistake`] with one Chinese sentence where the file holds neither.
pub(super) fn queue(store: &Store, name: &str, bytes: &[u8], now: i64) -> Result<Vec<i64>, PageError> {
    let mistake = |why: &str| Err(PageError::Mistake(why.to_owned()));
    if bytes.is_empty() {
        return mistake("文件是空的，请重新选择文件");
    }
    let name = plain_name(name);
    match content(&name, bytes)? {
        Content::Dossier => {
            let source = with_ending(&name, "zip");
            let file = Some(Original::new(&source, bytes)?);
            let key = stem(&source);
            let job = Request { kind: JobKind::Upload, key, source, file, listing: None };
            Ok(store.enqueue(&[job], now)?)
        }
        Content::Workbook => cards(store, &with_ending(&name, "xlsx"), bytes, now),
        Content::Cards => cards(store, &name, bytes, now),
        Content::Paper => mistake("请把一件案件的全部文书放进一个文件夹，压缩成 .zip 后上传"),
    }
}

fn cards(store: &Store, name: &str, bytes: &[u8], now: i64) -> Result<Vec<i64>, PageError> {
    import::queue_bytes(store, name, bytes, now).map_err(|error| match error {
        ImportError::Cards(reason) => PageError::Mistake(reason.to_string()),
        ImportError::Store(error) => error.into(),
    })
}

fn content(name: &str, bytes: &[u8]) -> Result<Content, PageError> {
    if bytes.starts_with(b"PK") {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| PageError::Mistake("压缩包损坏或没有传完，请重新压缩后上传".to_owned()))?;
        let holds = |part: &str| archive.index_for_name(part).is_some();
        return Ok(match () {
            () if holds("xl/workbook.xml") => Content::Workbook,
            () if holds("word/document.xml") => Content::Paper,
            () => Content::Dossier,
        });
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    Ok(match ending.as_str() {
        "pdf" | "doc" | "docx" | "txt" | "md" | "html" | "htm" | "jpg" | "png" => Content::Paper,
        _ => Content::Cards,
    })
}

/// The last part of a name, without what no name of a file has.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let kept: Vec<char> = last.chars().filter(|c| !c.is_control()).collect();
    // The ending is at the end.
    let kept: String = kept.iter().skip(kept.len().saturating_sub(LONGEST_NAME)).collect();
    if stem(&kept).chars().any(|c| c != '.') {
        kept
    } else {
        format!("上传{}", kept.trim_start_matches('.'))
    }
}

fn stem(name: &str) -> String {
    Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn with_ending(name: &str, ending: &str) -> String {
    let has = Path::new(name).extension().is_some_and(|known| known.eq_ignore_ascii_case(ending));
    if has { name.to_owned() } else { format!("{name}.{ending}") }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::store::Job;

    fn zip(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn queued(name: &str, bytes: &[u8]) -> Result<Vec<Job>, String> {
        let store = Store::in_memory().unwrap();
        let ids = queue(&store, name, bytes, 5).map_err(|error| error.to_string())?;
        Ok(ids.into_iter().map(|id| store.job(id).unwrap().unwrap()).collect())
    }

    #[test]
    fn a_zip_of_papers_is_a_dossier_whatever_it_is_called() {
        let dossier = zip(&[("起诉书.txt", "甲"), ("内/判决书.docx", "乙")]);
        for (name, key) in [
            ("林小舟盗窃案.zip", "林小舟盗窃案"),
            ("C:\\卷\\林小舟盗窃案.ZIP", "林小舟盗窃案"),
            ("../../林小舟.盗窃案", "林小舟.盗窃案"),
            ("", "上传"),
            ("..", "上传"),
        ] {
            let jobs = queued(name, &dossier).unwrap();
            assert_eq!(jobs.len(), 1);
            assert_eq!((jobs[0].kind, jobs[0].key.as_str()), (JobKind::Upload, key), "{name}");
        }
    }

    #[test]
    fn every_card_of_an_export_is_a_job() {
        let jobs = queued("导出.csv", "部门受案号,案由\n青检1号,盗窃罪\n青检2号,诈骗罪\n".as_bytes());
        let jobs = jobs.unwrap();
        assert_eq!(jobs.iter().map(|job| job.key.as_str()).collect::<Vec<_>>(), ["青检1号", "青检2号"]);
        assert!(jobs.iter().all(|job| job.kind == JobKind::Card));
        assert_eq!(queued("卡.json", r#"{"案件名称": "甲案"}"#.as_bytes()).unwrap()[0].key, "甲案");
    }

    #[test]
    fn what_is_neither_is_refused_in_a_sentence() {
        for (name, bytes, said) in [
            ("卷.zip", &b""[..], "空的"),
            ("卷.zip", b"PK\x03\x04 and no more", "压缩包损坏"),
            ("判决书.docx", &zip(&[("word/document.xml", "<w/>")]), "压缩成 .zip"),
            ("判决书.pdf", b"%PDF-1.7", "压缩成 .zip"),
            ("无名.xls", "随便写的".as_bytes(), ".xlsx、.csv、.json"),
        ] {
            let why = queued(name, bytes).unwrap_err();
            assert!(why.contains(said), "{name}: {why}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_end() {
        let long = format!("{}.zip", "案".repeat(300));
        let jobs = queued(&long, &zip(&[("a.txt", "甲")])).unwrap();
        assert_eq!(jobs[0].source.chars().count(), LONGEST_NAME);
        assert_eq!(Path::new(&jobs[0].source).extension().unwrap(), "zip");
    }
}
