//! The same house for programs: JSON in one envelope, errors in another, a token in place of a cookie.

pub(super) mod cases;
pub(super) mod jobs;
pub(super) mod openapi;
pub(super) mod schema;
pub(super) mod session;
mod told;

use jiff::Timestamp;

/// A time as programs read it.
fn time(millisecond: i64) -> Option<String> {
    Timestamp::from_millisecond(millisecond).ok().map(|time| time.to_string())
}
