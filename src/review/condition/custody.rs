//! Conditions of custody, arrest and defence.

use super::{Answer, words};
use crate::review::verdict::Scope;

/// Names this module answers.
pub(super) const NAMES: &[&str] = &["未采取强制措施"];

/// Evaluates a condition of [`NAMES`].
pub(super) fn holds(scope: Scope<'_>, name: &str) -> Answer {
    match name {
        "未采取强制措施" => words(scope.case, &FREE),
        _ => Answer::Unknown,
    }
}

static FREE: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    regex::Regex::new("(?:未|没有)(?:被|对其)?采取(?:任何)?强制措施").expect("the pattern is fixed")
});
