//! What one check says, before the point's own words are put around it.

use serde_json::{Map, Value};

use super::Outcome;
use crate::case::{CaseFile, Event, PersonIndex};
use crate::extract::elements::StepKind;
use crate::text::Quote;

/// What a check looks at.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub case: &'a CaseFile,
    /// The person, for checks per person.
    pub person: Option<PersonIndex>,
}

/// The answer of a check.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    pub outcome: Outcome,
    pub persons: Vec<String>,
    pub message: String,
    pub computed: Map<String, Value>,
    pub evidence: Vec<Quote>,
    pub confidence: f32,
    /// Weighs more than the point says: a difference that crosses a tier.
    pub severity: Option<String>,
}

impl Verdict {
    /// Something to look at. Without words to rest on it is no finding: it becomes unknown.
    pub(super) fn fail(message: impl Into<String>, evidence: Vec<Quote>) -> Self {
        let outcome = if evidence.is_empty() { Outcome::Unknown } else { Outcome::Fail };
        Self { evidence, ..Self::new(outcome, message) }
    }

    pub(super) fn pass() -> Self {
        Self::new(Outcome::Pass, "未见异常")
    }

    pub(super) fn unknown(message: impl Into<String>) -> Self {
        Self::new(Outcome::Unknown, message)
    }

    pub(super) fn not_applicable() -> Self {
        Self::new(Outcome::NotApplicable, "本案不涉及")
    }

    fn new(outcome: Outcome, message: impl Into<String>) -> Self {
        Self {
            outcome,
            persons: Vec::new(),
            message: message.into(),
            computed: Map::new(),
            evidence: Vec::new(),
            confidence: 0.9,
            severity: None,
        }
    }

    pub(super) fn computed(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.computed.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn confident(mut self, confidence: f32) -> Self {
        self.confidence = confidence;
        self
    }

    pub(super) fn of(mut self, person: impl Into<String>) -> Self {
        let person = person.into();
        if !person.is_empty() && !self.persons.contains(&person) {
            self.persons.push(person);
        }
        self
    }
}

impl<'a> Scope<'a> {
    /// Name of the person, empty for the case.
    pub(super) fn name(&self) -> &'a str {
        self.person.map_or("", |at| self.case.persons[at].name.as_str())
    }

    /// Events of some kinds that concern the scope: the person's own, and those of the whole case.
    pub(super) fn events(&self, kinds: &[StepKind]) -> Vec<&'a Event> {
        let concerns = |event: &Event| match (self.person, event.person) {
            (Some(mine), Some(theirs)) => mine == theirs,
            _ => true,
        };
        self.case.events.iter().filter(|event| kinds.contains(&event.kind) && concerns(event)).collect()
    }

    /// Words in front of a message that concerns a person.
    pub(super) fn told(&self, message: &str) -> String {
        match self.name() {
            "" => message.to_owned(),
            name if self.case.persons.len() > 1 => format!("{name}：{message}"),
            _ => message.to_owned(),
        }
    }
}
