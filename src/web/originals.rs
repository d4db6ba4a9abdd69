//! The files of a case as they were handed in.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::at::At;
use super::error::PageError;
use super::link;
use super::site::{Site, aside};

/// Nothing of a file from a dossier runs or loads anything. A PDF is shown by the browser's own viewer, which works
/// in no sandbox of a page.
const SHOWN: &str = "default-src 'none'; object-src 'self'; base-uri 'none'; frame-ancestors 'none'";
const KEPT_APART: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// What browsers may show: first bytes, and what they are. All else is only saved.
const SHOWABLE: [(&[u8], &str, &str); 3] = [
    (b"%PDF-", "application/pdf", SHOWN),
    (b"\xFF\xD8\xFF", "image/jpeg", KEPT_APART),
    (b"\x89PNG\r\n\x1A\n", "image/png", KEPT_APART),
];

/// `GET /cases/{case}/originals/{document}`: the file a document stands in.
pub(super) async fn file(
    State(site): State<Arc<Site>>,
    At((case, document)): At<(i64, String)>,
) -> Result<Response, PageError> {
    aside(move || {
        let review = site.review(case)?;
        let papers = review.case.papers.iter();
        let paper = papers.map(|paper| &paper.document).find(|paper| paper.id == document);
        let name = &paper.ok_or(PageError::NotFound)?.file;
        Ok(answer(name, bytes(&site, case, name)?))
    })
    .await
}

/// The bytes of a file of the last version of a case.
pub(super) fn bytes(site: &Site, case: i64, file: &str) -> Result<Vec<u8>, PageError> {
    let store = site.store();
    let case = store.case_by_id(case)?.ok_or(PageError::NotFound)?;
    let version = store.latest(&case.key)?.ok_or(PageError::NotFound)?;
    let files = store.files(version.review_id)?;
    let kept = files.iter().find(|kept| kept.name == file).ok_or(PageError::NotFound)?;
    store.original(&kept.hash)?.ok_or(PageError::NotFound)
}

fn answer(name: &str, bytes: Vec<u8>) -> Response {
    let shown = SHOWABLE.iter().find(|(beginning, ..)| bytes.starts_with(beginning));
    let (manner, kind, policy) = match shown {
        Some(&(_, kind, policy)) => ("inline", kind, policy),
        None => ("attachment", "application/octet-stream", KEPT_APART),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
        (header::CONTENT_DISPOSITION, disposition(manner, name)),
    ];
    (headers, bytes).into_response()
}

/// How a file is to be called where it is saved (RFC 6266, with the name by RFC 5987).
pub(super) fn disposition(manner: &str, name: &str) -> HeaderValue {
    let name = name.rsplit('/').next().unwrap_or(name);
    let value = format!("{manner}; filename*=UTF-8''{}", link::encode(name));
    HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_browsers_show_safely_is_shown() {
        let told = |name: &str, bytes: &[u8]| {
            let response = answer(name, bytes.to_vec());
            let header =
                |name: header::HeaderName| response.headers()[name].to_str().unwrap_or_default().to_owned();
            (
                header(header::CONTENT_TYPE),
                header(header::CONTENT_DISPOSITION),
                header(header::CONTENT_SECURITY_POLICY),
            )
        };
        let (kind, manner, _) = told("卷一/起诉书.pdf", b"%PDF-1.7");
        assert_eq!(kind, "application/pdf");
        assert_eq!(manner, "inline; filename*=UTF-8''%E8%B5%B7%E8%AF%89%E4%B9%A6.pdf");
        for (name, bytes) in [
            ("页面.html", &b"<html>"[..]),
            ("假.pdf", b"<script>"),
            ("图.svg", b"<svg>"),
            ("a\"\r\nX: y", b""),
        ] {
            let (kind, manner, policy) = told(name, bytes);
            assert_eq!(kind, "application/octet-stream", "{name}");
            assert!(manner.starts_with("attachment; filename*=UTF-8''") && !manner.contains('"'), "{manner}");
            assert!(policy.contains("sandbox"), "{policy}");
        }
    }
}
