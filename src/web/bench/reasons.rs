//! Reasons one picks instead of typing them.

use std::sync::LazyLock;

use serde::Deserialize;

/// Ready reasons.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reasons {
    /// To exclude a finding.
    pub excluded: Vec<String>,
    /// To modify it.
    pub modified: Vec<String>,
}

/// Those of `reasons.toml`.
pub(super) static REASONS: LazyLock<Reasons> = LazyLock::new(|| {
    toml::from_str(include_str!("reasons.toml")).expect("the list of reasons is tested to parse")
});

/// Severities a person may choose, gravest first: code and name.
pub(super) const SEVERITIES: [(&str, &str); 4] =
    [("E", "严重"), ("S2", "较重"), ("S1", "一般"), ("提示", "提示（不计等次）")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_something_to_pick() {
        let all = || REASONS.excluded.iter().chain(&REASONS.modified);
        assert!(all().count() >= 8);
        assert!(all().all(|reason| !reason.trim().is_empty() && reason.chars().count() <= 30));
    }
}
