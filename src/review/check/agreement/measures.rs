//! Alcohol values and weights: what one paper tells and no other, while others tell of the same kind.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use super::papers::unknown_to_main;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::text::{Cited, Range, slip};

static ALCOHOL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\d+(?:\.\d+)?) ?(?:mg/100m[lL]|毫克/100毫升|毫克/一百毫升)").expect("a constant pattern")
});
static WEIGHT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d+(?:\.\d+)?) ?克").expect("a constant pattern"));
/// Limits of the law and of standards, told without being measured (mg/100 ml).
const LIMITS: [&str; 5] = ["20", "80", "150", "180", "200"];

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    let mut found = alcohol(case);
    found.extend(repeated_weights(case));
    found.extend(weighed(case));
    found
}

/// A value without zeros that say nothing: 3.20 is 3.2.
fn told(plain: &str, pattern: &Regex) -> Vec<(Range, String)> {
    let read = |captures: regex::Captures<'_>| {
        let (whole, number) = (captures.get(0)?, captures.get(1)?.as_str());
        let has_point = number.contains('.');
        let trimmed = if has_point { number.trim_end_matches('0').trim_end_matches('.') } else { number };
        Some((whole.range(), trimmed.to_owned()))
    };
    pattern.captures_iter(plain).filter_map(read).collect()
}

/// Every measured value stands in two papers at least: the record and the paper that rests on it.
fn alcohol(case: &CaseFile) -> Vec<Verdict> {
    let spoken = [K::Interrogation, K::WitnessInterview, K::DefenceOpinion];
    let mut papers_of: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: Vec<(&Paper, Vec<(Range, String)>)> = Vec::new();
    for paper in case.papers.iter().filter(|paper| !spoken.contains(&paper.kind())) {
        let mut values = told(paper.document.plain(), &ALCOHOL);
        values.retain(|(range, value)| {
            !LIMITS.contains(&value.as_str()) && !is_one_of_several(paper.document.plain(), range)
        });
        let mut distinct: Vec<&String> = values.iter().map(|(_, value)| value).collect();
        distinct.sort();
        distinct.dedup();
        for value in distinct {
            *papers_of.entry(value.clone()).or_default() += 1;
        }
        if !values.is_empty() {
            all.push((paper, values));
        }
    }
    if all.len() < 3 {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (paper, values) in &all {
        if let Some((range, _)) = values.iter().find(|(_, value)| papers_of.get(value) == Some(&1)) {
            let quote = paper.document.quote(range);
            let message =
                format!("{}载明的血液酒精含量“{}”在其他文书中均未见", paper.kind().label(), quote.text);
            found.push(Verdict::fail(message, vec![quote]).confident(0.7));
        }
    }
    found
}

/// 两次测定结果分别为166.30mg/100ml和166.54mg/100ml，取平均值: what was measured on the way to the value.
fn is_one_of_several(plain: &str, range: &Range) -> bool {
    const STEPS: [&str; 12] = [
        "平行",
        "分别为",
        "两次",
        "三次",
        "平均",
        "均值",
        "第一次",
        "第二次",
        "第1次",
        "第2次",
        "首次",
        "重复测定",
    ];
    let stops = ['。', '；', '\n'];
    let start = plain[..range.start].rfind(stops).unwrap_or(0);
    let end = plain[range.end..].find(stops).map_or(plain.len(), |at| range.end + at);
    STEPS.iter().any(|word| plain[start..end].contains(word))
}

fn is_main(kind: K) -> bool {
    matches!(kind, K::ProsecutionOpinion | K::Indictment | K::Judgment)
}

/// Weights of the facts but for the totals that the other weights of their paper give: 贩卖共计约5.88克 takes in what was
/// sold and never weighed.
fn unsummed(case: &CaseFile) -> impl Iterator<Item = &Cited<i64>> {
    let papers = case.papers.iter().filter(|paper| is_main(paper.kind()));
    papers.flat_map(|paper| {
        let elements = &paper.elements;
        let told: Vec<&Cited<i64>> =
            elements.found.iter().chain(&elements.alleged).flat_map(|fact| &fact.weights).collect();
        let values: Vec<i64> = told.iter().map(|weight| weight.value).collect();
        let is_total = |weight: &&Cited<i64>| {
            let smaller: Vec<i64> = values.iter().copied().filter(|value| *value < weight.value).collect();
            gives(&smaller, weight.value)
        };
        told.into_iter().filter(move |weight| !is_total(weight)).collect::<Vec<_>>()
    })
}

/// Whether some of these weights make up the whole.
fn gives(parts: &[i64], whole: i64) -> bool {
    const MOST_PARTS: usize = 12;
    parts.len() <= MOST_PARTS
        && (1_u32..1 << parts.len()).filter(|choice| choice.count_ones() > 1).any(|choice| {
            let chosen = parts.iter().enumerate().filter(|(at, _)| choice & (1 << at) != 0);
            chosen.map(|(_, part)| part).sum::<i64>() == whole
        })
}

fn main_weights(case: &CaseFile) -> Vec<String> {
    let papers = case.papers.iter().filter(|paper| is_main(paper.kind()));
    papers.flat_map(|paper| told(paper.document.plain(), &WEIGHT)).map(|(_, value)| value).collect()
}

/// A plea agreement and the card repeat the weights of the case.
fn repeated_weights(case: &CaseFile) -> Vec<Verdict> {
    let known = main_weights(case);
    if known.is_empty() {
        return Vec::new();
    }
    let papers = case.papers.iter().filter(|paper| matches!(paper.kind(), K::PleaAgreement | K::CaseCard));
    let told = papers.flat_map(|paper| {
        told(paper.document.plain(), &WEIGHT).into_iter().map(move |(range, value)| (paper, range, value))
    });
    // 共约4克 sums up what the papers tell deed by deed: only a slip of one of their weights is surely meant for it.
    let milligrams = |value: &str| value.parse::<f64>().ok().map(|grams| (grams * 1000.0).round() as i64);
    let is_slip = |value: &str| {
        let own = milligrams(value);
        known.iter().any(|other| own.zip(milligrams(other)).is_some_and(|(a, b)| slip::is_digit_slip(a, b)))
    };
    told.filter(|(paper, range, value)| {
        !known.contains(value) && is_slip(value) && !is_rough(paper.document.plain(), range)
    })
    .map(|(paper, range, _)| unknown_to_main(paper, &range, "重量"))
    .collect()
}

/// 约4克, 近4克, 4克左右
fn is_rough(plain: &str, range: &Range) -> bool {
    let (before, after) = (&plain[..range.start], &plain[range.end..]);
    ["约", "近", "共约"].iter().any(|word| before.ends_with(word))
        || ["左右", "许", "余", "多"].iter().any(|word| after.starts_with(word))
}

/// A weight of the facts that an appraisal or list does not tell, beside others that it does: the slip stands
/// in it or in one of the values no other paper knows. Samples are smaller than what was seized and no slips.
fn weighed(case: &CaseFile) -> Vec<Verdict> {
    let kinds = [K::AppraisalOpinion, K::AppraisalNotice, K::SeizureList, K::TransferList, K::WeighingRecord];
    let main = main_weights(case);
    let mut found = Vec::new();
    for paper in case.papers.iter().filter(|paper| kinds.contains(&paper.kind())) {
        let listed = told(paper.document.plain(), &WEIGHT);
        if !listed.iter().any(|(_, value)| main.contains(value)) {
            continue;
        }
        let numbers: Vec<f64> = listed.iter().filter_map(|(_, value)| value.parse().ok()).collect();
        let largest = numbers.iter().copied().fold(0.0, f64::max);
        let missing = unsummed(case).filter(|weight: &&Cited<i64>| {
            let grams = weight.value as f64 / 1000.0;
            grams <= largest * 1.5 && !numbers.iter().any(|number| (number - grams).abs() < 0.000_5)
        });
        let plain = paper.document.plain();
        let is_sample = |range: &Range| {
            let before: String = plain[..range.start].chars().rev().take(5).collect();
            ["样取", "品样", "余剩", "检送", "材检", "重毛", "重皮", "装包", "度精", "度分", "量感", "差误"]
                .iter()
                .any(|word| before.contains(word))
        };
        let strange: Vec<&(Range, String)> =
            listed.iter().filter(|(range, value)| !main.contains(value) && !is_sample(range)).collect();
        // The slip is the value nearest to one that nobody else tells.
        let distance = |weight: &Cited<i64>| {
            let grams = weight.value as f64 / 1000.0;
            let gaps = strange.iter().filter_map(|(_, value)| value.parse::<f64>().ok());
            gaps.map(|value| (value - grams).abs()).fold(f64::MAX, f64::min)
        };
        // Other things are weighed as well: only a slip of the pen is surely meant for the same one.
        let is_slip = |weight: &&Cited<i64>| {
            let values = strange.iter().filter_map(|(_, value)| value.parse::<f64>().ok());
            values
                .map(|grams| (grams * 1000.0).round() as i64)
                .any(|other| slip::is_digit_slip(weight.value, other))
        };
        let first = missing.filter(is_slip).min_by(|a, b| distance(a).total_cmp(&distance(b)));
        let (Some(first), false) = (first, strange.is_empty()) else { continue };
        let quote = first.quote.clone();
        let message = format!("认定的重量“{}”与{}所列重量不对应", quote.text, paper.kind().label());
        let mut evidence = vec![quote];
        evidence.extend(strange.iter().take(5).map(|(range, _)| paper.document.quote(range)));
        found.push(Verdict::fail(message, evidence).confident(0.6));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{ALCOHOL, WEIGHT, gives, told};

    #[test]
    fn a_total_of_what_was_told_is_given_by_its_parts() {
        assert!(gives(&[500, 500, 1020, 2410, 1450], 5880));
        assert!(!gives(&[1020, 2410, 1450], 5880));
    }

    #[test]
    fn values_are_told_without_empty_zeros() {
        let values = |text: &str, pattern| -> Vec<String> {
            told(text, pattern).into_iter().map(|(_, value)| value).collect()
        };
        assert_eq!(values("净重3.20克、10克", &WEIGHT), ["3.2", "10"]);
        assert_eq!(values("162.4mg/100ml", &ALCOHOL), ["162.4"]);
    }

    #[test]
    fn what_was_measured_on_the_way_to_the_value_is_not_the_value() {
        let text = "进行平行检验，两次测定结果分别为166.30mg/100ml和166.54mg/100ml，取平均值。含量为166.42mg/100ml。";
        let last: Vec<bool> =
            told(text, &ALCOHOL).iter().map(|(range, _)| super::is_one_of_several(text, range)).collect();
        assert_eq!(last, [true, true, false]);
    }
}
