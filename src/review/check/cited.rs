//! 引条: articles of procedure a paper may rest on, and words that go with an article.

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind;
use crate::standard::check::CitationRule;
use crate::text::Pattern;

pub(super) fn check(desk: Desk<'_>, rules: &[CitationRule]) -> Vec<Verdict> {
    let mut found = Vec::new();
    for rule in rules {
        for paper in desk.case.papers.iter().filter(|paper| rule.of.contains(&paper.kind())) {
            if rule.unless.as_ref().is_some_and(|words| says(desk.case, paper, words)) {
                continue;
            }
            let misplaced = paper.elements.citations.iter().filter(|citation| {
                let cited = &citation.value;
                let listed = rule.articles.contains(&cited.article);
                cited.law == rule.law && listed != rule.allowed
            });
            for citation in misplaced {
                let message = format!(
                    "{}引用{}第{}条，{}",
                    paper.kind().label(),
                    rule.law,
                    citation.value.article,
                    rule.message
                );
                found.push(Verdict::fail(message, vec![citation.quote.clone()]).confident(0.7));
            }
        }
    }
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}

/// Whether a paper tells what its articles are for. One that changes a recommendation says only what is new; the
/// rest stands in the indictment.
fn says(case: &CaseFile, paper: &Paper, words: &Pattern) -> bool {
    let in_indictment = || {
        let mut indictments = case.of_kind(DocumentKind::Indictment);
        indictments.any(|(_, indictment)| words.is_match(indictment.document.plain()))
    };
    words.is_match(paper.document.plain()) || paper.adjusts_recommendation() && in_indictment()
}
