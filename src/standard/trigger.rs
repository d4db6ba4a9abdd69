//! Which closed cases must be reviewed one by one (重点评查情形), as data.

use serde::Deserialize;

use super::check::Per;
use super::load::StandardError;
use super::reading;

/// One ground for a mandatory review; see `review-standards/triggers/triggers.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// Code: T01.
    pub code: String,
    /// What it is, in Chinese.
    pub name: String,
    /// Looked at for each person, or for the case.
    #[serde(default)]
    pub per: Per,
    /// Conditions that must all hold.
    #[serde(default)]
    pub when: Vec<String>,
    /// When given, at least one of these must hold too.
    #[serde(default)]
    pub any: Vec<String>,
    /// Or: one of these points reports.
    #[serde(default)]
    pub points: Vec<String>,
    /// Whether no dossier tells: a person decides.
    #[serde(default)]
    pub person: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    trigger: Vec<Trigger>,
}

const FILE: &str = "review-standards/triggers/triggers.toml";

/// The shipped triggers.
///
/// # Errors
/// When the shipped file does not read; a test keeps that from happening.
pub(super) fn triggers() -> Result<Vec<Trigger>, StandardError> {
    let file: File =
        reading::read_toml(FILE, include_str!("../../review-standards/triggers/triggers.toml"), 1)?;
    Ok(file.trigger)
}
