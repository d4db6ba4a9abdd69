//! Floor 7: a reviewed dossier as text, JSON, one self-contained page, and papers. Judges nothing.

pub(crate) mod aligned;
pub mod checklist;
pub mod facsimile;
pub mod html;
pub mod json;
pub(crate) mod layout;
pub mod manual;
pub mod opinion;
pub(crate) mod sheet;
pub mod text;
pub mod words;

use serde::Serialize;

use crate::case::CaseFile;
use crate::compare::Difference;
use crate::review::trigger::Triggered;
use crate::review::{Finding, Grade};

/// Everything a report is made from.
#[derive(Debug, Clone)]
pub struct Review {
    /// What the dossier says.
    pub case: CaseFile,
    /// Differences between its documents.
    pub differences: Vec<Difference>,
    /// Every finding, passes and not-applicable ones included.
    pub findings: Vec<Finding>,
    /// Suggested grade.
    pub grade: Grade,
    /// Grounds for a mandatory review (重点评查).
    pub triggers: Vec<Triggered>,
    /// What the reviewer should know of the review itself, in Chinese.
    pub notes: Vec<String>,
    /// How long it took.
    pub timing: Timing,
}

/// Milliseconds each stage took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Timing {
    /// Files to documents.
    pub read: u64,
    /// Documents to elements and case file.
    pub extract: u64,
    /// Differences.
    pub compare: u64,
    /// Findings and grade.
    pub check: u64,
    /// Everything.
    pub total: u64,
}
