//! Sessions: what a browser holds, what the store keeps of it, and how long it is good.
//!
//! The browser holds 256 random bits; the store only their hash, so that who reads the store cannot take a session over.

use std::fmt::Write as _;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Random bytes of a token.
pub const TOKEN_BYTES: usize = 32;
/// Seconds without a request after which a session ends.
pub const IDLE_SECONDS: i64 = 30 * 60;
/// Seconds after which a session ends in any case.
pub const MOST_SECONDS: i64 = 10 * 60 * 60;

/// What the browser is given.
pub fn token(random: [u8; TOKEN_BYTES]) -> String {
    hex(&random)
}

/// What the store keeps of it.
pub fn kept(token: &str) -> [u8; 32] {
    Sha256::new_with_prefix(b"qiuhao session").chain_update(token).finalize().into()
}

/// A value for the forms of a session: who does not hold the token cannot know it.
pub fn form_token(token: &str) -> String {
    hex(&Sha256::new_with_prefix(b"qiuhao form").chain_update(token).finalize())
}

/// Whether two values are the same, in a time that does not tell where they differ.
pub fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    one.len() == other.len() && one.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// Whether a session is still good.
pub fn is_good(created: Timestamp, seen: Timestamp, now: Timestamp) -> bool {
    let since = |moment: Timestamp| now.as_second() - moment.as_second();
    since(seen) < IDLE_SECONDS && since(created) < MOST_SECONDS
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kept_value_and_the_form_value_say_nothing_of_the_token() {
        let held = token([3; TOKEN_BYTES]);
        assert_eq!(held.len(), 64);
        assert_ne!(hex(&kept(&held)), form_token(&held));
        assert!(!form_token(&held).contains(&held));
        assert!(same(&form_token(&held), &form_token(&held)));
        assert!(!same(&held, &token([4; TOKEN_BYTES])) && !same("a", "ab"));
    }

    #[test]
    fn a_session_ends_when_idle_and_in_any_case() {
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        assert!(is_good(at(0), at(0), at(IDLE_SECONDS - 1)));
        assert!(!is_good(at(0), at(0), at(IDLE_SECONDS)));
        assert!(!is_good(at(0), at(MOST_SECONDS - 1), at(MOST_SECONDS)));
    }
}
