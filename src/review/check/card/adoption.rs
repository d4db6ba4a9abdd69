//! 采纳情况 of the card against the one computed from recommendation and operative part.

use super::super::super::condition::sentences;
use super::super::super::engine::Desk;
use super::super::super::verdict::{Scope, Verdict};
use crate::case::Card;
use crate::compare::recommendation::{Adoption, adoption, recommended};

pub(super) fn check(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    let mut found = Vec::new();
    for (index, person) in desk.case.persons.iter().enumerate() {
        let Some(node) = desk.case.person_card(index).and_then(|card| card.get("判决.采纳情况")) else {
            continue;
        };
        let Some(carded) = node.text() else { continue };
        let scope = Scope { case: desk.case, person: Some(index) };
        // One that was changed at court counts, not the one signed before.
        let wanted = recommended(desk.case, index);
        let given = sentences(scope).into_iter().next();
        let (Some((_, wanted)), Some(given)) = (wanted, given) else { continue };
        let Some(computed) = adoption(wanted, given) else { continue };
        let label = match computed {
            Adoption::Full => "采纳",
            Adoption::Part => "部分采纳",
            Adoption::None => "未采纳",
        };
        if carded.contains(label) && (label != "采纳" || !carded.contains('未') && !carded.contains("部分"))
        {
            continue;
        }
        let quote = desk.case.papers[card.paper].document.quote_original(&node.range);
        let message = format!("案卡{}的采纳情况为“{carded}”，按量刑建议与主文计算为“{label}”", person.name);
        let evidence = vec![quote, wanted.words.quote.clone(), given.item.quote.clone()];
        found.push(Verdict::fail(message, evidence).computed("expected", label).of(person.name.clone()));
    }
    found
}
