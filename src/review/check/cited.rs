//! 引条: articles of procedure a paper may rest on, and words that go with an article.

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::standard::check::CitationRule;

pub(super) fn check(desk: Desk<'_>, rules: &[CitationRule]) -> Vec<Verdict> {
    let mut found = Vec::new();
    for rule in rules {
        for paper in desk.case.papers.iter().filter(|paper| rule.of.contains(&paper.kind())) {
            if rule.unless.as_ref().is_some_and(|words| words.is_match(paper.document.plain())) {
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
