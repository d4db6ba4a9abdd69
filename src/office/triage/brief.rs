//! What the queue needs to know of a reviewed version of a case, made from its review once, when it is kept.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::compare::aspect;
use crate::office::identities_in;
use crate::review::Severity;

/// 摘要: a review in the few values by which cases are ranked, filtered and signed off.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Brief {
    /// 案件名称
    pub name: String,
    /// 部门受案号 or 案号
    pub number: Option<String>,
    /// Charges, with 罪.
    pub charges: Vec<String>,
    /// 承办检察官
    pub handler: Option<String>,
    /// 承办部门
    pub department: Option<String>,
    /// 办结日: of the judgment, else of the decision.
    pub closed: Option<Date>,
    /// 建议等次
    pub grade: String,
    /// Findings that fail and were not set aside by the office, in the order of the review.
    pub findings: Vec<OpenFinding>,
    /// Rows of the comparison whose values fall into different statutory tiers, in Chinese.
    pub crossings: Vec<String>,
    /// Grounds for a mandatory review (重点评查情形), in Chinese.
    pub triggers: Vec<String>,
    /// Differences between the documents.
    pub differences: u32,
    /// Points that apply but cannot be told.
    pub unknown: u32,
    /// Points that were told, one way or the other.
    pub told: u32,
    /// Papers.
    pub documents: u32,
    /// Papers that were not read, or not wholly.
    pub unread: u32,
}

/// An open finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OpenFinding {
    /// Its name over reviews; see [`crate::office::identities`].
    pub identity: String,
    /// Code of the point.
    pub point: String,
    /// Title of the point.
    pub title: String,
    /// Content area.
    pub area: String,
    /// How grave.
    pub severity: Severity,
    /// From 0 to 1.
    pub confidence: f64,
    /// Name of the finding before it, as grave or graver, of the same persons and on the same words: perhaps one fact.
    #[serde(default)]
    pub kin: Option<String>,
}

impl Brief {
    /// Of a review in its machine format. What an older program did not write is empty.
    pub fn of(review: &Value) -> Self {
        let words = |value: &Value| value.as_str().map(str::to_owned);
        let list = |value: &Value| value.as_array().into_iter().flatten().filter_map(words).collect();
        let items = |name: &str| review[name].as_array().map_or(&[][..], Vec::as_slice);
        let outcome = |name: &'static str| {
            items("findings").iter().filter(move |finding| finding["outcome"] == name).count() as u32
        };
        let case = &review["case"];
        let is_unread = |document: &&Value| document["read"] == "failed" || document["read"] == "partial";
        let crossing = items("differences").iter().filter(|difference| difference["crosses_tier"] == true);
        Self {
            name: words(&case["name"]).or_else(|| words(&review["dossier"])).unwrap_or_default(),
            number: words(&case["number"]),
            charges: list(&case["charges"]),
            handler: words(&case["handler"]),
            department: words(&case["department"]),
            closed: case["closed"].as_str().and_then(|day| day.parse().ok()),
            grade: words(&review["grade"]["value"]).unwrap_or_default(),
            findings: open(review),
            crossings: crossing
                .map(|one| aspect::label(one["aspect"].as_str().unwrap_or_default()).to_owned())
                .collect(),
            triggers: items("triggers").iter().filter_map(|trigger| words(&trigger["name"])).collect(),
            differences: items("differences").len() as u32,
            unknown: outcome("unknown"),
            told: outcome("pass") + outcome("fail"),
            documents: items("documents").len() as u32,
            unread: items("documents").iter().filter(is_unread).count() as u32,
        }
    }
}

fn open(review: &Value) -> Vec<OpenFinding> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = review["findings"].as_array().into_iter().flatten();
    let mut heads: BTreeMap<String, String> = BTreeMap::new();
    findings
        .zip(identities_in(review))
        .filter(|(finding, _)| finding["outcome"] == "fail" && finding["suppressed"].is_null())
        .map(|(finding, identity)| OpenFinding {
            kin: ground(finding).and_then(|ground| match heads.entry(ground) {
                Entry::Occupied(head) => Some(head.get().clone()),
                Entry::Vacant(none) => {
                    none.insert(identity.clone());
                    None
                }
            }),
            identity,
            point: text(&finding["point"]),
            title: text(&finding["title"]),
            area: text(&finding["area"]),
            severity: Severity::of(finding["severity"].as_str().unwrap_or_default()),
            confidence: finding["confidence"].as_f64().unwrap_or_default().clamp(0.0, 1.0),
        })
        .collect()
}

/// The persons and passages of a finding; none where it rests on no words.
fn ground(finding: &Value) -> Option<String> {
    let quotes = finding["evidence"].as_array().filter(|quotes| !quotes.is_empty())?;
    let passages: BTreeSet<String> = quotes
        .iter()
        .map(|quote| format!("{} {} {}", quote["document"], quote["start"], quote["end"]))
        .collect();
    Some(format!("{} {passages:?}", finding["persons"]))
}
