//! Dated steps, trial procedure and interview records.

mod apply;
mod dates;
mod details;
mod household;
mod interview;
mod reading;
mod rules;
mod service;
mod stage;
mod subject;
mod trial;

use std::sync::LazyLock;

use super::elements::{Elements, StepKind};
use crate::document::{Document, DocumentKind};
use crate::text::Pattern;
use reading::Reading;

/// Names of the accused a paper without paragraphs of parties is about, in order of mention.
pub(super) fn subjects(plain: &str) -> Vec<String> {
    subject::read(plain)
}

/// Fills `steps`, `trial`, `interview`; for a 户籍证明 that names nobody yet, `parties` too. Heading and
/// parties are already read.
pub fn read(document: &Document, elements: &mut Elements) {
    let reading = Reading::new(document, elements);
    if document.kind == DocumentKind::HouseholdCertificate {
        household::read(&reading, elements);
    }
    for rule in rules::rules(document.kind) {
        apply::apply(rule, &reading, elements);
    }
    match document.kind {
        DocumentKind::ReleaseCertificate => earlier_release(&reading, elements),
        DocumentKind::ServiceReturn => service::read(&reading, elements),
        DocumentKind::Interrogation | DocumentKind::WitnessInterview | DocumentKind::OpinionHearing => {
            interview::read(&reading, elements);
        }
        DocumentKind::Judgment | DocumentKind::Ruling | DocumentKind::Indictment => {
            trial::read(&reading, elements);
        }
        _ => {}
    }
}

static SENTENCE_SERVED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("刑满|服刑|刑期|执行完毕|执行期满|减刑|假释|赦免|监狱").expect("the pattern is fixed")
});

/// A certificate of a sentence served belongs to an earlier case: its dates tell nothing of the custody in this one.
fn earlier_release(reading: &Reading, elements: &mut Elements) {
    if !SENTENCE_SERVED.is_match(reading.plain) {
        return;
    }
    elements.steps.retain(|step| step.kind == StepKind::Released);
    for step in &mut elements.steps {
        step.kind = StepKind::PriorReleased;
    }
    for party in &mut elements.parties {
        party.custody.clear();
    }
}
