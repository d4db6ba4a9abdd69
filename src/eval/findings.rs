//! Every review point over lone judgments: how often each reports. The counts are kept beside the code so that a
//! change in any point shows in the diff.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::data;
use crate::document::{Document, DocumentKind};
use crate::pipeline;
use crate::review::{Finding, Outcome, ReviewOptions};
use crate::standard::Standards;

/// Where the counts are kept.
const COUNTS: &str = "benches/findings.tsv";

/// Runs every point over the judgments, prints the counts with what changed, and keeps them.
pub fn run(folder: &Path) -> Result<String> {
    let found = over_judgments(folder)?;
    let judgments = found.len();
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for findings in &found {
        for finding in findings {
            let count = counts.entry(finding.point.clone()).or_default();
            match finding.outcome {
                Outcome::Fail => count[0] += 1,
                Outcome::Unknown => count[1] += 1,
                Outcome::Pass => count[2] += 1,
                Outcome::NotApplicable => {}
            }
        }
    }
    let mut table = String::from("point\tfail\tunknown\tpass\n");
    for (point, [fail, unknown, pass]) in &counts {
        writeln!(table, "{point}\t{fail}\t{unknown}\t{pass}")?;
    }
    let before = std::fs::read_to_string(COUNTS).unwrap_or_default();
    std::fs::write(COUNTS, &table).with_context(|| format!("无法写入 {COUNTS}，请在项目根目录运行"))?;
    let silent = found.iter().filter(|findings| findings.iter().all(|f| f.outcome != Outcome::Fail)).count();
    Ok(format!("{table}判决书 {judgments} 份，其中没有任何发现的 {silent} 份\n{}", changes(&before, &table)))
}

/// Prints some findings of each point with their words, for a person to read: one JSON object a line.
pub fn sample(folder: &Path, count: usize) -> Result<String> {
    let found = over_judgments(folder)?;
    let mut by_point: BTreeMap<&str, Vec<(usize, &Finding)>> = BTreeMap::new();
    for (at, findings) in found.iter().enumerate() {
        for finding in findings.iter().filter(|finding| finding.outcome == Outcome::Fail) {
            by_point.entry(&finding.point).or_default().push((at, finding));
        }
    }
    let mut out = String::new();
    for findings in by_point.values() {
        // Evenly over the whole collection: neighbours come from one court.
        let step = (findings.len() / count.max(1)).max(1);
        for (at, finding) in findings.iter().step_by(step).take(count) {
            writeln!(out, "{}", serde_json::json!({ "judgment": at, "finding": finding }))?;
        }
    }
    Ok(out)
}

fn over_judgments(folder: &Path) -> Result<Vec<Vec<Finding>>> {
    let judgments = data::judgments(folder)?;
    let standards = Standards::shipped()?;
    let options = ReviewOptions { province: None, as_of: jiff::civil::date(2026, 1, 1) };
    let review = |judgment: &data::Judgment| {
        let document = Document::from_text(DocumentKind::Judgment, &judgment.text);
        pipeline::review_documents("", vec![document], &standards, &options).findings
    };
    Ok(judgments.par_iter().map(review).collect())
}

/// Lines that differ from the counts kept before.
fn changes(before: &str, now: &str) -> String {
    if before.is_empty() {
        return format!("已写入 {COUNTS}\n");
    }
    let old: BTreeMap<&str, &str> = before.lines().filter_map(|line| line.split_once('\t')).collect();
    let new: BTreeMap<&str, &str> = now.lines().filter_map(|line| line.split_once('\t')).collect();
    let mut out = String::new();
    for point in old.keys().chain(new.keys()).collect::<std::collections::BTreeSet<_>>() {
        let told = |counts: Option<&&str>| counts.map_or("无".to_owned(), |c| c.replace('\t', "/"));
        if old.get(point) != new.get(point) {
            let _ = writeln!(out, "变化 {point}：{} → {}", told(old.get(point)), told(new.get(point)));
        }
    }
    if out.is_empty() { "与上次相比没有变化\n".to_owned() } else { out }
}
