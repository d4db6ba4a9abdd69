//! The dates of the case card as events.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::card::{Card, CardNode, CardValue, moment};
use super::{Event, Origin, Person};
use crate::document::Document;
use crate::extract::elements::{Measure, StepKind};

#[derive(Deserialize)]
struct StepFile {
    step: Vec<CardStep>,
}

#[derive(Deserialize)]
struct CardStep {
    path: String,
    kind: StepKind,
    #[serde(default)]
    person: bool,
}

static STEPS: LazyLock<Vec<CardStep>> = LazyLock::new(|| {
    let file: StepFile =
        toml::from_str(include_str!("card_steps.toml")).expect("card_steps.toml ships with the program");
    file.step
});

/// Every dated step of the card.
pub(super) fn events(card: &Card, document: &Document, persons: &[Person]) -> Vec<Event> {
    let mut events = Vec::new();
    let mut push = |kind: StepKind, person: Option<usize>, node: &CardNode| {
        if let Some(at) = node.text().and_then(moment) {
            events.push(Event { kind, person, at: card.cite(document, node, at), origin: Origin::Card });
        }
    };
    for step in STEPS.iter().filter(|step| !step.person) {
        walk(&card.root, &step.path, &mut |node| push(step.kind, None, node));
    }
    if let Some((kind, node)) = handling(card) {
        push(kind, None, node);
    }
    if let Some(kind) = arrest_review(card)
        && let Some(node) = card.root.get("提请批准逮捕.决定日期")
    {
        push(kind, None, node);
    }
    let cards = card.persons();
    for (index, person) in persons.iter().enumerate() {
        let Some(node) = person.card.and_then(|at| cards.get(at)) else { continue };
        for step in STEPS.iter().filter(|step| step.person) {
            walk(node, &step.path, &mut |node| push(step.kind, Some(index), node));
        }
        for measure in node.get("强制措施").map(CardNode::items).unwrap_or_default() {
            custody(measure, index, &mut push);
        }
    }
    for victim in card.root.get("被害人").map(CardNode::items).unwrap_or_default() {
        for (label, kind) in
            [("权利告知日期", StepKind::RightsToldVictim), ("听取意见日期", StepKind::VictimHeard)]
        {
            walk(victim, label, &mut |node| push(kind, None, node));
        }
    }
    events
}

/// What the office did in the end, as a step.
fn handling(card: &Card) -> Option<(StepKind, &CardNode)> {
    let result = card.root.get("处理.结果")?.text()?;
    let kind = match result {
        "提起公诉" | "起诉" => StepKind::Prosecuted,
        result if result.contains("附条件不起诉") => StepKind::ConditionallyNotProsecuted,
        result if result.contains("不起诉") => StepKind::NotProsecuted,
        _ => return None,
    };
    Some((kind, card.root.get("处理.日期")?))
}

fn arrest_review(card: &Card) -> Option<StepKind> {
    match card.root.get("提请批准逮捕.决定")?.text()? {
        "批准逮捕" => Some(StepKind::ArrestApproved),
        decision if decision.contains('不') => Some(StepKind::ArrestRefused),
        _ => None,
    }
}

/// One entry of 强制措施: when it was carried out, or decided, and when it ended.
fn custody(node: &CardNode, person: usize, push: &mut impl FnMut(StepKind, Option<usize>, &CardNode)) {
    let measure = node.get("种类").and_then(CardNode::text).and_then(measure_of);
    let Some((start, end)) = measure.and_then(steps_of) else { return };
    let filled = |label: &str| node.get(label).filter(|child| child.text().is_some());
    if let Some(date) = filled("执行日期").or_else(|| filled("决定日期")) {
        push(start, Some(person), date);
    }
    if let (Some(end), Some(date)) = (end, filled("解除日期")) {
        push(end, Some(person), date);
    }
}

/// Days on which the measures of a person were decided, by the card, beside the days it gives for carrying them out.
pub fn decided(card: &Card, person: &Person, kind: StepKind, carried_out: Date) -> Vec<Date> {
    let Some(node) = person.card.and_then(|at| card.persons().get(at).copied()) else { return Vec::new() };
    let day = |measure: &CardNode, label: &str| measure.get(label)?.text().and_then(moment)?.date();
    let is_kind = |measure: &&CardNode| {
        let started = measure.get("种类").and_then(CardNode::text).and_then(measure_of).and_then(steps_of);
        started.is_some_and(|(start, _)| start == kind)
    };
    let measures = node.get("强制措施").map(CardNode::items).unwrap_or_default();
    let own =
        measures.into_iter().filter(is_kind).filter(|measure| day(measure, "执行日期") == Some(carried_out));
    own.filter_map(|measure| day(measure, "决定日期")).collect()
}

/// Reads the name of a measure as the card spells it.
pub fn measure_of(label: &str) -> Option<Measure> {
    serde_json::from_value(serde_json::Value::String(label.to_owned())).ok()
}

fn steps_of(measure: Measure) -> Option<(StepKind, Option<StepKind>)> {
    Some(match measure {
        Measure::Detention => (StepKind::Detained, Some(StepKind::Released)),
        Measure::Arrest => (StepKind::Arrested, Some(StepKind::Released)),
        Measure::Bail => (StepKind::Bailed, Some(StepKind::BailLifted)),
        Measure::Surveillance | Measure::DesignatedSurveillance => {
            (StepKind::Surveillance, Some(StepKind::SurveillanceLifted))
        }
        Measure::Liuzhi => (StepKind::Liuzhi, None),
        _ => return None,
    })
}

/// Calls `see` on every value at a dotted path; lists on the way are walked.
fn walk(node: &CardNode, path: &str, see: &mut impl FnMut(&CardNode)) {
    if let CardValue::List(items) = &node.value {
        for item in items {
            walk(item, path, see);
        }
        return;
    }
    let Some((label, rest)) = path.split_once('.') else {
        if let Some(found) = node.get(path) {
            for item in found.items() {
                see(item);
            }
        }
        return;
    };
    if let Some(child) = node.get(label) {
        walk(child, rest, see);
    }
}
