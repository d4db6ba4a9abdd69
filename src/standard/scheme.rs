//! Grading schemes by the date they came into force.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use toml::{Table, Value};

use super::load::StandardError;
use super::reading;

/// A grading scheme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Year that names it.
    pub name: String,
    /// First day in force.
    pub from: Date,
    /// How the grade is reached.
    pub mode: Mode,
    /// Grade where nothing but slips was found.
    pub qualified: String,
    /// Grade where flaws do not change the result.
    pub flawed: String,
    /// Grade where fact, law or handling may be wrong.
    pub unqualified: String,
    /// So many slips (S1) weigh like a flaw; 分类 only.
    pub slips_for_flaw: usize,
    /// Full score.
    pub full: f64,
    /// Deduction for each S1, S2, E.
    pub deduct: Deduction,
    /// Lowest scores of the grades; 计分 only.
    pub bounds: Bounds,
    /// Points that count otherwise than their severity says, by code.
    #[serde(default)]
    pub effects: BTreeMap<String, Effect>,
    /// The scheme as written, for offices to change.
    #[serde(skip)]
    written: Table,
}

/// How a grade is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Mode {
    /// The gravest finding decides.
    #[serde(rename = "分类")]
    Classification,
    /// The score decides.
    #[serde(rename = "计分")]
    Scoring,
}

/// Points taken off by severity.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deduction {
    /// 一般瑕疵
    #[serde(rename = "S1")]
    pub slight: f64,
    /// 较重瑕疵
    #[serde(rename = "S2")]
    pub serious: f64,
    /// 严重
    #[serde(rename = "E")]
    pub grave: f64,
}

/// Lowest scores.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// Of the best grade the program suggests.
    pub qualified: f64,
    /// Of the middle one.
    pub flawed: f64,
}

/// How one point counts.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(tag = "kind", deny_unknown_fields)]
pub enum Effect {
    /// 扣分: takes off so many.
    #[serde(rename = "扣分")]
    Deduct {
        /// How many.
        points: f64,
    },
    /// 只记录: is shown, changes nothing.
    #[serde(rename = "只记录")]
    Record {},
    /// 加分: adds so many.
    #[serde(rename = "加分")]
    Add {
        /// How many.
        points: f64,
    },
}

impl Scheme {
    /// The scheme with an office's parameters in place of the shipped ones.
    pub(super) fn adjusted(&self, changes: Table) -> Result<Self, toml::de::Error> {
        let mut written = self.written.clone();
        merge(&mut written, changes);
        Ok(Self { written: written.clone(), ..Self::deserialize(written)? })
    }
}

/// Lays changes over a table, tables into tables.
fn merge(table: &mut Table, changes: Table) {
    for (key, change) in changes {
        match (table.get_mut(&key), change) {
            (Some(Value::Table(inner)), Value::Table(changes)) if key != "effects" => merge(inner, changes),
            (Some(Value::Table(inner)), Value::Table(changes)) => inner.extend(changes),
            (_, change) => {
                table.insert(key, change);
            }
        }
    }
}

const SCHEMES: [(&str, &str); 2] = [
    ("review-standards/grading/2018.toml", include_str!("../../review-standards/grading/2018.toml")),
    ("review-standards/grading/2026.toml", include_str!("../../review-standards/grading/2026.toml")),
];

/// The shipped schemes, oldest first.
///
/// # Errors
/// When a shipped file does not read; a test keeps that from happening.
pub fn schemes() -> Result<Vec<Scheme>, StandardError> {
    let read = |(file, text): &(&str, &str)| {
        let scheme: Scheme = reading::read_toml(file, text, 1)?;
        Ok(Scheme { written: reading::read_toml(file, text, 1)?, ..scheme })
    };
    SCHEMES.iter().map(read).collect()
}
