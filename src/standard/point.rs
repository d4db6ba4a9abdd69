//! One review point: front matter, prose, examples.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::check::Check;
use super::example::{self, Example};
use super::load::StandardError;
use super::reading;

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
    /// Where it was written.
    #[serde(skip)]
    pub source: Source,
}

/// The file of a point, to tell where something stands in it.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Path of the file.
    pub file: String,
    /// Its front matter as written.
    pub(super) front: String,
}

impl Source {
    /// The part of the front matter that says what is checked.
    pub fn check(&self) -> &str {
        self.front.find("[check]").map_or("", |at| self.front[at..].trim_end())
    }

    /// The line, from 1, on which words of the front matter first stand.
    pub fn line_of(&self, words: &str) -> usize {
        let at = self.front.find(words).map_or(1, |at| reading::line_of(&self.front, at));
        at + FRONT_LINE - 1
    }
}

/// The front matter begins below the line of `+++`.
const FRONT_LINE: usize = 2;
/// 一般、较重、严重; 触发 sends the case to review, 提示 and 指标 only inform.
const SEVERITIES: [&str; 5] = ["S1", "S2", "E", "触发", "提示"];

impl Point {
    /// Reads a point from its Markdown file.
    ///
    /// # Errors
    /// When the front matter is missing or does not read, with file and line.
    pub fn parse(file: &str, text: &str) -> Result<Self, StandardError> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let malformed =
            |line: usize, reason: String| StandardError::Malformed { file: file.to_owned(), line, reason };
        let body =
            text.strip_prefix("+++\n").ok_or_else(|| malformed(1, "缺少 +++ 开头的元数据".to_owned()))?;
        let (front, prose) =
            body.split_once("\n+++\n").ok_or_else(|| malformed(1, "元数据没有以 +++ 结束".to_owned()))?;
        let mut point: Point = reading::read_toml(file, front, FRONT_LINE)?;
        point.source = Source { file: file.to_owned(), front: front.to_owned() };
        point.check_values().map_err(|reason| malformed(FRONT_LINE, reason))?;
        example::parse(prose).map_err(|(heading, reason)| {
            malformed(text.find(&heading).map_or(1, |at| reading::line_of(&text, at)), reason)
        })?;
        prose.trim().clone_into(&mut point.prose);
        Ok(point)
    }

    /// What no type can hold a point to.
    pub(super) fn check_values(&self) -> Result<(), String> {
        if self.basis.is_empty() {
            return Err("缺少依据（basis）".to_owned());
        }
        if !SEVERITIES.contains(&self.severity.as_str()) {
            return Err(format!("不认识的严重程度“{}”，可用：{}", self.severity, SEVERITIES.join("、")));
        }
        Ok(())
    }

    /// The prose below one of its headings: 检查什么, 依据, 例外, 误报风险, 整改建议.
    pub fn section(&self, heading: &str) -> Option<&str> {
        let (_, below) = self.prose.split_once(&format!("## {heading}\n"))?;
        Some(below.split("\n## ").next().unwrap_or(below).trim())
    }

    /// The examples below the prose, which are tests.
    pub fn examples(&self) -> Vec<Example> {
        example::parse(&self.prose).unwrap_or_default()
    }

    /// Whether the point is in force on a day.
    pub fn in_force(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}
