//! Findings of a kept review, without making the review again: for workbooks over many cases.

use serde_json::Value;

use crate::office::{Decision, Settled, settle};
use crate::review::{Finding, Outcome};
use crate::standard::Standards;
use crate::store::{Said, Store, StoreError, Version};
use crate::text::Quote;

/// The last version of a case with what people decided on it.
pub(super) struct KeptWork {
    /// Its versions, first to last; at least one.
    pub versions: Vec<Version>,
    /// Machine format of the last review.
    pub review: Value,
    /// Its findings as decided.
    pub settled: Vec<Settled>,
    /// The last decision on each.
    pub decisions: Vec<Said<Decision>>,
}

/// None where the case was never reviewed.
pub(super) fn kept(store: &Store, case: i64, standards: &Standards) -> Result<Option<KeptWork>, StoreError> {
    let versions = store.versions(case)?;
    let Some(last) = versions.last() else { return Ok(None) };
    let Some(stored) = store.review(case, last.version)? else { return Ok(None) };
    let decisions = store.decisions(case)?;
    let words: Vec<Decision> = decisions.iter().map(|said| said.what.clone()).collect();
    let settled = settle(&findings(&stored.review), &words, standards);
    Ok(Some(KeptWork { versions, review: stored.review, settled, decisions }))
}

/// The findings of a review in its machine format, as far as it tells them.
fn findings(review: &Value) -> Vec<Finding> {
    review["findings"].as_array().into_iter().flatten().map(finding).collect()
}

fn finding(value: &Value) -> Finding {
    let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let is_set_aside = !value["suppressed"].is_null();
    Finding {
        point: text("point"),
        title: text("title"),
        area: text("area"),
        // One set aside by the office is not open; its reason is not needed here.
        outcome: match value["outcome"].as_str() {
            Some("fail") if !is_set_aside => Outcome::Fail,
            Some("not_applicable") => Outcome::NotApplicable,
            Some("unknown") => Outcome::Unknown,
            _ => Outcome::Pass,
        },
        severity: text("severity"),
        persons: texts(&value["persons"]),
        message: text("message"),
        computed: value["computed"].as_object().cloned().unwrap_or_default(),
        basis: serde_json::from_value(value["basis"].clone()).unwrap_or_default(),
        evidence: value["evidence"].as_array().into_iter().flatten().map(quote).collect(),
        confidence: value["confidence"].as_f64().unwrap_or_default() as f32,
        suppressed: None,
    }
}

pub(super) fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn quote(value: &Value) -> Quote {
    let number = |name: &str| value[name].as_u64().unwrap_or_default() as u32;
    let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    Quote {
        document: text("document"),
        file: text("file"),
        page: number("page"),
        start: number("start"),
        end: number("end"),
        text: text("text"),
        boxes: Vec::new(),
    }
}
