//! Dates of the card against the papers' own, and the chain of measures.

use jiff::civil::Date;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use super::super::agreement::days::tells_also;
use super::super::agreement::receipt::{reaches_the_office, serves_a_judgment};
use crate::case::card::moment;
use crate::case::card_steps::{decided, measure_of};
use crate::case::{Card, CardNode, Event, Origin};
use crate::extract::elements::StepKind;

/// Steps whose day a paper states for certain.
const COMPARED: [StepKind; 18] = [
    StepKind::Prosecuted,
    StepKind::NotProsecuted,
    StepKind::Judged,
    StepKind::Detained,
    StepKind::Arrested,
    StepKind::ArrestApproved,
    StepKind::Bailed,
    StepKind::PleaSigned,
    StepKind::RightsToldSuspect,
    StepKind::Transferred,
    StepKind::Accepted,
    StepKind::Returned,
    StepKind::CourtAccepted,
    StepKind::JudgmentReceived,
    StepKind::ArrestRequestReceived,
    StepKind::RightsToldVictim,
    StepKind::DefenceHeard,
    StepKind::SuspectInterrogated,
];

/// A date of the card that no paper confirms while papers date the same step.
pub(super) fn against_papers(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    let mut found = Vec::new();
    for event in desk.case.events.iter().filter(|event| event.origin == Origin::Card) {
        if !COMPARED.contains(&event.kind) {
            continue;
        }
        let Some(carded) = event.at.value.date() else { continue };
        let told: Vec<(Date, &Event)> = desk
            .case
            .events
            .iter()
            .filter(|other| {
                (other.kind == event.kind || is_receipt(desk, event, other)) && other.origin != Origin::Card
            })
            .filter(|other| event.person.is_none() || other.person.is_none() || other.person == event.person)
            .filter_map(|other| Some((other.at.value.date()?, other)))
            .collect();
        // Bail is decided anew at every stage: a day another entry of the card stands for is not this one's.
        let is_taken = |day: Date| {
            desk.case.events.iter().any(|other| {
                other.origin == Origin::Card
                    && other.kind == event.kind
                    && other.person == event.person
                    && stands_for(desk, card, other).contains(&day)
            })
        };
        let own = stands_for(desk, card, event);
        let Some((day, paper)) = told.iter().find(|(day, _)| !is_taken(*day)) else { continue };
        if told.iter().any(|(day, event)| own.contains(day) || tells_also(desk, event, carded)) {
            continue;
        }
        let name = event.person.map(|at| desk.case.persons[at].name.clone()).unwrap_or_default();
        let whose = if name.is_empty() { String::new() } else { format!("{name}的") };
        let message = format!("案卡{whose}{}日期为{carded}，文书载明为{day}，不一致", event.kind.label());
        let evidence = vec![event.at.quote.clone(), paper.at.quote.clone()];
        found.push(
            Verdict::fail(message, evidence)
                .computed("案卡", carded.to_string())
                .computed("文书", day.to_string())
                .of(name),
        );
    }
    found
}

/// Days an entry of the card tells: when the step was taken, and, of a measure, when it had been decided.
fn stands_for(desk: Desk<'_>, card: &Card, event: &Event) -> Vec<Date> {
    let Some(day) = event.at.value.date() else { return Vec::new() };
    let person = event.person.and_then(|at| desk.case.persons.get(at));
    let decided = person.map(|person| decided(card, person, event.kind, day)).unwrap_or_default();
    [vec![day], decided].concat()
}

/// A receipt for a judgment, signed at the procuratorate, is the day the judgment was received.
fn is_receipt(desk: Desk<'_>, carded: &Event, other: &Event) -> bool {
    let Origin::Paper(at) = other.origin else { return false };
    let paper = &desk.case.papers[at];
    carded.kind == StepKind::JudgmentReceived
        && other.kind == StepKind::Served
        && paper.document.plain().contains("判决书")
        && serves_a_judgment(paper, other)
        && reaches_the_office(paper, other)
}

/// Kinds the contract lists, and dates that do not run backwards.
pub(super) fn custody(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    let mut found = Vec::new();
    for person in card.persons() {
        let name = person.get("姓名").and_then(CardNode::text).unwrap_or_default();
        let mut last: Option<Date> = None;
        for entry in person.get("强制措施").map(CardNode::items).unwrap_or_default() {
            let quote = |node: &CardNode| desk.case.papers[card.paper].document.quote_original(&node.range);
            if let Some(kind) = entry.get("种类")
                && let Some(label) = kind.text()
                && measure_of(label).is_none()
            {
                let message = format!("案卡{name}的强制措施种类“{label}”不在规定的种类之内");
                found.push(Verdict::fail(message, vec![quote(kind)]).of(name));
            }
            let node = ["执行日期", "决定日期"]
                .iter()
                .find_map(|label| entry.get(label).filter(|node| node.text().is_some()));
            let Some(node) = node else { continue };
            let Some(day) = node.text().and_then(moment).and_then(|m| m.date()) else { continue };
            if let Some(before) = last
                && day < before
            {
                let message = format!("案卡{name}的强制措施日期先后倒置：{day}排在{before}之后");
                found.push(Verdict::fail(message, vec![quote(node)]).of(name));
            }
            last = Some(day);
        }
        found.extend(overlaps(desk, card, person, name));
    }
    found
}

/// A custody that the card ends only after the measure in its place had begun.
fn overlaps(desk: Desk<'_>, card: &Card, person: &CardNode, name: &str) -> Option<Verdict> {
    let entries = person.get("强制措施").map(CardNode::items).unwrap_or_default();
    let day = |entry: &'_ CardNode, label: &str| {
        let node = entry.get(label)?.clone();
        Some((node.text().and_then(moment)?.date()?, node))
    };
    entries.iter().enumerate().find_map(|(at, entry)| {
        let kind = entry.get("种类").and_then(CardNode::text)?;
        let (ended, node) = day(entry, "解除日期")?;
        if !["拘留", "逮捕", "留置"].iter().any(|custody| kind.contains(custody)) {
            return None;
        }
        let (next, begun) = entries[at + 1..].iter().find_map(|next| {
            let (begun, node) = day(next, "执行日期")?;
            (begun < ended).then_some((next, (begun, node)))
        })?;
        let next = next.get("种类").and_then(CardNode::text)?;
        let quote = |node: &CardNode| desk.case.papers[card.paper].document.quote_original(&node.range);
        let message = format!("案卡{name}的{kind}解除日期为{ended}，晚于{next}的执行日期{}", begun.0);
        Some(Verdict::fail(message, vec![quote(&node), quote(&begun.1)]).of(name).confident(0.85))
    })
}
