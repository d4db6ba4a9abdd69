//! What a check says about a case.

use serde::Serialize;
use serde_json::{Map, Value};

use super::suppress::Suppressed;
use crate::standard::Basis;
use crate::text::Quote;

/// Three-valued logic, plus not applicable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Something to look at.
    Fail,
    /// In order.
    Pass,
    /// Cannot tell: a document is missing, unreadable or of unknown kind. The message says why.
    Unknown,
    /// The point does not apply to this case.
    NotApplicable,
}

impl Finding {
    /// Whether a person should look at it: it fails and was not set aside.
    pub fn is_open(&self) -> bool {
        self.outcome == Outcome::Fail && self.suppressed.is_none()
    }
}

/// A finding. Every failing one has at least one quote and one basis.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// Code of the review point.
    pub point: String,
    /// Its title.
    pub title: String,
    /// Content area in Chinese.
    pub area: String,
    /// Fail, pass, unknown or not applicable.
    pub outcome: Outcome,
    /// S1, S2, E, or a routing word.
    pub severity: String,
    /// Persons concerned.
    pub persons: Vec<String>,
    /// Neutral Chinese sentence.
    pub message: String,
    /// Values computed on the way: limits, days, sums.
    pub computed: Map<String, Value>,
    /// Legal basis.
    pub basis: Vec<Basis>,
    /// The words it rests on.
    pub evidence: Vec<Quote>,
    /// From 0 to 1.
    pub confidence: f32,
    /// Set aside by the office, with the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<Suppressed>,
}
