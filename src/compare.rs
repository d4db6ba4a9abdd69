//! Floor 3: the three-document comparison (三书比对). Values in, values out.

use serde::Serialize;

use crate::case::CaseFile;
use crate::text::Quote;

/// One document's side of a difference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Side {
    /// Kind of the document: 起诉意见书, 起诉书, 判决书, or the part: 指控, 查明事实.
    pub document: String,
    /// Its value in words; 未记载 where it says nothing.
    pub value: String,
    /// The words; none only where it says nothing.
    pub quote: Option<Quote>,
}

/// A difference between documents that should agree, or should be explained.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Row of the comparison, in English snake case: amount, birth_date, charge …
    pub aspect: String,
    /// Persons concerned.
    pub persons: Vec<String>,
    /// What the change may mean (domain handbook §3.4): 事实增减, 改变定性, 情节改变 …
    pub meaning: String,
    /// S1, S2 or E.
    pub severity: String,
    /// Neutral Chinese sentence: what changed.
    pub message: String,
    /// Whether the values fall into different statutory tiers.
    pub crosses_tier: bool,
    /// Both (or all three) sides.
    pub sides: Vec<Side>,
}

/// Compares the documents of a case.
pub fn compare(_case: &CaseFile) -> Vec<Difference> {
    Vec::new()
}
