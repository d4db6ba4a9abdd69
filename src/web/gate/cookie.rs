//! The one cookie: the token of a session, out of reach of scripts and of forms of other sites.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::office::token::MOST_SECONDS;

const NAME: &str = "qiuhao";

/// The token a request brings.
pub(in crate::web) fn held(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == NAME).map(|(_, value)| value)
}

/// The token of a program, or of a browser.
pub(in crate::web) fn brought(headers: &HeaderMap) -> Option<&str> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    bearer.and_then(|value| value.strip_prefix("Bearer ")).or_else(|| held(headers))
}

/// Gives the browser a token.
pub(in crate::web) fn set(token: &str) -> HeaderValue {
    made(&format!("{NAME}={token}; Max-Age={MOST_SECONDS}"))
}

/// Takes it away.
pub(in crate::web) fn ended() -> HeaderValue {
    made(&format!("{NAME}=; Max-Age=0"))
}

fn made(beginning: &str) -> HeaderValue {
    // Tokens are hexadecimal; nothing else comes here.
    HeaderValue::try_from(format!("{beginning}; Path=/; HttpOnly; SameSite=Lax"))
        .unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        assert_eq!(held(&headers), None);
        headers.append(header::COOKIE, HeaderValue::from_static("theme=dark; qiuhao=ab12; x=y"));
        assert_eq!(held(&headers), Some("ab12"));
    }
}
