//! How grave a finding is.

use serde::{Deserialize, Serialize};

/// The gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 严重: E, may touch fact, law or handling.
    Grave,
    /// 较重: S2, a flaw.
    Serious,
    /// 一般: S1, a slip.
    Slight,
    /// 提示: whatever only points at something.
    Hint,
}

impl Severity {
    /// All, the gravest first.
    pub const ALL: [Self; 4] = [Self::Grave, Self::Serious, Self::Slight, Self::Hint];

    /// Of the code of a point or a finding; a routing word is a hint.
    pub fn of(code: &str) -> Self {
        if code.contains('E') {
            Self::Grave
        } else if code.starts_with("S2") {
            Self::Serious
        } else if code.starts_with("S1") {
            Self::Slight
        } else {
            Self::Hint
        }
    }

    /// Of what a person chose: a code or its Chinese name.
    pub fn chosen(text: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.label() == text).unwrap_or_else(|| Self::of(text))
    }

    /// Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Grave => "严重",
            Self::Serious => "较重",
            Self::Slight => "一般",
            Self::Hint => "提示",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_mean_the_same() {
        for (code, severity) in [
            ("E", Severity::Grave),
            ("S2", Severity::Serious),
            ("S1", Severity::Slight),
            ("触发", Severity::Hint),
        ] {
            assert_eq!(Severity::of(code), severity);
            assert_eq!(Severity::chosen(code), severity);
            assert_eq!(Severity::chosen(severity.label()), severity);
        }
        assert!(Severity::Grave < Severity::Hint);
    }
}
