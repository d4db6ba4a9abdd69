//! What a file is: its first bytes decide, its name helps.

use super::unreadable::Unreadable;

/// A format there is a reader for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Plain,
    Markdown,
    Docx,
    Pdf,
    Html,
    Sheet,
}

/// The format of a file, or why there is no reader for it.
pub(super) fn of(file: &str, bytes: &[u8]) -> Result<Format, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    let extension = extension(file);
    if let Some(image) = image_name(bytes) {
        return Err(match extension.as_str() {
            "jpg" | "jpeg" | "png" | "tif" | "tiff" | "gif" | "bmp" | "webp" | "" => Unreadable::Image(image),
            _ => Unreadable::WrongExtension { extension, actual: "图片" },
        });
    }
    if bytes.get(..1024.min(bytes.len())).is_some_and(|head| contains(head, b"%PDF-")) {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return packed(&extension, bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(match extension.as_str() {
            "docx" | "xlsx" => Unreadable::Locked,
            "xls" | "et" => Unreadable::OldOffice("表格（.xls/.et）"),
            "wps" => Unreadable::OldOffice("WPS 文字（.wps）"),
            _ => Unreadable::OldOffice("Word（.doc）"),
        });
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(Unreadable::Unsupported("RTF".to_owned()));
    }
    by_name(&extension, bytes)
}

/// The name's ending in lower case, without the dot; empty when there is none.
pub(in crate::document) fn extension(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase())
        .filter(|ending| ending.len() <= 8 && ending.bytes().all(|b| b.is_ascii_alphanumeric()))
        .unwrap_or_default()
}

fn by_name(extension: &str, bytes: &[u8]) -> Result<Format, Unreadable> {
    // Case systems export web pages under all sorts of endings.
    if looks_like_html(bytes) {
        return Ok(Format::Html);
    }
    let is_utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    match extension {
        "" if bytes.contains(&0) && !is_utf16 => Err(Unreadable::Unknown),
        "md" => Ok(Format::Markdown),
        "txt" | "text" | "log" | "" => Ok(Format::Plain),
        "html" | "htm" => Ok(Format::Html),
        "doc" | "wps" => Err(Unreadable::OldOffice("Word（.doc/.wps）")),
        "xls" | "et" => Err(Unreadable::OldOffice("表格（.xls/.et）")),
        "pdf" | "docx" | "xlsx" | "zip" | "jpg" | "jpeg" | "png" | "tif" | "tiff" | "gif" | "bmp"
        | "webp" => Err(Unreadable::Damaged),
        _ => Err(Unreadable::Unsupported(format!(".{extension}"))),
    }
}

fn packed(extension: &str, bytes: &[u8]) -> Result<Format, Unreadable> {
    match extension {
        "zip" => Err(Unreadable::NestedArchive),
        "ofd" => Err(Unreadable::Unsupported("OFD".to_owned())),
        "xlsx" => Ok(Format::Sheet),
        "docx" => Ok(Format::Docx),
        _ if contains(bytes, b"word/document.xml") => Ok(Format::Docx),
        _ if contains(bytes, b"xl/workbook.xml") => Ok(Format::Sheet),
        _ if contains(bytes, b"OFD.xml") => Err(Unreadable::Unsupported("OFD".to_owned())),
        _ => Err(Unreadable::NestedArchive),
    }
}

fn image_name(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (&[0xFF, 0xD8, 0xFF], "JPEG"),
        (b"\x89PNG", "PNG"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"GIF8", "GIF"),
    ];
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|&(_, name)| name)
}

fn looks_like_html(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(512)).unwrap_or_default()).to_lowercase();
    head.contains("<html") || head.contains("<!doctype html")
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_named_pdf_is_told_apart() {
        let error = of("卷一/起诉书.pdf", &[0xFF, 0xD8, 0xFF, 0xE0, 0, 0]).expect_err("no reader");
        assert!(error.to_string().contains("扩展名是 .pdf，内容却是图片"), "{error}");
    }

    #[test]
    fn unsupported_formats_are_named() {
        assert!(of("a.ofd", b"PK\x03\x04xx").expect_err("ofd").to_string().contains("OFD"));
        assert!(
            of("a.doc", &[0xD0, 0xCF, 0x11, 0xE0]).expect_err("doc").to_string().contains("另存为 .docx")
        );
        assert!(of("a.docx", &[0xD0, 0xCF, 0x11, 0xE0]).expect_err("locked").to_string().contains("密码"));
        assert_eq!(of("空.txt", b""), Err(Unreadable::Empty));
        assert_eq!(of("a.xyz", b"hello"), Err(Unreadable::Unsupported(".xyz".to_owned())));
    }

    #[test]
    fn endings_are_taken_from_the_last_part_of_the_path() {
        assert_eq!(extension("v1.2/起诉书"), "");
        assert_eq!(extension("a/B.DOCX"), "docx");
        assert_eq!(extension("第1.起诉书"), "");
    }
}
