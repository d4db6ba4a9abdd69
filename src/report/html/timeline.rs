//! What happened to each person, in order of time.

use std::collections::BTreeMap;

use super::marks::{Marks, QuoteView};
use crate::case::{CaseFile, Event, Origin};
use crate::extract::elements::StepKind;

/// One person's timeline; steps of the whole case stand in everybody's.
pub(crate) struct PersonTimeline {
    pub person: String,
    pub entries: Vec<Entry>,
}

/// One day and step, with every source that tells it.
pub(crate) struct Entry {
    pub at: String,
    pub step: &'static str,
    pub sources: Vec<Source>,
}

/// Where an entry was read.
pub(crate) struct Source {
    pub label: String,
    pub quote: QuoteView,
}

/// Timelines of all persons.
pub(crate) fn view(case: &CaseFile, marks: &mut Marks) -> Vec<PersonTimeline> {
    (0..case.persons.len())
        .map(|person| {
            let mut rows: BTreeMap<(String, StepKind), Vec<&Event>> = BTreeMap::new();
            for event in case.events.iter().filter(|event| event.person.is_none_or(|index| index == person)) {
                rows.entry((event.at.value.to_string(), event.kind)).or_default().push(event);
            }
            let entries = rows
                .into_iter()
                .map(|((at, kind), events)| Entry {
                    at,
                    step: kind.label(),
                    sources: events.into_iter().map(|event| source(case, event, marks)).collect(),
                })
                .collect();
            PersonTimeline { person: case.persons[person].name.clone(), entries }
        })
        .collect()
}

fn source(case: &CaseFile, event: &Event, marks: &mut Marks) -> Source {
    let label = match event.origin {
        Origin::Card => "案卡".to_owned(),
        Origin::Paper(at) => case.papers[at].kind().label().to_owned(),
    };
    Source { label, quote: marks.quote(&event.at.quote) }
}
