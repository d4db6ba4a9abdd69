//! Every dated step the papers tell, with the person it concerns.

use jiff::civil::Date;

use super::{CaseFile, Event, Origin, Paper, Person, companions, persons};
use crate::document::DocumentKind;
use crate::extract::elements::{CustodyAction, CustodyStep, Measure, Step, StepKind};
use crate::text::Moment;

/// Events of all papers but the card, in reading order.
pub(super) fn of_papers(case: &CaseFile) -> Vec<Event> {
    let mut events = Vec::new();
    for (at, paper) in case.papers.iter().enumerate() {
        let origin = Origin::Paper(at);
        for step in &paper.elements.steps {
            for person in concerned(step, paper, &case.persons) {
                if let Some(when) = &step.at {
                    events.push(Event { kind: step.kind, person, at: when.clone(), origin });
                }
            }
        }
        for (index, person) in case.persons.iter().enumerate() {
            for &(_, party) in person.mentions.iter().filter(|(paper, _)| *paper == at) {
                let party = &paper.elements.parties[party];
                events.extend(party.custody.iter().filter_map(|step| custody_event(step, index, origin)));
            }
        }
        if let Some(signed) = signing(paper.kind())
            && let Some(date) = &paper.elements.date
            && !paper.elements.steps.iter().any(|step| step.kind == signed && step.at.is_some())
        {
            let at = date.clone().map(Moment::day);
            events.push(Event { kind: signed, person: None, at, origin });
        }
        events.extend(charged_later(case, at));
    }
    forget_earlier_releases(&mut events);
    turn_to_prosecution(case, &mut events);
    events
}

/// A record that does not say who asked, made after the case was handed over and never returned, is the prosecution's.
fn turn_to_prosecution(case: &CaseFile, events: &mut [Event]) {
    const POLICE: [&str; 4] = ["公安", "派出所", "民警", "侦查"];
    let handed =
        events.iter().filter(|event| matches!(event.kind, StepKind::Transferred | StepKind::Accepted));
    let Some(handed) = handed.filter_map(|event| event.at.value.date()).min() else { return };
    if events.iter().any(|event| event.kind == StepKind::Returned) {
        return;
    }
    let is_silent = |event: &Event| {
        let Origin::Paper(at) = event.origin else { return false };
        let plain = case.papers[at].document.plain();
        let head = ["问：", "答："].iter().filter_map(|mark| plain.find(mark)).min().unwrap_or(plain.len());
        !POLICE.iter().any(|word| plain[..head].contains(word))
    };
    for event in events.iter_mut().filter(|event| event.kind == StepKind::Interrogated) {
        if event.at.value.date().is_some_and(|day| day > handed) && is_silent(event) {
            event.kind = StepKind::SuspectInterrogated;
        }
    }
}

/// Whoever a supplementary indictment alone introduces was brought before the court by it.
fn charged_later(case: &CaseFile, paper: usize) -> Vec<Event> {
    if case.papers[paper].kind() != DocumentKind::SupplementaryIndictment {
        return Vec::new();
    }
    let Some(date) = &case.papers[paper].elements.date else { return Vec::new() };
    let is_new = |person: &usize| {
        let mut first = case.of_kind(DocumentKind::Indictment);
        case.party(*person, paper).is_some() && !first.any(|(at, _)| case.party(*person, at).is_some())
    };
    let event = |person| Event {
        kind: StepKind::Prosecuted,
        person: Some(person),
        at: date.clone().map(Moment::day),
        origin: Origin::Paper(paper),
    };
    (0..case.persons.len()).filter(is_new).map(event).collect()
}

/// Nobody is let go before being taken: a release older than every measure against the person in this case ended
/// an earlier sentence (刑满释放).
fn forget_earlier_releases(events: &mut Vec<Event>) {
    const TAKEN: [StepKind; 7] = [
        StepKind::TakenIn,
        StepKind::SummonStart,
        StepKind::Liuzhi,
        StepKind::Detained,
        StepKind::Arrested,
        StepKind::Bailed,
        StepKind::Surveillance,
    ];
    let taken: Vec<(Option<usize>, Date)> = events
        .iter()
        .filter(|event| TAKEN.contains(&event.kind))
        .filter_map(|event| Some((event.person, event.at.value.date()?)))
        .collect();
    events.retain(|event| {
        let concerns = |person: Option<usize>| person == event.person || person.is_none();
        let first = taken.iter().filter(|(person, _)| event.person.is_none() || concerns(*person));
        let first = first.map(|(_, day)| *day).min();
        event.kind != StepKind::Released
            || event.at.value.date().zip(first).is_none_or(|(day, first)| day >= first)
    });
}

/// The step a paper itself performs on the day it is signed.
fn signing(kind: DocumentKind) -> Option<StepKind> {
    Some(match kind {
        DocumentKind::Indictment => StepKind::Prosecuted,
        DocumentKind::Judgment => StepKind::Judged,
        DocumentKind::NonProsecutionDecision => StepKind::NotProsecuted,
        DocumentKind::ConditionalNonProsecution => StepKind::ConditionallyNotProsecuted,
        DocumentKind::ArrestRequest => StepKind::ArrestRequested,
        DocumentKind::ArrestApproval => StepKind::ArrestApproved,
        DocumentKind::ArrestRefusal => StepKind::ArrestRefused,
        DocumentKind::SupplementaryInvestigationDecision => StepKind::Returned,
        DocumentKind::ReviewExtension => StepKind::ReviewExtended,
        DocumentKind::FilingDecision => StepKind::Filed,
        _ => return None,
    })
}

/// Persons a step concerns: those named with all who are listed beside them, else the whole case.
fn concerned(step: &Step, paper: &Paper, all: &[Person]) -> Vec<Option<usize>> {
    let mut named: Vec<usize> = step.persons.iter().filter_map(|name| persons::find(all, name)).collect();
    if named.is_empty() && PERSONAL.contains(&step.kind) {
        named = named_in(step, paper, all);
    }
    if named.is_empty() {
        return vec![None];
    }
    let listed = companions::with_listed(told_in(step, paper, &named, all), named, all);
    listed.into_iter().map(Some).collect()
}

/// Measures and notices that never concern the whole case where their own words name somebody.
const PERSONAL: [StepKind; 6] = [
    StepKind::Detained,
    StepKind::DetentionFamilyNotice,
    StepKind::Arrested,
    StepKind::ArrestFamilyNotice,
    StepKind::Bailed,
    StepKind::Released,
];

/// Persons of the case whom the clause of a step names, else its sentence; nobody where 等 stands for others.
fn named_in(step: &Step, paper: &Paper, all: &[Person]) -> Vec<usize> {
    let text = &paper.document.text;
    let plain = text.plain();
    let (start, end) = (text.plain_at(step.clause.quote.start), text.plain_at(step.clause.quote.end));
    let stops = ['。', '；', '\n'];
    let sentence =
        plain[..start].rfind(stops).unwrap_or(0)..plain[end..].find(stops).map_or(plain.len(), |at| end + at);
    let named = |words: &str| -> Vec<usize> {
        let names = |person: &Person| person.spellings().any(|name| words.contains(name));
        let stands_for_others =
            |person: &Person| person.spellings().any(|name| words.contains(&format!("{name}等")));
        let found: Vec<usize> = (0..all.len()).filter(|&at| names(&all[at])).collect();
        if found.iter().any(|&at| stands_for_others(&all[at])) { Vec::new() } else { found }
    };
    let own = named(&plain[start..end]);
    if own.is_empty() { named(&plain[sentence]) } else { own }
}

/// The sentence a step is told in, where it names one of its persons; else the paper that is about them.
fn told_in<'p>(step: &Step, paper: &'p Paper, named: &[usize], all: &[Person]) -> &'p str {
    let text = &paper.document.text;
    let plain = text.plain();
    let (start, end) = (text.plain_at(step.clause.quote.start), text.plain_at(step.clause.quote.end));
    let stops = ['。', '；', '\n'];
    let start = plain[..start].rfind(stops).unwrap_or(0);
    let end = plain[end..].find(stops).map_or(plain.len(), |at| end + at);
    let sentence = &plain[start..end];
    if named.iter().any(|&person| sentence.contains(all[person].name.as_str())) { sentence } else { plain }
}

fn custody_event(step: &CustodyStep, person: usize, origin: Origin) -> Option<Event> {
    // 决定取保候审，次日由公安局执行: the decision told before is the event.
    let is_told = matches!(step.action, CustodyAction::Refused | CustodyAction::Executed);
    if is_told && step.measure != Measure::Arrest {
        return None;
    }
    let kind = match (step.measure, step.action) {
        (Measure::Arrest, CustodyAction::Decided) => StepKind::ArrestApproved,
        (Measure::Arrest, CustodyAction::Refused) => StepKind::ArrestRefused,
        (Measure::Bail, CustodyAction::Lifted) => StepKind::BailLifted,
        (Measure::Surveillance | Measure::DesignatedSurveillance, CustodyAction::Lifted) => {
            StepKind::SurveillanceLifted
        }
        (Measure::Release, _) | (Measure::Detention | Measure::Arrest, CustodyAction::Lifted) => {
            StepKind::Released
        }
        (Measure::TakenIn, _) => StepKind::TakenIn,
        (Measure::Summons, _) => StepKind::SummonStart,
        (Measure::Detention, _) => StepKind::Detained,
        (Measure::Arrest, _) => StepKind::Arrested,
        (Measure::Bail, _) => StepKind::Bailed,
        (Measure::Surveillance | Measure::DesignatedSurveillance, _) => StepKind::Surveillance,
        (Measure::Liuzhi, _) => StepKind::Liuzhi,
        (Measure::CompelledAppearance | Measure::AdministrativeDetention, _) => return None,
    };
    Some(Event { kind, person: Some(person), at: step.at.clone()?, origin })
}

#[cfg(test)]
mod tests {
    use crate::case::{Paper, assemble};
    use crate::document::{Document, DocumentKind};
    use crate::extract::elements::StepKind;
    use crate::extract::extract;

    #[test]
    fn a_measure_concerns_those_whom_its_words_name() {
        let party =
            |name: &str| format!("被告人{name}，男，1990年5月6日出生，汉族，务工，住云岭县石桥镇。\n");
        let indictment = ["林小舟", "何大山", "周启明"].map(party).concat();
        let arrested = |notice: &str| {
            let papers =
                [(DocumentKind::Indictment, indictment.as_str()), (DocumentKind::ArrestNotice, notice)];
            let papers = papers.map(|(kind, text)| {
                let document = Document::from_text(kind, text);
                let elements = extract(&document);
                Paper { document, elements }
            });
            let case = assemble("甲", papers.to_vec());
            let of_arrest = case.events.into_iter().filter(|event| event.kind == StepKind::Arrested);
            let mut persons: Vec<Option<usize>> = of_arrest.map(|event| event.person).collect();
            persons.sort_unstable();
            persons
        };
        let told = "被逮捕的原因和羁押处所通知其家属。";
        let notice =
            |names: &str| arrested(&format!("逮捕通知书（附卷联）\n已于2023年3月14日18时将{names}{told}"));
        assert_eq!(notice("林小舟、何大山"), [Some(0), Some(1)]);
        assert_eq!(notice("林小舟等三人"), [None]);
    }
}
