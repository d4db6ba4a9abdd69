//! Sentences in injury judgments read from scans (terms/injury): every number of every defendant right.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::{data, table};
use crate::document::{Document, DocumentKind};
use crate::extract::extract;
use crate::extract::outcome::terms::{self, Row};
use crate::text::{SourceText, term};

/// The answers are printed with two decimals.
const ROUNDING: f64 = 0.006;

#[derive(Deserialize)]
struct Record {
    #[serde(rename = "case_detail")]
    detail: String,
    #[serde(rename = "case_judgment")]
    judgment: String,
    #[serde(rename = "case_judgment_label")]
    defendants: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    person_name: String,
    predicted_sentence1: Answer<f64>,
    predicted_sentence2: Answer<f64>,
    predicted_sentence3: Answer<f64>,
    predicted_sentence4: Answer<f64>,
    predicted_sentence5: Answer<bool>,
    predicted_sentence6: Answer<bool>,
}

#[derive(Deserialize)]
struct Answer<T> {
    value: T,
}

/// Prints how many defendants have every number right: by the first term after the name, and by the shipped rules.
pub fn run(folder: &Path) -> Result<String> {
    let records: Vec<Record> = data::records(&folder.join("terms/injury.dev.jsonl.zst"))?;
    let (mut defendants, mut plain, mut shipped) = (0, 0, 0);
    for record in &records {
        let text = format!("{}\n{}", record.detail, record.judgment);
        let rows = terms::rows(&extract(&Document::from_text(DocumentKind::Judgment, &text)));
        let decided = SourceText::new(record.judgment.clone());
        for gold in &record.defendants {
            defendants += 1;
            plain += usize::from(first_term(decided.plain(), &gold.person_name) == Some(longest(gold)));
            shipped += usize::from(rows.iter().any(|row| row.name == gold.person_name && agrees(row, gold)));
        }
    }
    let share = |right: usize| format!("{:.1}%", 100.0 * right as f64 / f64::from(defendants.max(1)));
    let rows = [("基线：姓名后的第一个刑期", plain), ("随附：主文规则", shipped)]
        .map(|(name, right)| vec![name.to_owned(), right.to_string(), share(right)]);
    Ok(format!(
        "扫描判决书的刑期，{} 份、被告人 {defendants} 名\n{}",
        records.len(),
        table::render(&["方法", "各项全对", "占比"], &rows)
    ))
}

/// Whether every number and both grave punishments are as labelled.
fn agrees(row: &Row, gold: &Gold) -> bool {
    let same = |value: f64, wanted: &Answer<f64>| (value - wanted.value).abs() < ROUNDING;
    same(row.control_months, &gold.predicted_sentence1)
        && same(row.detention_months, &gold.predicted_sentence2)
        && same(row.imprisonment_months, &gold.predicted_sentence3)
        && same(row.suspended_months, &gold.predicted_sentence4)
        && row.life == gold.predicted_sentence5.value
        && row.death == gold.predicted_sentence6.value
}

/// Months of the first term after the last mention of the name.
fn first_term(judgment: &str, name: &str) -> Option<u32> {
    let after = judgment.get(judgment.rfind(&format!("{name}犯"))?..)?;
    term::scan(after).first().map(|found| found.value.total_months())
}

/// Months of the main punishment labelled: one of three.
fn longest(gold: &Gold) -> u32 {
    let months = [&gold.predicted_sentence1, &gold.predicted_sentence2, &gold.predicted_sentence3];
    months.into_iter().map(|answer| answer.value).fold(0.0, f64::max).round() as u32
}
