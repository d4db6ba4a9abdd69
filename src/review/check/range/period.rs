//! 刑期起止: the end must follow from start and term (高法解释 §202), when custody was never broken.

use jiff::civil::Date;

use super::super::super::condition::{Answer, holds};
use super::super::super::engine::Desk;
use super::super::super::verdict::{Scope, Verdict};
use super::words;
use crate::compare::recommendation::executed;
use crate::document::DocumentKind;
use crate::extract::elements::{Sentence, StepKind};
use crate::law::terms;

/// An end that start and term do not give. Bail, surveillance and days deducted move it for good reasons, so the
/// custody chain must be whole and unbroken, and the start its first day.
pub(super) fn end(desk: Desk<'_>, scope: Scope<'_>, sentence: &Sentence) -> Option<Verdict> {
    let (from, to) = (sentence.from.as_ref()?, sentence.to.as_ref()?);
    let (start, stop) = (from.value.date()?, to.value.date()?);
    let term = executed(sentence)?.term.as_ref()?;
    if sentence.revoked.is_some() || sentence.offset_days.is_some() {
        return None;
    }
    let judged =
        desk.case.of_kind(DocumentKind::Judgment).last()?.1.elements.date.as_ref().map(|date| date.value);
    let ends = terms::term_ends(start, term.value, judged);
    if ends.contains(&stop) || !unbroken_from(scope, start) {
        return None;
    }
    let expected = ends.first()?;
    let message =
        format!("刑期自{start}起、{}，止日应为{expected}，主文载明{stop}，不一致", words(term.value));
    let evidence = vec![term.quote.clone(), from.quote.clone(), to.quote.clone()];
    Some(
        Verdict::fail(message, evidence)
            .computed("from", start.to_string())
            .computed("expected", expected.to_string())
            .computed("actual", stop.to_string())
            .of(sentence.person.value.clone()),
    )
}

/// The end before the start.
pub(super) fn backward(sentence: &Sentence) -> Option<Verdict> {
    let (from, to) = (sentence.from.as_ref()?, sentence.to.as_ref()?);
    let (start, stop) = (from.value.date()?, to.value.date()?);
    if stop >= start {
        return None;
    }
    let message = format!("刑期终止日（{stop}）早于起始日（{start}）");
    Some(
        Verdict::fail(message, vec![from.quote.clone(), to.quote.clone()])
            .computed("from", start.to_string())
            .computed("actual", stop.to_string())
            .of(sentence.person.value.clone()),
    )
}

/// Whether custody began on `start` and went on.
fn unbroken_from(scope: Scope<'_>, start: Date) -> bool {
    let broken = ["取保候审", "有监视居住"].iter().any(|name| !matches!(holds(scope, name), Answer::No));
    // The card closes a detention on the day of the arrest: that is no release.
    let days = |kind: StepKind| -> Vec<Date> {
        scope.events(&[kind]).into_iter().filter_map(|event| event.at.value.date()).collect()
    };
    let arrested = days(StepKind::Arrested);
    let released = days(StepKind::Released).iter().any(|day| !arrested.contains(day))
        || !scope.events(&[StepKind::Liuzhi]).is_empty();
    let taken = [StepKind::TakenIn, StepKind::Detained, StepKind::Arrested, StepKind::SummonStart];
    // Where several are accused, an event without a name may be another's arrest.
    let is_alone = scope.case.persons.len() == 1;
    let own = scope.events(&taken).into_iter().filter(|event| is_alone || event.person.is_some());
    let first = own.filter_map(|event| event.at.value.date()).min();
    !broken && !released && first == Some(start)
}
