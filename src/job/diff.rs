//! What a new version of a dossier changed in its findings. Findings are known by their point, their persons and the words
//! they rest on, never by places: a paper that grew by a line moves everything and changes nothing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

/// Open findings of a version against those of the version before. Each is in the machine format of a review.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Diff {
    /// Only in the new version.
    pub new: Vec<Value>,
    /// Only in the former version.
    pub gone: Vec<Value>,
    /// In both, and different.
    pub changed: Vec<Changed>,
}

/// A finding that is in both versions and not the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    /// As it was.
    pub former: Value,
    /// As it is.
    pub latter: Value,
    /// What is different, in Chinese: 严重程度, 说明, 原文依据.
    pub what: Vec<&'static str>,
}

impl Diff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty() && self.changed.is_empty()
    }

    /// In one Chinese sentence without a full stop.
    pub fn summary(&self) -> String {
        let parts = [("新增", self.new.len()), ("消失", self.gone.len()), ("变化", self.changed.len())];
        let told: Vec<String> = parts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(word, count)| format!("{word} {count} 项"))
            .collect();
        if told.is_empty() { "问题无变化".to_owned() } else { format!("问题{}", told.join("、")) }
    }
}

/// Compares two reviews in their machine format.
pub fn between(former: &Value, latter: &Value) -> Diff {
    let mut diff = Diff::default();
    let mut former = groups(former);
    for (key, latter) in groups(latter) {
        let former = former.remove(&key).unwrap_or_default();
        let pairs = pairs(&former, &latter);
        for &(old, new) in &pairs {
            let what = changes(&former[old], &latter[new]);
            if !what.is_empty() {
                let (former, latter) = (former[old].finding.clone(), latter[new].finding.clone());
                diff.changed.push(Changed { former, latter, what });
            }
        }
        let paired: (BTreeSet<usize>, BTreeSet<usize>) = pairs.into_iter().unzip();
        diff.gone.extend(rest(&former, &paired.0));
        diff.new.extend(rest(&latter, &paired.1));
    }
    let gone = former.into_values().flatten();
    diff.gone.extend(gone.map(|known| known.finding.clone()));
    diff
}

type Key = (String, BTreeSet<String>);

/// A finding with the words it rests on.
struct Known<'a> {
    finding: &'a Value,
    words: BTreeSet<String>,
}

/// Open findings by point and persons, in their order.
fn groups(review: &Value) -> BTreeMap<Key, Vec<Known<'_>>> {
    let mut groups: BTreeMap<Key, Vec<Known<'_>>> = BTreeMap::new();
    for finding in review["findings"].as_array().into_iter().flatten() {
        if finding["outcome"] == "fail" && finding["suppressed"].is_null() {
            let persons = strings(&finding["persons"], Value::as_str);
            let point = finding["point"].as_str().unwrap_or_default().to_owned();
            let words = strings(&finding["evidence"], |quote| quote["text"].as_str());
            groups.entry((point, persons)).or_default().push(Known { finding, words });
        }
    }
    groups
}

/// Who is who: those with most words in common first, of equals the first. Of one key none is left on both sides.
fn pairs(former: &[Known<'_>], latter: &[Known<'_>]) -> Vec<(usize, usize)> {
    let likeness = |old: &Known<'_>, new: &Known<'_>| {
        let common = old.words.intersection(&new.words).count();
        let all = old.words.len() + new.words.len() - common;
        (common * 1_000 / all.max(1), old.finding["message"] == new.finding["message"])
    };
    let mut candidates: Vec<_> = former
        .iter()
        .enumerate()
        .flat_map(|(at, old)| {
            latter.iter().enumerate().map(move |(to, new)| (Reverse(likeness(old, new)), at, to))
        })
        .collect();
    candidates.sort_unstable();
    let (mut olds, mut news) = (BTreeSet::new(), BTreeSet::new());
    candidates.retain(|(_, old, new)| {
        let is_free = !olds.contains(old) && !news.contains(new);
        is_free && olds.insert(*old) && news.insert(*new)
    });
    candidates.into_iter().map(|(_, old, new)| (old, new)).collect()
}

fn rest(known: &[Known<'_>], paired: &BTreeSet<usize>) -> impl Iterator<Item = Value> {
    known.iter().enumerate().filter(|(at, _)| !paired.contains(at)).map(|(_, known)| known.finding.clone())
}

fn changes(old: &Known<'_>, new: &Known<'_>) -> Vec<&'static str> {
    let differs = |field: &str| old.finding[field] != new.finding[field];
    let told = [
        ("严重程度", differs("severity")),
        ("说明", differs("message")),
        ("原文依据", old.words != new.words),
    ];
    told.into_iter().filter(|(_, differs)| *differs).map(|(word, _)| word).collect()
}

fn strings(list: &Value, text: impl Fn(&Value) -> Option<&str>) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(|item| text(item).map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn finding(point: &str, message: &str, evidence: &[&str], start: u32) -> Value {
        let quotes: Vec<Value> = evidence.iter().map(|text| json!({"text": text, "start": start})).collect();
        json!({"point": point, "persons": ["赵某某"], "outcome": "fail", "severity": "S2", "message": message,
               "evidence": quotes})
    }

    fn review(findings: &[Value]) -> Value {
        json!({"findings": findings})
    }

    #[test]
    fn a_finding_that_only_moved_is_no_change() {
        let former = review(&[finding("CM-07", "晚一天", &["2023年3月18日"], 5)]);
        let latter = review(&[finding("CM-07", "晚一天", &["2023年3月18日"], 99)]);
        assert!(between(&former, &latter).is_empty());
    }

    #[test]
    fn new_gone_and_changed_are_told() {
        let former = review(&[
            finding("CM-07", "晚一天", &["2023年3月18日"], 5),
            finding("DOC-01", "缺文号", &["起诉书"], 5),
            finding("DOC-01", "缺日期", &["判决书"], 6),
        ]);
        let latter = review(&[
            finding("CM-07", "晚两天", &["2023年3月19日"], 5),
            finding("DOC-01", "缺日期", &["判决书"], 6),
            finding("JUD-07", "金额不一致", &["6000元"], 7),
        ]);
        let diff = between(&former, &latter);
        assert_eq!(diff.summary(), "问题新增 1 项、消失 1 项、变化 1 项");
        assert_eq!(diff.new[0]["point"], "JUD-07");
        assert_eq!(diff.gone[0]["message"], "缺文号");
        assert_eq!(diff.changed[0].what, ["说明", "原文依据"]);
        assert_eq!(between(&former, &former), Diff::default());
        assert_eq!(between(&latter, &former).new, diff.gone, "the way back is the mirror");
    }

    #[test]
    fn what_was_set_aside_is_gone() {
        let open = finding("CM-07", "晚一天", &["2023年3月18日"], 5);
        let mut aside = open.clone();
        aside["suppressed"] = json!({"reason": "已核查", "by": "某人"});
        assert_eq!(between(&review(&[open]), &review(&[aside])).gone.len(), 1);
    }
}
