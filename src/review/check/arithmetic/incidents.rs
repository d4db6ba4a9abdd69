//! Incidents against the total stated before or behind them, list by list.
//!
//! A paper may tell several lists: one for each charge or accused, numbered anew, or the same facts once by each who
//! tells them. A total sums up its own list, so that it is held against no other; but where one list ends is for the
//! reader to say, and a total that any lists of the paper give together is right.

mod sums;
mod weights;

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::SectionName;
use crate::extract::elements::Incident;
use crate::text::Range;

/// The first of a numbered list.
static FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^\\s*(?:[（(]?[1一][）)]?[、.．，：]|[（(][1一][）)]|第[1一][起笔宗次节桩]|①)")
        .expect("the pattern is fixed")
});

/// Totals that the sums or weights of the incidents do not give.
pub(super) fn check(paper: &Paper) -> Vec<Verdict> {
    let facts = &paper.elements.found;
    let lists = lists(paper);
    let together: Vec<&[Incident]> = lists
        .iter()
        .enumerate()
        .flat_map(|(at, first)| lists[at..].iter().filter_map(|last| facts.get(first.start..last.end)))
        .collect();
    let label = paper.kind().label();
    let mut found = Vec::new();
    for list in lists.iter().filter_map(|list| facts.get(list.clone())) {
        found.extend(sums::check(label, list, &together));
        found.extend(weights::check(label, list, &together));
    }
    found
}

/// The lists a paper tells its incidents in. Only proof may stand between the incidents of one.
fn lists(paper: &Paper) -> Vec<Range> {
    let others = others(paper);
    let mut found: Vec<Range> = Vec::new();
    let mut end = 0;
    for (at, incident) in paper.elements.found.iter().enumerate() {
        let words = &incident.passage.quote;
        let begins =
            FIRST.is_match(&words.text) || others.iter().any(|turn| (end..words.start).contains(turn));
        end = words.end;
        match found.last_mut() {
            Some(list) if !begins => list.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// The characters at which parts begin that tell neither facts nor their proof.
fn others(paper: &Paper) -> Vec<u32> {
    let parts = paper.document.sections.iter();
    parts
        .filter(|part| !matches!(part.name, SectionName::Facts | SectionName::Evidence))
        .map(|part| paper.document.text.locate(&part.range).start)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};

    fn told(facts: &str) -> Vec<String> {
        let text = format!(
            "云岭县人民法院\n刑事判决书\n被告人林小舟，男，1990年1月2日出生。\n经审理查明：\n{facts}\n本院认为，被告人林小舟的行为已构成盗窃罪。"
        );
        let document = Document::from_text(DocumentKind::Judgment, &text);
        let elements = crate::extract::extract(&document);
        check(&Paper { document, elements }).into_iter().map(|verdict| verdict.message).collect()
    }

    fn counts(first: &str, second: &str, total: &str) -> String {
        format!(
            "1.2023年2月11日，被告人林小舟在柳园小区窃得孙某电动车1辆，价值{first}元。{second}\n\
             2.2023年2月12日，被告人林小舟在桃园小区窃得周某电动车1辆，价值4500元。\n\
             被告人林小舟两次盗窃，财物价值共计{total}元。"
        )
    }

    #[test]
    fn proof_between_the_incidents_leaves_one_list() {
        let proof = "\n上述事实，有经庭审质证的下列证据证实：\n被害人孙某的陈述，证实其电动车被盗。";
        assert!(told(&counts("3000", proof, "7500")).is_empty());
        assert_eq!(
            told(&counts("3000", proof, "8500")),
            ["判决书各笔数额之和为7500元，与载明的合计8500元不一致"]
        );
    }

    #[test]
    fn lists_numbered_anew_have_totals_of_their_own() {
        let lists = |first: &str, second: &str| {
            format!(
                "一、盗窃\n{}\n二、掩饰、隐瞒犯罪所得\n{}",
                counts("3000", "", first),
                counts("2000", "", second)
            )
        };
        assert!(told(&lists("7500", "6500")).is_empty());
        assert!(told(&lists("7500", "14000")).is_empty(), "a total may sum up both");
        assert_eq!(told(&lists("7800", "6500")), ["判决书各笔数额之和为7500元，与载明的合计7800元不一致"]);
    }
}
