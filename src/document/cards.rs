//! Exports of a case-handling system that hold only case cards: one row or one object a case.
//!
//! Tables (`.xlsx`, `.csv`) have a row of labels as in `案卡.json`, where a dot reaches into a group (`审判.判决日期`). Rows of
//! one case number are one case with several persons. Sheets named 人员, 被害人, 涉案财物 … hold the lists of all cases, each
//! row with its case number. `.json` is one card, an array of cards, or one card a line.

mod csv;
mod objects;
mod table;

use std::path::Path;

use serde_json::{Map, Value};

use super::read::{self, Unreadable};

/// The labels a case is known by, best first.
const KEYS: [&str; 3] = ["部门受案号", "统一受案号", "案件名称"];

/// One card of an export.
#[derive(Debug, Clone, PartialEq)]
pub struct CardEntry {
    /// What the case is known by: its number, or its name, or the place of the card in the file.
    pub key: String,
    /// The card as the text of an `案卡.json`.
    pub json: String,
}

/// Why an export cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum CardsError {
    /// The file itself.
    #[error("{0}")]
    File(String),
    /// A line or object that is no card.
    #[error("第 {0} 行不是案卡（应为 JSON 对象），整个文件未导入。请改正后重试。")]
    Line(usize),
    /// No row of labels.
    #[error("找不到表头。请在第一行写案卡的项目名（如 部门受案号、案件名称、案由），以下每行一件案件。")]
    NoHeader,
    /// Labels and nothing else.
    #[error("里面没有案卡。")]
    Empty,
    /// Another ending.
    #[error("只能导入 .xlsx、.csv、.json 格式的案卡表。")]
    Ending,
}

/// Reads an export.
pub fn open(path: &Path) -> Result<Vec<CardEntry>, CardsError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let io = |error: &std::io::Error| {
        CardsError::File(format!("{}。请核对路径与权限。", super::dossier::plain_reason(error)))
    };
    let size = std::fs::metadata(path).map_err(|error| io(&error))?.len();
    if let Some(problem) = read::size_problem(&name, size) {
        return Err(problem.into());
    }
    of_bytes(&name, &std::fs::read(path).map_err(|error| io(&error))?)
}

/// Reads an export held in memory. The name's ending counts as for a file.
pub fn of_bytes(name: &str, bytes: &[u8]) -> Result<Vec<CardEntry>, CardsError> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty.into());
    }
    let cards = match read::extension(name).as_str() {
        "json" | "jsonl" => objects::cards(&read::decode(bytes)?.0)?,
        "csv" => table::cards(vec![(String::new(), csv::rows(&read::decode(bytes)?.0))])?,
        "xlsx" => table::cards(read::sheets(bytes)?)?,
        _ => return Err(CardsError::Ending),
    };
    if cards.is_empty() {
        return Err(CardsError::Empty);
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let entry = |(at, card): (usize, Map<String, Value>)| CardEntry {
        key: key(&card).map_or_else(|| format!("{stem} 第 {at} 件"), str::to_owned),
        json: format!("{:#}", Value::Object(card)),
    };
    Ok((1..).zip(cards).map(entry).collect())
}

fn key(card: &Map<String, Value>) -> Option<&str> {
    KEYS.iter().find_map(|label| card.get(*label)?.as_str().map(str::trim).filter(|key| !key.is_empty()))
}

impl From<Unreadable> for CardsError {
    fn from(reason: Unreadable) -> Self {
        Self::File(reason.to_string())
    }
}

#[cfg(test)]
mod tests;
