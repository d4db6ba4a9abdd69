//! 校对: slips of writing a rule can tell for certain, then those the proofreading model is sure of.

mod model;
mod pairs;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;
use serde::Deserialize;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::document::DocumentKind;
use crate::text::Range;

/// A paper read from a bad scan is full of slips that nobody wrote: it is told a few times.
const TOLD_PER_PAPER: usize = 5;

#[derive(Deserialize)]
struct File {
    slip: Vec<Slip>,
    typo: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Slip {
    pattern: String,
    told: String,
}

struct Slips {
    patterns: Vec<(Regex, String)>,
    typos: Vec<(String, String)>,
    finder: AhoCorasick,
}

static SLIPS: LazyLock<Slips> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("proofread/slips.toml")).expect("the table is tested");
    let compile = |slip: Slip| (Regex::new(&slip.pattern).expect("the table is tested"), slip.told);
    let typos: Vec<(String, String)> = file.typo.into_iter().collect();
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(typos.iter().map(|(wrong, _)| wrong))
        .expect("a short list of words");
    Slips { patterns: file.slip.into_iter().map(compile).collect(), typos, finder }
});

pub(super) fn check(desk: Desk<'_>, of: &[DocumentKind]) -> Vec<Verdict> {
    let names: Vec<&str> = desk.case.persons.iter().map(|person| person.name.as_str()).collect();
    let papers: Vec<&str> = desk.case.papers.iter().map(|paper| paper.document.plain()).collect();
    let mut found = Vec::new();
    for paper in desk.case.papers.iter().filter(|paper| of.contains(&paper.kind())) {
        let certain = slips(paper.document.plain());
        let proposed: Vec<model::Proposal> = model::proposals(paper.document.plain(), &names, &papers)
            .into_iter()
            .filter(|proposal| certain.iter().all(|(range, _)| apart(range, &proposal.range)))
            .take(TOLD_PER_PAPER)
            .collect();
        for (range, told) in certain.into_iter().take(TOLD_PER_PAPER) {
            let quote = paper.document.quote(&range);
            let message = format!("{}：{told}，“{}”", paper.kind().label(), quote.text);
            found.push(Verdict::fail(message, vec![quote]).confident(0.8));
        }
        for proposal in proposed {
            let quote = paper.document.quote(&proposal.range);
            let message = format!("{}：{}，原文“{}”", paper.kind().label(), proposal.told, quote.text);
            let verdict = Verdict::fail(message, vec![quote]).confident(proposal.confidence);
            found.push(verdict.computed("source", "model"));
        }
    }
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}

fn apart(one: &Range, other: &Range) -> bool {
    one.end <= other.start || other.end <= one.start
}

/// Every slip with what to say of it, in reading order.
fn slips(plain: &str) -> Vec<(Range, String)> {
    let mut found: Vec<(Range, String)> = Vec::new();
    for (pattern, told) in &SLIPS.patterns {
        let hits = pattern.captures_iter(plain).filter_map(|hit| hit.get(1).or_else(|| hit.get(0)));
        found.extend(hits.map(|hit| (hit.range(), told.clone())));
    }
    for hit in SLIPS.finder.find_iter(plain) {
        let (_, meant) = &SLIPS.typos[hit.pattern().as_usize()];
        found.push((hit.range(), format!("疑似错别字，应为“{meant}”")));
    }
    found.extend(pairs::unpaired(plain).into_iter().map(|range| (range, "括号或者引号不成对".to_owned())));
    found.sort_by_key(|(range, _)| (range.start, range.end));
    found.dedup_by(|later, earlier| later.0.start < earlier.0.end);
    found
}

#[cfg(test)]
mod tests {
    use super::slips;

    fn told(text: &str) -> Vec<&str> {
        slips(text).into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn doubled_characters_words_and_marks_are_slips() {
        assert_eq!(told("被告人林小舟的的行为，应当应当追究。"), ["的的", "应当应当"]);
        assert_eq!(told("其被被抓获，，如实供述。"), ["被被", "，，"]);
    }

    #[test]
    fn doubled_characters_of_good_chinese_are_none() {
        let fine = "以非法占有为目的的行为，明知是赃物而收购，被被告人殴打，后不了了之，公开开庭，是是非非，的的确确。";
        assert!(told(fine).is_empty(), "{:?}", told(fine));
    }

    #[test]
    fn article_numerals_must_be_numerals() {
        assert_eq!(told("《中华人民共和国刑法》第二百六四条"), ["第二百六四条"]);
        assert_eq!(told("《中华人民共和国刑法》第六十七第三款"), ["第六十七第三款"]);
        assert!(told("第二百六十四条、第六十七条第三款、第一百三十三条之一第一款第二项").is_empty());
    }

    #[test]
    fn typos_are_told_with_the_word_meant() {
        let slips = slips("取保侯审");
        assert_eq!(slips[0].1, "疑似错别字，应为“取保候审”");
    }
}
