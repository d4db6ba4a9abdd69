//! The suggested grade. A person decides.

use serde::Serialize;

/// A suggestion with the reasons that led to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grade {
    /// Scheme by the year it came into force: 2018, 2026.
    pub scheme: String,
    /// Grade name of the scheme.
    pub value: String,
    /// Points left of the scheme's full score.
    pub score: f64,
    /// Chinese sentences naming the points that decided.
    pub reasons: Vec<String>,
}
