//! `office.toml`: what an office changes of the standards: points switched off or re-graded, figures, grading,
//! findings it has looked at and does not want to see again.

use serde::Deserialize;
use toml::{Spanned, Table};

use super::point::Status;
use super::trigger::Trigger;
use crate::law::tiers;

/// Name of the file in an office's folder.
pub(super) const FILE: &str = "office.toml";

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Office {
    /// Province whose figures apply, where the command line names none.
    #[serde(default)]
    pub province: Option<String>,
    /// Changes of single points.
    #[serde(default)]
    pub adjust: Vec<Spanned<Adjust>>,
    /// Findings looked at and set aside.
    #[serde(default)]
    pub suppress: Vec<Spanned<Suppression>>,
    /// Codes of grounds for a mandatory review that are switched off.
    #[serde(default)]
    pub triggers_off: Vec<String>,
    /// Grounds of the office's own, or in place of shipped ones of the same code.
    #[serde(default)]
    pub trigger: Vec<Trigger>,
    /// Amounts that decide tiers in the office's province, as in `law/tiers.toml`.
    #[serde(default)]
    pub amount: Vec<Spanned<tiers::Province>>,
    /// Changed parameters of grading schemes, by the scheme's name.
    #[serde(default)]
    pub grading: Option<Spanned<Table>>,
}

/// A change of one point.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Adjust {
    /// Code of the point.
    pub code: String,
    /// Whether the point is switched off.
    #[serde(default)]
    pub off: bool,
    /// Another severity.
    #[serde(default)]
    pub severity: Option<String>,
    /// Another status.
    #[serde(default)]
    pub status: Option<Status>,
    /// Changed parameters of its check.
    #[serde(default)]
    pub check: Option<Table>,
    /// Why; shown in the list of points.
    pub reason: String,
}

/// A finding that somebody looked at and set aside, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suppression {
    /// Name of the dossier's folder.
    pub dossier: String,
    /// Code of the point.
    pub point: String,
    /// Persons concerned; empty for all.
    #[serde(default)]
    pub persons: Vec<String>,
    /// Why the finding is set aside.
    pub reason: String,
    /// Who decided.
    pub by: String,
}
