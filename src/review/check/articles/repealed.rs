//! Interpretations cited after they were repealed. One may be applied to an older deed where it is milder
//! (关于适用刑事司法解释时间效力问题的规定): then it is only worth a look.

use jiff::civil::Date;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use super::super::circumstance_articles::concluded::is_of_first_instance;
use super::applies_older_law;
use crate::case::Paper;
use crate::document::{DocumentKind as K, SectionName};
use crate::law::repealed;
use crate::text::sentence;

/// Papers that rest on interpretations.
const RESTING: [K; 6] = [
    K::ProsecutionOpinion,
    K::Indictment,
    K::SentencingRecommendation,
    K::NonProsecutionDecision,
    K::ConditionalNonProsecution,
    K::Judgment,
];

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let papers = desk.case.papers.iter().filter(|paper| RESTING.contains(&paper.kind()));
    papers.flat_map(one).collect()
}

fn one(paper: &Paper) -> Vec<Verdict> {
    let Some(signed) = paper.elements.date.as_ref().map(|date| date.value) else { return Vec::new() };
    // A court of second instance tells what the first one applied.
    if applies_older_law(paper) || (paper.kind() == K::Judgment && !is_of_first_instance(paper)) {
        return Vec::new();
    }
    let cited = repealed::find_all(paper.document.plain())
        .into_iter()
        .filter(|(known, range)| signed >= known.since && is_applied(paper, range.start));
    cited
        .map(|(known, range)| {
            let quote = paper.document.quote(&range);
            let message = format!(
                "{}引用的“{}”已由{}废止（{}起），请核对",
                paper.kind().label(),
                quote.text,
                known.by,
                known.since
            );
            let mut verdict = Verdict::fail(message, vec![quote]).confident(0.8);
            let is_after = last_deed(paper).is_some_and(|day| day >= known.since);
            verdict.severity = Some(if is_after { "S2" } else { "提示" }.to_owned());
            verdict
        })
        .collect()
}

/// Whether the author applies it: in the reasoning, in words of its own, not where it is said to be repealed.
fn is_applied(paper: &Paper, at: usize) -> bool {
    let others = ["废止", "辩护", "辩称", "提出", "原判", "原审", "一审", "认为应"];
    let sentence = sentence::around(paper.document.plain(), &(at..at));
    paper.document.section_ranges(SectionName::Reasoning).any(|range| range.contains(&at))
        && ["依照", "依据", "根据", "按照", "适用"].iter().any(|cue| sentence.contains(cue))
        && !others.iter().any(|word| sentence.contains(word))
}

/// The last day on which the paper lets something happen.
fn last_deed(paper: &Paper) -> Option<Date> {
    let facts = paper.elements.found.iter().chain(&paper.elements.alleged);
    facts.filter_map(|fact| fact.time.as_ref()?.value.date()).max()
}
