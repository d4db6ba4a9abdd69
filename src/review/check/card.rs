//! 案卡: the card by itself and against the papers.

mod adoption;
mod closing;
mod dates;
mod fields;
mod handling;
mod identity;
mod log;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::case::{Card, CardNode, CaseFile};
use crate::document::DocumentKind;
use crate::standard::check::CardRule;

pub(super) fn check(desk: Desk<'_>, rule: CardRule) -> Vec<Verdict> {
    let Some(card) = &desk.case.card else {
        return vec![Verdict::unknown("卷宗中未见案卡")];
    };
    let found = match rule {
        CardRule::Identity => identity::check(desk, card),
        CardRule::Dates => dates::against_papers(desk, card),
        CardRule::Custody => dates::custody(desk, card),
        CardRule::Plea => fields::plea(desk, card),
        CardRule::Counts => fields::counts(desk, card),
        CardRule::Blank => fields::placeholders(desk, card),
        CardRule::Adoption => adoption::check(desk, card),
        CardRule::JudgmentEntered => closing::judgment(desk, card),
        CardRule::Closed => closing::closed(desk, card),
        CardRule::Refusal => handling::refusal(desk, card),
        CardRule::Handler => handling::handler(desk, card),
        CardRule::Approval => handling::approval(desk, card),
        CardRule::Log => log::check(desk, card),
        CardRule::Minor => identity::minor(desk, card),
        CardRule::Recidivist => fields::recidivist(desk, card),
    };
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}

/// Whether somebody of the card is not prosecuted: the whole case, or by a decision on that one of several.
fn is_spared(case: &CaseFile, card: &Card, name: &str) -> bool {
    let of_case = card.root.get("处理.结果").and_then(CardNode::text);
    of_case.is_some_and(|result| result.contains("不起诉"))
        || case
            .of_kind(DocumentKind::NonProsecutionDecision)
            .any(|(_, paper)| paper.elements.parties.iter().any(|party| party.name.value == name))
}
