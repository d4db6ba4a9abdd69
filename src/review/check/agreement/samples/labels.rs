//! Samples by their labels: the weight taken and the weight received of one label, and a label on one side only.

use std::sync::LazyLock;

use regex::Regex;

use super::TAKEN;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::review::verdict::Verdict;
use crate::text::{Range, sentence, slip};

/// 抽取1.02克（检材编号J3）, J3白色晶体1.20克
static WEIGHED: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        "(?P<w>[0-9]+(?:\\.[0-9]+)?)克（(?:检材|样本|样品)(?:的)?编号(?:为|：)?(?P<c>[A-Z]{1,2}-?[0-9]{1,3})）",
        "(?:^|[^0-9A-Za-z-])(?P<c>[A-Z]{1,2}-?[0-9]{1,3})(?:号)?(?:检材)?[^，。；、\\n0-9A-Za-z]{0,10}(?P<w>[0-9]+(?:\\.[0-9]+)?)克",
    ]
    .map(|words| Regex::new(words).expect("the pattern is fixed"))
});
/// 编号为S4, S4号：刀柄擦拭棉签
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:编号(?:为|：|是)?(?P<a>[A-Z]{1,2}[0-9]{1,3})(?:[^0-9A-Za-z-]|$))|(?m:^(?P<b>[A-Z]{1,2}[0-9]{1,3})号?：)")
        .expect("the pattern is fixed")
});

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    let taken: Vec<&Paper> = case.papers.iter().filter(|paper| TAKEN.contains(&paper.kind())).collect();
    let examined = case.of_kind(K::AppraisalOpinion).map(|(_, paper)| paper);
    examined.filter_map(|paper| weight(&taken, paper).or_else(|| label(&taken, paper))).collect()
}

/// A sample weighed otherwise by those who received it, one slip of the pen off.
fn weight(taken: &[&Paper], examined: &Paper) -> Option<Verdict> {
    let given = weights(examined);
    taken.iter().find_map(|paper| {
        let own = weights(paper);
        let (code, range, received, place) = own.iter().find_map(|(code, milligrams, range)| {
            let mut same = given.iter().filter(|(other, ..)| other == code);
            let (_, received, place) = same.next()?;
            let is_off = slip::is_digit_slip(*milligrams, *received) && same.next().is_none();
            is_off.then_some((code, range, received, place))
        })?;
        // 毛重2.31克，净重2.11克: the sentence of a label may weigh it twice.
        if sentence_weighs(paper, range, *received) {
            return None;
        }
        let (here, there) = (paper.document.quote(range), examined.document.quote(place));
        let message = format!(
            "检材{code}的重量，{}为“{}”，鉴定意见为“{}”，不一致",
            paper.kind().label(),
            here.text,
            there.text
        );
        Some(Verdict::fail(message, vec![here, there]).confident(0.8))
    })
}

/// Whether the sentence around a label tells a weight, in milligrams.
fn sentence_weighs(paper: &Paper, range: &Range, wanted: i64) -> bool {
    static GRAMS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("(?P<w>[0-9]+(?:\\.[0-9]+)?)克").expect("the pattern is fixed"));
    GRAMS
        .captures_iter(sentence::around(paper.document.plain(), range))
        .any(|found| found["w"].parse::<f64>().is_ok_and(|grams| (grams * 1000.0).round() as i64 == wanted))
}

/// One label of the appraisal that was never taken, beside others that were, and one taken that was never examined.
fn label(taken: &[&Paper], examined: &Paper) -> Option<Verdict> {
    let of_taken: Vec<(&Paper, String, Range)> = taken
        .iter()
        .flat_map(|paper| labels(paper).into_iter().map(move |(code, at)| (*paper, code, at)))
        .collect();
    let given = labels(examined);
    let family = |code: &str| code.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let strange: Vec<&(String, Range)> =
        given.iter().filter(|(code, _)| !of_taken.iter().any(|(_, other, _)| other == code)).collect();
    let [(code, range)] = strange[..] else { return None };
    let left: Vec<&(&Paper, String, Range)> = of_taken
        .iter()
        .filter(|(_, other, _)| family(other) == family(code) && !given.iter().any(|(code, _)| code == other))
        .collect();
    let [(paper, other, place)] = left[..] else { return None };
    if given.len() < 3 {
        return None;
    }
    let (here, there) = (examined.document.quote(range), paper.document.quote(place));
    let message =
        format!("鉴定意见载明的检材“{code}”在提取、送检材料中未见，{}载明“{other}”", paper.kind().label());
    Some(Verdict::fail(message, vec![here, there]).confident(0.75))
}

/// Labels with their weights in milligrams.
fn weights(paper: &Paper) -> Vec<(String, i64, Range)> {
    let plain = paper.document.plain();
    let read = |found: regex::Captures<'_>| {
        let (code, weight) = (found.name("c")?, found.name("w")?);
        let milligrams = (weight.as_str().parse::<f64>().ok()? * 1000.0).round() as i64;
        let range = code.start().min(weight.start())..code.end().max(weight.end());
        Some((code.as_str().to_owned(), milligrams, range))
    };
    WEIGHED.iter().flat_map(|pattern| pattern.captures_iter(plain).filter_map(read)).collect()
}

fn labels(paper: &Paper) -> Vec<(String, Range)> {
    let mut found: Vec<(String, Range)> = Vec::new();
    for hit in LABEL.captures_iter(paper.document.plain()).filter_map(|hit| hit.name("a").or(hit.name("b"))) {
        if !found.iter().any(|(known, _)| known == hit.as_str()) {
            found.push((hit.as_str().to_owned(), hit.range()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::elements::Elements;

    fn paper(kind: K, text: &str) -> Paper {
        Paper { document: Document::from_text(kind, text), elements: Elements::default() }
    }

    fn told(taken: &str, examined: &str) -> usize {
        let papers = vec![paper(K::WeighingRecord, taken), paper(K::AppraisalOpinion, examined)];
        check(&CaseFile { papers, ..CaseFile::default() }).len()
    }

    #[test]
    fn the_weight_of_a_label_is_one() {
        let record = "称量取样笔录\nC1包混合后随机抽取1.02克（检材编号J3），余1.29克；C2包净重0.96克，全部取作检材（检材编号J4）。";
        assert_eq!(told(record, "鉴定书\n检材：J3白色晶体1.20克；J4白色晶体0.96克。"), 1);
        assert_eq!(told(record, "鉴定书\n检材：J3白色晶体1.02克；J4白色晶体0.96克。"), 0);
    }

    #[test]
    fn gross_and_net_weight_of_a_label_are_two() {
        let record = "称量取样笔录\n现场编号C1：毛重2.31克，净重2.11克；现场编号C2：毛重1.20克，净重0.96克。";
        assert_eq!(told(record, "鉴定书\n检材：C1白色晶体2.11克；C2白色晶体0.96克。"), 0);
    }

    #[test]
    fn a_label_on_one_side_only_is_told_beside_others() {
        let taken = |last: &str| {
            format!(
                "提取笔录\n指甲擦拭，编号为S1；指尖血，编号为S2；血样，编号为S3；刀柄擦拭，编号为{last}。"
            )
        };
        let examined = "鉴定书\nS1号：指甲擦拭；\nS2号：指尖血；\nS3号：血样；\nS4号：刀柄擦拭。";
        assert_eq!(told(&taken("S5"), examined), 1);
        assert_eq!(told(&taken("S4"), examined), 0);
        assert_eq!(told("扣押清单\n编号为A1。", examined), 0);
    }
}
