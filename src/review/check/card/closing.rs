//! What must be entered when a case is closed and when its judgment has come in.

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::card::CardValue;
use crate::case::{Card, CardNode};
use crate::document::DocumentKind as K;

/// The judgment was received, and nothing of it was entered for a person.
pub(super) fn judgment(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    let received = card.root.get("审判.收到判决日期").filter(|node| node.text().is_some());
    let Some(received) = received else { return vec![Verdict::unknown("案卡未填录收到判决日期")] };
    let document = &desk.case.papers[card.paper].document;
    let mut found = Vec::new();
    for person in card.persons() {
        // A card without these rows was not filled by this office.
        let rows: Vec<&CardNode> =
            ["判决", "判决罪名"].iter().filter_map(|label| person.get(label)).collect();
        let name = person.get("姓名").and_then(CardNode::text).unwrap_or_default();
        let is_judged = !super::is_spared(desk.case, card, name);
        if rows.is_empty() || rows.iter().any(|node| is_filled(node)) || !is_judged {
            continue;
        }
        let message = format!("案卡已填录收到判决日期，{name}的判决罪名和刑罚未填录");
        found.push(Verdict::fail(message, vec![document.quote_original(&received.range)]).of(name));
    }
    found
}

/// A decision or a judgment lies in the folder, and the card still runs.
pub(super) fn closed(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    let rows = [
        (&[K::Indictment, K::NonProsecutionDecision, K::ConditionalNonProsecution][..], "处理", "结果"),
        (&[K::Indictment, K::NonProsecutionDecision, K::ConditionalNonProsecution][..], "处理", "日期"),
        (&[K::Judgment][..], "审判", "判决日期"),
    ];
    let mut found: Vec<Verdict> = Vec::new();
    for (kinds, group, label) in rows {
        let Some(rows) = card.root.get(group) else { continue };
        if rows.get(label).is_some_and(is_filled) {
            continue;
        }
        let papers = desk.case.papers.iter().filter(|paper| kinds.contains(&paper.kind()));
        let Some((paper, date)) = papers.filter_map(|p| Some((p, p.elements.date.as_ref()?))).next_back()
        else {
            continue;
        };
        let message = format!("{}已于{}作出，案卡“{group}—{label}”未填录", paper.kind().label(), date.value);
        found.push(Verdict::fail(message, vec![date.quote.clone()]));
    }
    found
}

/// Whether anything but a null stands in a value.
fn is_filled(node: &CardNode) -> bool {
    match &node.value {
        CardValue::Empty => false,
        CardValue::Text(_) | CardValue::Flag(_) => true,
        CardValue::List(items) => items.iter().any(is_filled),
        CardValue::Group(entries) => entries.iter().any(|(_, child)| is_filled(child)),
    }
}
