//! 刑期起止: the end must follow from start and term (高法解释 §202), when custody was never broken.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;

use super::super::super::condition::{Answer, holds};
use super::super::super::engine::Desk;
use super::super::super::verdict::{Scope, Verdict};
use super::words;
use crate::compare::recommendation::executed;
use crate::document::DocumentKind;
use crate::extract::elements::{Sentence, SentenceKind, StepKind};
use crate::law::terms;

/// Longest 行政拘留 for several deeds together in days (治安管理处罚法 §16).
const LONGEST_SHORT: i32 = 20;
/// Days before the start on which the person may have been caught already.
const CAUGHT_BEFORE: i32 = 3;

/// An end that start and term do not give. Bail, surveillance and days deducted move it for good reasons, so the
/// custody chain must be whole and unbroken, the start its first day, and nothing told that deducts days.
pub(super) fn end(desk: Desk<'_>, scope: Scope<'_>, sentence: &Sentence) -> Option<Verdict> {
    let (from, to) = (sentence.from.as_ref()?, sentence.to.as_ref()?);
    let (start, stop) = (from.value.date()?, to.value.date()?);
    let term = executed(sentence)?.term.as_ref()?;
    if adds_earlier(sentence) || sentence.offset_days.is_some() || has_two_periods(sentence) {
        return None;
    }
    let judged =
        desk.case.of_kind(DocumentKind::Judgment).last()?.1.elements.date.as_ref().map(|date| date.value);
    let ends = terms::term_ends(start, term.value, judged);
    if ends.contains(&stop) {
        return None;
    }
    let expected = ends.first()?;
    let off = expected.since(stop).ok()?.get_days().abs();
    if !unbroken_from(scope, start, if off > LONGEST_SHORT { CAUGHT_BEFORE } else { 0 }) {
        return None;
    }
    if (start..*expected).contains(&stop)
        && is_explained(desk, sentence, start, expected.since(stop).ok()?.get_days())
    {
        return None;
    }
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

/// Whether an earlier sentence is served with this one.
pub(super) fn adds_earlier(sentence: &Sentence) -> bool {
    sentence.revoked.is_some() || sentence.earlier.is_some() || sentence.upheld
}

/// Whether the item tells of days deducted, beside the rule on deducting.
pub(super) fn is_deducted(sentence: &Sentence) -> bool {
    static RULE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:羁押|留置|拘留)(?:的)?[，,]?(?:每)?[一1]?(?:日|天)[，,]?(?:可以|可)?折抵(?:[^，。；）]{0,6})?刑期[一二1](?:日|天)")
            .expect("the pattern is fixed")
    });
    static DEDUCTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            "折抵|抵减|扣除|抵扣|减去|除去|抵除|冲抵|已抵|折合|羁押的?(?:[一二三四五六七八九十0-9]+个月|[二三四五六七八九十百][一二三四五六七八九十百]*(?:天|日)|(?:[2-9]|1[0-9])[0-9]*(?:天|日))",
        ).expect("the pattern is fixed")
    });
    let item = RULE.replace_all(&sentence.item.quote.text, "").into_owned();
    sentence.offset_days.is_some() || DEDUCTED.is_match(&item)
}

/// 拘役 and 有期徒刑 served one after the other have a period each.
fn has_two_periods(sentence: &Sentence) -> bool {
    let served = sentence.counts.iter().chain(&sentence.executed).filter_map(|count| count.kind.as_ref());
    let has = |kind: SentenceKind| served.clone().any(|given| given.value == kind);
    (has(SentenceKind::Detention) || has(SentenceKind::Control)) && has(SentenceKind::Imprisonment)
}

/// Whether the judgment tells of something that may bring the end so many days forward: days deducted in the
/// item, 行政拘留 or 司法拘留 for the same deed (at most 20 days), or a date in the last days before the start,
/// on which the person may have been caught.
fn is_explained(desk: Desk<'_>, sentence: &Sentence, start: Date, days: i32) -> bool {
    if is_deducted(sentence) {
        return true;
    }
    let Some((_, judgment)) = desk.case.of_kind(DocumentKind::Judgment).last() else { return true };
    let plain = judgment.document.plain();
    // Custody under the judgment appealed against or reopened is seldom told.
    if plain.contains("原审") {
        return true;
    }
    let short = ["行政拘留", "司法拘留", "治安拘留", "治安处罚"];
    if days <= LONGEST_SHORT && short.iter().any(|word| plain.contains(word)) {
        return true;
    }
    // Days in custody before the start bring the end forward by as many.
    days <= CAUGHT_BEFORE
        && (1..=days).any(|before| {
            let day = start.checked_sub(i64::from(before).days()).ok();
            day.is_some_and(|day| {
                let words = format!("{}月{}日", day.month(), day.day());
                plain
                    .match_indices(&words)
                    .any(|(at, _)| !plain[..at].ends_with(|c: char| c.is_ascii_digit()))
            })
        })
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

/// Whether custody began on `start`, or at most `room` days before or after, and went on. Days before the detention
/// (brought in, asked overnight) count in some courts and not in others.
pub(super) fn unbroken_from(scope: Scope<'_>, start: Date, room: i32) -> bool {
    let broken = ["取保候审", "有监视居住"].iter().any(|name| !matches!(holds(scope, name), Answer::No));
    // The card closes a detention on the day of the arrest: that is no release.
    let days = |kind: StepKind| -> Vec<Date> {
        scope.events(&[kind]).into_iter().filter_map(|event| event.at.value.date()).collect()
    };
    let arrested = days(StepKind::Arrested);
    // The certificate of an earlier sentence served tells nothing of this custody.
    let released = days(StepKind::Released).iter().any(|day| *day >= start && !arrested.contains(day));
    // 留置 counts day by day (监察法 §44.3), and goes on as detention where it is not lifted before.
    let detained = days(StepKind::Detained).into_iter().chain(arrested.iter().copied()).min();
    let lifted = !scope.events(&[StepKind::Liuzhi]).is_empty() && detained.is_none();
    let released = released || lifted;
    let taken =
        [StepKind::TakenIn, StepKind::Detained, StepKind::Arrested, StepKind::SummonStart, StepKind::Liuzhi];
    // Where several are accused, an event without a name may be another's arrest.
    let is_alone = scope.case.persons.len() == 1;
    let own = scope.events(&taken).into_iter().filter(|event| is_alone || event.person.is_some());
    let first = own.filter_map(|event| event.at.value.date()).min();
    let near =
        first.and_then(|first| first.since(start).ok()).is_some_and(|gap| gap.get_days().abs() <= room);
    !broken && !released && near
}
