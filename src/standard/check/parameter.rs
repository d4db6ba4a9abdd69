//! Parameters of checks, as the standards write them.

use serde::Deserialize;

use super::super::pattern::Pattern;
use super::Limit;
use crate::document::DocumentKind;
use crate::extract::elements::StepKind;

/// Whether a check looks at each person or at the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Per {
    /// 每名被追诉人
    #[default]
    #[serde(rename = "人")]
    Person,
    /// 全案
    #[serde(rename = "案")]
    Case,
}

/// An extension that, when its step is on file, lengthens a limit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// The step that grants it.
    pub step: StepKind,
    /// How much longer, from the end of the limit before it.
    pub limit: Limit,
    /// Words that tell of the step where its day cannot be read: nobody can say then when the limit ended.
    #[serde(default)]
    pub told: Option<Pattern>,
}

/// Steps whose earliest day stands in for a start nobody dates.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Substitute {
    /// The steps.
    pub steps: Vec<StepKind>,
    /// Steps on or after the last of which the day must lie; one of them must be told.
    #[serde(default)]
    pub after: Vec<StepKind>,
    /// Time left between the step and the start it stands in for.
    #[serde(default)]
    pub room: Option<Limit>,
    /// Whether what follows is only a hint.
    #[serde(default)]
    pub hint: bool,
}

/// A time that does not count into a limit (刑诉 §149: 精神病鉴定期间).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspension {
    /// Steps it starts with.
    pub from: Vec<StepKind>,
    /// Steps it ends with.
    pub to: Vec<StepKind>,
}

/// A limit that takes the place of the usual one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Conditions by name, all of which must hold.
    pub when: Vec<String>,
    /// How long instead.
    pub limit: Limit,
}

/// What a missing paper means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Missing {
    /// Cannot tell: the folder may be incomplete.
    #[default]
    #[serde(rename = "无法判断")]
    Unknown,
    /// A finding: the dossier holds the neighbouring papers of the same stage.
    #[serde(rename = "应报")]
    Report,
}

/// A required item of a document.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Name shown to people.
    pub label: String,
    /// Named field of each accused party: 性别, 出生日期 … (see `review::check::content`).
    #[serde(default)]
    pub field: Option<String>,
    /// Any of these words, as a regular expression.
    #[serde(default)]
    pub words: Option<Pattern>,
    /// Whose signature will do too, with or without a label of its own.
    #[serde(default)]
    pub signed: Option<Signer>,
}

/// Who signs a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Signer {
    /// 本人: an accused person of the case
    #[serde(rename = "本人")]
    Person,
    /// 律师: a defender or duty lawyer
    #[serde(rename = "律师")]
    Lawyer,
}

/// What is looked for in words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Kinds of documents looked at; empty for all but the card.
    #[serde(default)]
    pub of: Vec<DocumentKind>,
    /// Regular expression of what should not stand there.
    pub pattern: Pattern,
    /// What to say of a hit.
    pub message: String,
}

/// Articles that papers of some kinds may, or may not, rest on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitationRule {
    /// Kinds of documents looked at.
    pub of: Vec<DocumentKind>,
    /// Short name of the law.
    pub law: String,
    /// The articles.
    pub articles: Vec<u16>,
    /// Whether the list is of what may be cited; else of what may not.
    #[serde(default)]
    pub allowed: bool,
    /// Words, as a regular expression, that justify the citation.
    #[serde(default)]
    pub unless: Option<Pattern>,
    /// What to say of a citation outside the rule.
    pub message: String,
}
