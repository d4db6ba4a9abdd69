//! Grading schemes by the date they came into force.

use jiff::civil::Date;
use serde::Deserialize;

use super::load::StandardError;

/// A grading scheme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Year that names it.
    pub name: String,
    /// First day in force.
    pub from: Date,
    /// Grade where nothing but slips was found.
    pub qualified: String,
    /// Grade where flaws do not change the result.
    pub flawed: String,
    /// Grade where fact, law or handling may be wrong.
    pub unqualified: String,
    /// So many slips (S1) weigh like a flaw.
    pub slips_for_flaw: usize,
    /// Full score.
    pub full: f64,
    /// Deduction for each S1, S2, E.
    pub deduct: Deduction,
}

/// Points taken off by severity.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Deduction {
    /// 一般瑕疵
    #[serde(rename = "S1")]
    pub slight: f64,
    /// 较重瑕疵
    #[serde(rename = "S2")]
    pub serious: f64,
    /// 严重
    #[serde(rename = "E")]
    pub grave: f64,
}

const SCHEMES: [(&str, &str); 2] = [
    ("review-standards/grading/2018.toml", include_str!("../../review-standards/grading/2018.toml")),
    ("review-standards/grading/2026.toml", include_str!("../../review-standards/grading/2026.toml")),
];

/// The shipped schemes, oldest first.
///
/// # Errors
/// When a shipped file does not read; a test keeps that from happening.
pub fn schemes() -> Result<Vec<Scheme>, StandardError> {
    SCHEMES
        .iter()
        .map(|(file, text)| {
            toml::from_str(text).map_err(|error| StandardError::Malformed {
                file: (*file).to_owned(),
                line: error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1),
                reason: error.message().to_owned(),
            })
        })
        .collect()
}
