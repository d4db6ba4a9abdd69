//! One review point: front matter, prose, examples.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::check::Check;
use super::example::{self, Example};
use super::load::StandardError;

/// A place in the law with the version that applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Short name of the law.
    pub law: String,
    /// Article as written in the standards: `91`, `17之一`.
    pub article: String,
    /// Paragraph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u8>,
    /// Item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u8>,
    /// Version: year of the text.
    pub version: String,
}

/// How far a point may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Graded.
    Stable,
    /// Shown as a hint, not graded.
    Trial,
    /// On the checklist only; a person looks.
    Manual,
}

/// One review point (评查点).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Code: CM-07.
    pub code: String,
    /// Short Chinese title.
    pub title: String,
    /// Content area in Chinese.
    pub area: String,
    /// S1, S2, E, or a routing word.
    pub severity: String,
    /// Stable, trial or manual.
    pub status: Status,
    /// First day the point is in force.
    #[serde(default)]
    pub from: Option<Date>,
    /// First day it is no longer in force.
    #[serde(default)]
    pub until: Option<Date>,
    /// Legal basis; at least one.
    pub basis: Vec<Basis>,
    /// Conditions that must hold for the point to apply, by name; `非` in front denies.
    #[serde(default)]
    pub when: Vec<String>,
    /// What is checked.
    pub check: Check,
    /// The prose below the front matter.
    #[serde(skip)]
    pub prose: String,
    /// Examples that are tests.
    #[serde(skip)]
    pub examples: Vec<Example>,
}

impl Point {
    /// Reads a point from its Markdown file.
    ///
    /// # Errors
    /// When the front matter is missing or does not read, with file and line.
    pub fn parse(file: &str, text: &str) -> Result<Self, StandardError> {
        let text = text.replace("\r\n", "\n");
        let malformed =
            |line: usize, reason: String| StandardError::Malformed { file: file.to_owned(), line, reason };
        let body =
            text.strip_prefix("+++\n").ok_or_else(|| malformed(1, "缺少 +++ 开头的元数据".to_owned()))?;
        let (front, prose) =
            body.split_once("\n+++\n").ok_or_else(|| malformed(1, "元数据没有以 +++ 结束".to_owned()))?;
        let mut point: Point = toml::from_str(front).map_err(|error| {
            let line = error.span().map_or(1, |span| front[..span.start].matches('\n').count() + 2);
            malformed(line, error.message().to_owned())
        })?;
        if point.basis.is_empty() {
            return Err(malformed(2, "缺少依据（basis）".to_owned()));
        }
        point.examples = example::parse(prose).map_err(|reason| malformed(1, reason))?;
        prose.trim().clone_into(&mut point.prose);
        Ok(point)
    }

    /// Whether the point is in force on a day.
    pub fn in_force(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}
