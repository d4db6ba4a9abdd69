//! What was paid to the victim: one sum in the agreement, the indictment and the judgment.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::DocumentKind as K;
use crate::text::{Quote, money};

/// A clause in which damages are paid.
static PAID: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:赔偿|补偿)[^。；\\n]{0,40}").expect("the pattern is fixed"));
/// Sums asked for, owed by others, or paid after the earlier papers.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("要求|请求|诉请|判令|保险|尚未|愿意|同意|附带民事|审理|庭审|判决|再次|另|又|责令|应当")
        .expect("the pattern is fixed")
});

/// Papers whose sums have nothing in common. Of several accused each pays his own part.
pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    if desk.case.persons.len() != 1 {
        return Vec::new();
    }
    let kinds = [K::ProsecutionOpinion, K::Indictment, K::NonProsecutionDecision, K::Judgment];
    let papers = kinds.into_iter().flat_map(|kind| desk.case.of_kind(kind)).map(|(_, paper)| paper);
    let told: Vec<(&Paper, Vec<(i64, Quote)>)> =
        papers.map(|paper| (paper, told(paper))).filter(|(_, told)| told.len() == 1).collect();
    let mut found = Vec::new();
    for pair in told.windows(2) {
        let [(first, a), (second, b)] = pair else { continue };
        let (Some((left, a)), Some((right, b))) = (a.first(), b.first()) else { continue };
        if left == right {
            continue;
        }
        let message = format!(
            "赔偿数额不一致：{}为“{}”，{}为“{}”",
            first.kind().label(),
            a.text,
            second.kind().label(),
            b.text
        );
        found.push(Verdict::fail(message, vec![a.clone(), b.clone()]).confident(0.7));
    }
    found
}

/// Distinct exact sums paid, as a paper's facts tell them.
fn told(paper: &Paper) -> Vec<(i64, Quote)> {
    let plain = paper.document.plain();
    let facts = &plain[..plain.rfind("本院认为").unwrap_or(plain.len())];
    let mut found: Vec<(i64, Quote)> = Vec::new();
    for clause in PAID.find_iter(facts) {
        let sentence = facts[..clause.start()].rfind(['。', '；', '\n']).unwrap_or(0);
        if OTHER.is_match(&facts[sentence..clause.end()]) {
            continue;
        }
        for sum in money::scan(clause.as_str()).into_iter().filter(|sum| !sum.value.approximate) {
            let range = clause.start() + sum.range.start..clause.start() + sum.range.end;
            if !found.iter().any(|(fen, _)| *fen == sum.value.fen) {
                found.push((sum.value.fen, paper.document.quote(&range)));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::elements::Elements;

    #[test]
    fn the_sum_paid_is_read_and_one_asked_for_is_not() {
        let sums = |text: &str| -> Vec<i64> {
            let document = Document::from_text(K::Indictment, text);
            told(&Paper { document, elements: Elements::default() }).into_iter().map(|(fen, _)| fen).collect()
        };
        assert_eq!(sums("双方达成和解，林小舟赔偿孙某医疗费等共计3.2万元，已付清。"), [3_200_000]);
        assert!(sums("孙某要求赔偿5万元。").is_empty());
        assert!(sums("林小舟赔偿孙某3万元，本院审理期间再次赔偿2万元。").is_empty());
    }
}
