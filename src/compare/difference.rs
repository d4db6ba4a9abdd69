//! A difference and its sides.

use serde::Serialize;

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

impl Side {
    /// A side that says something.
    pub(super) fn said(document: &str, value: impl Into<String>, quote: &Quote) -> Self {
        Self { document: document.to_owned(), value: value.into(), quote: Some(quote.clone()) }
    }

    /// A side that says nothing of it.
    pub(super) fn silent(document: &str) -> Self {
        Self { document: document.to_owned(), value: "未记载".to_owned(), quote: None }
    }
}

impl Difference {
    /// A difference with its sentence made from its sides.
    pub(super) fn new(aspect: &str, label: &str, meaning: &str, severity: &str, sides: Vec<Side>) -> Self {
        let told: Vec<String> =
            sides.iter().map(|side| format!("{}为“{}”", side.document, side.value)).collect();
        Self {
            aspect: aspect.to_owned(),
            persons: Vec::new(),
            meaning: meaning.to_owned(),
            severity: severity.to_owned(),
            message: format!("{label}不一致：{}", told.join("，")),
            crosses_tier: false,
            sides,
        }
    }

    /// Names the person concerned.
    pub(super) fn of(mut self, person: &str) -> Self {
        if !person.is_empty() {
            self.message = format!("{person}的{}", self.message);
            self.persons.push(person.to_owned());
        }
        self
    }
}
