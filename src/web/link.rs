//! Addresses within the site.

use std::fmt::Write;

use super::site::Site;
use crate::search::{Hit, SearchError};
use crate::store::StoredCase;

/// Where people search, with a query, an order and a page; what is usual is left out.
pub(super) fn search(query: &str, sort: &str, page: usize) -> String {
    let mut address = format!("/search?q={}", encode(query));
    if !sort.is_empty() {
        let _ = write!(address, "&sort={sort}");
    }
    if page > 1 {
        let _ = write!(address, "&page={page}");
    }
    address
}

/// A character of a paper that was found, its words lit: in the page of the case where it was reviewed.
pub(super) fn place(site: &Site, hit: &Hit, query: &str, at: u32) -> String {
    let mut asked = format!("q={}", encode(query));
    // Found by its fields alone, a paper opens at its beginning.
    if !hit.lit.is_empty() {
        let _ = write!(asked, "&at={at}#hit");
    }
    match site.number(&hit.case.key) {
        Some(number) => format!("/cases/{number}?doc={}&{asked}", encode(&hit.paper.document)),
        None => format!("/papers/{}?{asked}", hit.paper.id),
    }
}

/// The page of a case of the archive: its review, else its first paper; none where it has none.
pub(super) fn case(site: &Site, case: &StoredCase) -> Result<Option<String>, SearchError> {
    if let Some(number) = site.number(&case.key) {
        return Ok(Some(format!("/cases/{number}")));
    }
    let papers = site.store().papers(case.id)?;
    Ok(papers.first().map(|paper| format!("/papers/{}", paper.id)))
}

/// Where cases like a case of the archive are shown.
pub(super) fn similar(key: &str) -> String {
    format!("/similar?case={}", encode(key))
}

/// Where to sign in, and then go on to an address of the site.
pub(super) fn sign_in(then: &str) -> String {
    if then == "/" { "/sign-in".to_owned() } else { format!("/sign-in?to={}", encode(then)) }
}

/// A value as part of an address.
pub(super) fn encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len() * 3);
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cannot_leave_their_place() {
        assert_eq!(encode("罪名:“a&b”#?"), "%E7%BD%AA%E5%90%8D%3A%E2%80%9Ca%26b%E2%80%9D%23%3F");
        assert_eq!(search("甲", "", 1), "/search?q=%E7%94%B2");
        assert_eq!(search("", "date", 3), "/search?q=&sort=date&page=3");
    }
}
