//! 收到判决日: the day on which the judgment reached the office, by the card, the receipt and the review form.

use jiff::civil::Date;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::{Event, Origin, Paper};
use crate::document::DocumentKind;
use crate::extract::elements::{Step, StepKind};

/// The receipt signed at the office and the review form give the day; card and papers must agree on it.
pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let told: Vec<(Date, String, &Event)> = desk
        .case
        .events
        .iter()
        .filter(|event| is_receipt(desk, event))
        .filter_map(|event| Some((event.at.value.date()?, source(desk, event), event)))
        .collect();
    let Some((first, label, event)) = told.first() else { return Vec::new() };
    let Some((other, other_label, second)) = told.iter().find(|(day, ..)| day != first) else {
        return Vec::new();
    };
    let message = format!("收到判决书的日期不一致：{label}为{first}，{other_label}为{other}");
    vec![
        Verdict::fail(message, vec![event.at.quote.clone(), second.at.quote.clone()])
            .computed(label, first.to_string())
            .computed(other_label, other.to_string()),
    ]
}

fn is_receipt(desk: Desk<'_>, event: &Event) -> bool {
    match event.origin {
        Origin::Card => event.kind == StepKind::JudgmentReceived,
        Origin::Paper(at) => {
            let paper = &desk.case.papers[at];
            let plain = paper.document.plain();
            match paper.kind() {
                DocumentKind::JudgmentReviewForm => event.kind == StepKind::JudgmentReceived,
                DocumentKind::ServiceReturn => {
                    event.kind == StepKind::Served
                        && serves_a_judgment(paper, event)
                        && plain.contains("判决书")
                        && reaches_the_office(paper, event)
                }
                _ => false,
            }
        }
    }
}

/// The services that the words of an event tell of.
fn served_then<'c>(paper: &'c Paper, event: &Event) -> impl Iterator<Item = &'c Step> {
    let told_at = event.at.quote.start;
    let services = paper.elements.steps.iter().filter(|step| step.kind == StepKind::Served);
    services.filter(move |step| step.at.as_ref().is_some_and(|at| at.quote.start == told_at))
}

/// Whether what was served then, where the line says it, is the judgment: one return may serve several papers.
pub(in crate::review::check) fn serves_a_judgment(paper: &Paper, event: &Event) -> bool {
    let mut named = served_then(paper, event).filter_map(|step| step.detail.as_deref()).peekable();
    named.peek().is_none()
        || named.any(|papers| ["判决", "裁定", "裁判"].iter().any(|word| papers.contains(word)))
}

/// The office is the receiver, or stands in the line of the date; the defendant's receipt is another day.
pub(in crate::review::check) fn reaches_the_office(paper: &Paper, event: &Event) -> bool {
    let is_office = |words: &str| words.contains("检察院");
    if let Some(step) = served_then(paper, event).find(|step| !step.persons.is_empty()) {
        let line = step.persons.iter().any(|name| is_office(name));
        if line || paper.elements.steps.iter().any(|other| other.persons.iter().any(|name| is_office(name))) {
            return line;
        }
    }
    let plain = paper.document.plain();
    let at = paper.document.text.plain_at(event.at.quote.start);
    let (Some(before), Some(after)) = (plain.get(..at), plain.get(at..)) else { return false };
    let line = (before.rsplit('\n').next(), after.split('\n').next());
    line.0.is_some_and(is_office) || line.1.is_some_and(is_office)
}

fn source(desk: Desk<'_>, event: &Event) -> String {
    match event.origin {
        Origin::Card => "案卡".to_owned(),
        Origin::Paper(at) => desk.case.papers[at].kind().label().to_owned(),
    }
}
