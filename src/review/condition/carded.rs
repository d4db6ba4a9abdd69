//! What the card alone tells of the outcome, for cases whose judgment is not in the dossier.

use std::collections::BTreeSet;

use super::Answer;
use crate::case::CardNode;
use crate::review::verdict::Scope;
use crate::text::Quote;

/// The answer of the papers, or of 判决.主刑 of the card where there is no judgment.
pub(super) fn sentence(scope: Scope<'_>, papers: Answer, word: &str) -> Answer {
    if !matches!(papers, Answer::Unknown) {
        return papers;
    }
    let of = |at| scope.case.person_card(at)?.get("判决.主刑");
    let told: Vec<&CardNode> = persons(scope).filter_map(of).collect();
    if told.is_empty() {
        return Answer::Unknown;
    }
    let words = told.into_iter().find(|node| node.text().is_some_and(|text| text.contains(word)));
    words.and_then(|node| quote(scope, node)).map_or(Answer::No, |quote| Answer::Yes(vec![quote]))
}

/// 起诉罪名 and 判决罪名 of one person are not the same. Whether 罪 is written out does not matter.
pub(super) fn charges_differ(scope: Scope<'_>) -> Answer {
    let mut is_told = false;
    for person in persons(scope).filter_map(|at| scope.case.person_card(at)) {
        let (Some(charged), Some(convicted)) = (person.get("起诉罪名"), person.get("判决罪名"))
        else {
            continue;
        };
        let (before, after) = (names(charged), names(convicted));
        if before.is_empty() || after.is_empty() {
            continue;
        }
        is_told = true;
        if before != after {
            let nodes = charged.items().into_iter().chain(convicted.items());
            return Answer::Yes(nodes.filter_map(|node| quote(scope, node)).collect());
        }
    }
    if is_told { Answer::No } else { Answer::Unknown }
}

fn persons(scope: Scope<'_>) -> impl Iterator<Item = usize> {
    (0..scope.case.persons.len()).filter(move |at| scope.person.is_none_or(|person| person == *at))
}

fn names(node: &CardNode) -> BTreeSet<&str> {
    let parts = node
        .items()
        .into_iter()
        .filter_map(CardNode::text)
        .flat_map(|text| text.split(['、', '，', '；', ',']));
    parts.map(|name| name.trim().trim_end_matches('罪')).filter(|name| !name.is_empty()).collect()
}

fn quote(scope: Scope<'_>, node: &CardNode) -> Option<Quote> {
    let paper = scope.case.papers.get(scope.case.card.as_ref()?.paper)?;
    Some(paper.document.quote_original(&node.range))
}
