//! What a reviewer says to a finding, and what makes a finding the same one after another review.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::token::hex;
use crate::review::Finding;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 确认
    Confirmed,
    /// 修改: it stands, in other words or with another severity.
    Modified,
    /// 排除
    Excluded,
    /// 撤回: an earlier decision is taken back; the finding is open again.
    Withdrawn,
}

impl Verdict {
    /// Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Confirmed => "确认",
            Self::Modified => "修改",
            Self::Excluded => "排除",
            Self::Withdrawn => "撤回",
        }
    }
}

/// A decision on a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Which finding; see [`identities`].
    pub finding: String,
    /// Code of its point.
    pub point: String,
    /// What was decided.
    pub verdict: Verdict,
    /// Why; needed to modify and to exclude.
    pub reason: String,
    /// Anything else.
    pub note: String,
    /// Severity in place of the finding's.
    pub severity: Option<String>,
    /// Words in place of the finding's.
    #[serde(default)]
    pub wording: Option<String>,
}

impl Decision {
    /// Whether it can stand as it is.
    ///
    /// # Errors
    /// One Chinese sentence.
    pub fn check(&self) -> Result<(), String> {
        let needs_reason = matches!(self.verdict, Verdict::Modified | Verdict::Excluded);
        if needs_reason && self.reason.trim().is_empty() {
            return Err(format!("{}须说明理由", self.verdict.label()));
        }
        Ok(())
    }
}

/// A name for each finding of a review that stays the same when the case is reviewed again: its point, its persons and
/// the words it rests on; not the places, which move. The second finding alike gets `-2`.
pub fn identities(findings: &[Finding]) -> Vec<String> {
    numbered(findings.iter().map(|finding| {
        let persons = finding.persons.iter().map(String::as_str).collect();
        let words = finding.evidence.iter().map(|quote| quote.text.as_str()).collect();
        identity(&finding.point, persons, words)
    }))
}

/// The same for the findings of a review in its machine format.
pub fn identities_in(review: &Value) -> Vec<String> {
    let list =
        |value: &'static str, finding: &'_ Value| finding[value].as_array().cloned().unwrap_or_default();
    numbered(review["findings"].as_array().into_iter().flatten().map(|finding| {
        let (persons, quotes) = (list("persons", finding), list("evidence", finding));
        let persons = persons.iter().filter_map(Value::as_str).collect();
        let words = quotes.iter().filter_map(|quote| quote["text"].as_str()).collect();
        identity(finding["point"].as_str().unwrap_or_default(), persons, words)
    }))
}

fn numbered(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    names
        .map(|name| {
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            if *count == 1 { name } else { format!("{name}-{count}") }
        })
        .collect()
}

fn identity(point: &str, mut persons: Vec<&str>, words: Vec<&str>) -> String {
    persons.sort_unstable();
    let mut words: Vec<String> = words.into_iter().map(|text| text.split_whitespace().collect()).collect();
    words.sort_unstable();
    let mut hash = Sha256::new();
    let groups = [persons, words.iter().map(String::as_str).collect()];
    for group in groups {
        hash.update((group.len() as u64).to_le_bytes());
        for part in group {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    let digest = hash.finalize();
    // Eight bytes tell the findings of one case and point apart.
    let short = digest.get(..8).map(hex).unwrap_or_default();
    format!("{point}-{short}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Outcome;
    use crate::text::Quote;

    fn finding(point: &str, words: &[(&str, u32)]) -> Finding {
        let quote = |&(text, start): &(&str, u32)| Quote {
            document: "d1".to_owned(),
            file: "起诉书.txt".to_owned(),
            page: 1,
            start,
            end: start + text.chars().count() as u32,
            text: text.to_owned(),
            boxes: Vec::new(),
        };
        Finding {
            point: point.to_owned(),
            title: String::new(),
            area: String::new(),
            outcome: Outcome::Fail,
            severity: "S2".to_owned(),
            persons: vec!["赵某某".to_owned(), "林小舟".to_owned()],
            message: String::new(),
            computed: serde_json::Map::new(),
            basis: Vec::new(),
            evidence: words.iter().map(quote).collect(),
            confidence: 1.0,
            suppressed: None,
        }
    }

    #[test]
    fn a_finding_keeps_its_name_when_only_places_change() {
        let before = finding("CM-07", &[("2025年3月4日", 10), ("2025年3月12日", 90)]);
        let mut after = finding("CM-07", &[("2025年3月 12日", 190), ("2025年3月4日", 20)]);
        after.persons.reverse();
        after.message = "说法变了".to_owned();
        assert_eq!(identities(std::slice::from_ref(&before)), identities(&[after]));
        let other_words = finding("CM-07", &[("2025年3月5日", 10)]);
        let other_point = finding("CM-08", &[("2025年3月4日", 10), ("2025年3月12日", 90)]);
        let findings = [before.clone(), other_words, other_point, before];
        let names = identities(&findings);
        assert_eq!(names, identities_in(&serde_json::json!({"findings": findings})));
        assert_eq!(names.iter().collect::<std::collections::HashSet<_>>().len(), 4);
        assert_eq!(names[3], format!("{}-2", names[0]));
    }

    #[test]
    fn excluding_needs_a_reason() {
        let mut decision = Decision {
            finding: "CM-07-0".to_owned(),
            point: "CM-07".to_owned(),
            verdict: Verdict::Excluded,
            reason: " ".to_owned(),
            note: String::new(),
            severity: None,
            wording: None,
        };
        assert!(decision.check().is_err());
        decision.reason = "已另行补正".to_owned();
        assert!(decision.check().is_ok());
    }
}
