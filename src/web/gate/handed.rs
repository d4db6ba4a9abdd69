//! A form with a file in it (`multipart/form-data`, RFC 7578), read from memory.

use axum::body::Bytes;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use memchr::memmem;

use super::Posted;
use crate::web::error::PageError;

/// The file of a form of this session. The gate has read and checked it.
#[derive(Debug, Clone)]
pub(in crate::web) struct Handed {
    /// As the browser names it; may be empty.
    pub name: String,
    pub bytes: Bytes,
}

/// More parts than any form of the site has.
const MOST_PARTS: usize = 16;
/// Bytes in front of the content of a part.
const LONGEST_HEAD: usize = 8 << 10;
/// Bytes of a part that is not the file.
const LONGEST_FIELD: usize = 64 << 10;

/// The fields of a form and its first file; none where it is no such form.
pub(super) fn read(kind: &str, body: &Bytes) -> Option<(Posted, Option<Handed>)> {
    let boundary = boundary(kind)?;
    let finder = memmem::Finder::new(boundary.as_bytes());
    let mut at = body.starts_with(boundary.get(2..)?.as_bytes()).then_some(boundary.len() - 2)?;
    let (mut fields, mut file) = (Vec::new(), None);
    for _ in 0..MOST_PARTS {
        match body.get(at..at + 2)? {
            b"--" => return Some((Posted(fields), file)),
            b"\r\n" => at += 2,
            _ => return None,
        }
        let window = body.get(at..body.len().min(at + LONGEST_HEAD))?;
        // A part without any header begins with the empty line itself.
        let head = memmem::find(window, b"\r\n\r\n")?;
        let (name, file_name) = disposition(&String::from_utf8_lossy(window.get(..head)?))?;
        let from = at + head + 4;
        let to = from + finder.find(body.get(from..)?)?;
        match file_name {
            Some(file_name) if file.is_none() => {
                file = Some(Handed { name: file_name, bytes: body.slice(from..to) });
            }
            Some(_) => {}
            None if to - from > LONGEST_FIELD => return None,
            None => fields.push((name, String::from_utf8(body.get(from..to)?.to_vec()).ok()?)),
        }
        at = to + boundary.len();
    }
    None
}

/// What stands between two parts, with the line break in front.
fn boundary(kind: &str) -> Option<String> {
    let value = kind.split(';').find_map(|part| part.trim().strip_prefix("boundary="))?.trim_matches('"');
    let is_plain =
        !value.is_empty() && value.len() <= 70 && value.bytes().all(|byte| byte.is_ascii_graphic());
    is_plain.then(|| format!("\r\n--{value}"))
}

/// Name of a part, and of its file where it is one.
fn disposition(head: &str) -> Option<(String, Option<String>)> {
    let line = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-disposition").then(|| value.to_owned())
    })?;
    Some((quoted(&line, " name=\"")?, quoted(&line, " filename=\"")))
}

fn quoted(line: &str, before: &str) -> Option<String> {
    let value = line.split_once(before)?.1.split('"').next()?;
    Some(value.replace("%22", "\""))
}

impl<S: Sync> FromRequestParts<S> for Handed {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        parts.extensions.get::<Self>().cloned().ok_or(PageError::Request)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KIND: &str = "multipart/form-data; boundary=----x7";

    fn form(file: &[u8]) -> Vec<u8> {
        let mut body =
            b"------x7\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\nab12\r\n------x7\r\n\
            content-disposition: form-data; name=\"file\"; filename=\"\xe5\x8d\xb7%221.zip\"\r\n\
            Content-Type: application/zip\r\n\r\n"
                .to_vec();
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n------x7--\r\n");
        body
    }

    #[test]
    fn fields_and_the_file_are_told_apart() {
        let (posted, file) = read(KIND, &form(b"PK\r\n--\r\n\r\n").into()).unwrap();
        assert_eq!(posted.one("form"), "ab12");
        let file = file.unwrap();
        assert_eq!((file.name.as_str(), &file.bytes[..]), ("卷\"1.zip", &b"PK\r\n--\r\n\r\n"[..]));
        assert!(read(KIND, &form(b"").into()).is_some());
        assert!(read("multipart/form-data", &form(b"").into()).is_none());
        assert!(read("multipart/form-data; boundary=other", &form(b"").into()).is_none());
    }

    proptest! {
        #[test]
        fn nothing_cut_or_changed_breaks_it(file in prop::collection::vec(any::<u8>(), 0..200), cut in 0..500_usize, at in 0..500_usize, byte: u8) {
            let mut body = form(&file);
            if let Some(place) = body.get_mut(at) { *place = byte; }
            body.truncate(cut);
            let _ = read(KIND, &body.into());
        }

        #[test]
        fn any_file_comes_as_it_was_sent(file in prop::collection::vec(any::<u8>(), 0..300)) {
            let (_, handed) = read(KIND, &form(&file).into()).unwrap();
            prop_assert_eq!(&handed.unwrap().bytes[..], &file[..]);
        }
    }
}
