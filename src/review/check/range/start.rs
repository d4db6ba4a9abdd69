//! 刑期起日: a period that begins with a later measure of one unbroken custody leaves out the days before it, which
//! count day by day (刑法 §47, 监察法 §44.3).

use jiff::civil::Date;

use super::super::super::verdict::{Scope, Verdict};
use super::period;
use crate::case::Event;
use crate::extract::elements::{Sentence, SentenceKind, StepKind};

/// Measures that take a person's liberty, each of which may be the first.
const MEASURES: [StepKind; 3] = [StepKind::Liuzhi, StepKind::Detained, StepKind::Arrested];

/// A start on the day of a later measure, where nothing interrupted the custody or was deducted.
pub(super) fn late(scope: Scope<'_>, sentence: &Sentence) -> Option<Verdict> {
    let from = sentence.from.as_ref()?;
    let start = from.value.date()?;
    let served = crate::compare::recommendation::executed(sentence)?.kind.as_ref()?.value;
    let is_day_by_day = matches!(served, SentenceKind::Imprisonment | SentenceKind::Detention);
    if !is_day_by_day || period::adds_earlier(sentence) || period::is_deducted(sentence) {
        return None;
    }
    let is_alone = scope.case.persons.len() == 1;
    let own = scope.events(&MEASURES).into_iter().filter(|event| is_alone || event.person.is_some());
    let own: Vec<(Date, &Event)> = own.filter_map(|event| Some((event.at.value.date()?, event))).collect();
    let (first, measure) = own.iter().min_by_key(|(day, _)| *day)?;
    // A day that one paper alone tells may be a slip of that paper, which another point finds.
    let papers = own.iter().filter(|(day, event)| day == first && event.kind == measure.kind).count();
    let later = own.iter().find(|(day, event)| *day == start && event.kind != measure.kind)?;
    if start <= *first || papers < 2 || !period::unbroken_from(scope, *first, 0) {
        return None;
    }
    let message = format!(
        "刑期自{}之日（{start}）起算，此前自{first}起{}的期间未折抵",
        later.1.kind.label(),
        measure.kind.label()
    );
    let evidence = vec![from.quote.clone(), measure.at.quote.clone()];
    Some(Verdict::fail(message, evidence).of(sentence.person.value.clone()).confident(0.8))
}
