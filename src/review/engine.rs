//! Runs every point in force over a case.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::verdict::{Scope, Verdict};
use super::{Finding, Outcome, check, condition};
use crate::case::CaseFile;
use crate::compare::Difference;
use crate::extract::elements::StepKind;
use crate::law::tiers::Province;
use crate::standard::{Check, Point, Standards, Status};

/// What a review depends on beside the dossier.
#[derive(Debug, Clone)]
pub struct ReviewOptions {
    /// Province whose figures apply: 山东.
    pub province: Option<String>,
    /// Day on which the review is made; decides the scheme and what is still to come.
    pub as_of: Date,
}

/// Everything a check may look at beside its own parameters.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub case: &'a CaseFile,
    pub differences: &'a [Difference],
    pub options: &'a ReviewOptions,
    /// Day whose law applies: of the judgment, else the decision, else the review.
    pub day: Date,
    /// Amounts of the office's own province.
    pub amounts: &'a [Province],
    /// What the points that look at the dossier itself report, for those that build on it.
    pub earlier: &'a [Finding],
}

/// Findings of every point in force, sorted by severity, code and place. The same input gives the same output.
pub fn review(
    case: &CaseFile,
    differences: &[Difference],
    standards: &Standards,
    options: &ReviewOptions,
) -> Vec<Finding> {
    let day = reference_day(case, options.as_of);
    let desk = Desk { case, differences, options, day, amounts: &standards.amounts, earlier: &[] };
    let points = standards.points.iter();
    let (later, first): (Vec<&Point>, Vec<&Point>) = points
        .filter(|point| point.status != Status::Manual && point.in_force(day))
        .partition(|point| matches!(point.check, Check::Oversight { .. }));
    let mut findings: Vec<Finding> = first.into_iter().flat_map(|point| run(desk, point)).collect();
    let desk = Desk { earlier: &findings, ..desk };
    let on_findings: Vec<Finding> = later.into_iter().flat_map(|point| run(desk, point)).collect();
    findings.extend(on_findings);
    findings.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    findings
}

/// Outcome, severity, code, place, persons.
type SortKey<'a> = (u8, u8, &'a str, Option<(&'a str, u32)>, &'a [String]);

fn sort_key(finding: &Finding) -> SortKey<'_> {
    let outcome = match finding.outcome {
        Outcome::Fail => 0,
        Outcome::Unknown => 1,
        Outcome::Pass => 2,
        Outcome::NotApplicable => 3,
    };
    let severity = match finding.severity.as_str() {
        "E" => 0,
        "S2" => 1,
        "S1" => 2,
        _ => 3,
    };
    let place = finding.evidence.first().map(|quote| (quote.document.as_str(), quote.start));
    (outcome, severity, &finding.point, place, &finding.persons)
}

/// The day of the judgment, else of the office's decision, else of the review.
fn reference_day(case: &CaseFile, as_of: Date) -> Date {
    let latest = |kind: StepKind| {
        case.events.iter().filter(|event| event.kind == kind).filter_map(|event| event.at.value.date()).max()
    };
    [StepKind::Judged, StepKind::Prosecuted, StepKind::NotProsecuted]
        .into_iter()
        .find_map(latest)
        .unwrap_or(as_of)
}

/// One point: applicable scopes, their verdicts, one finding each.
fn run(desk: Desk<'_>, point: &Point) -> Vec<Finding> {
    let scopes: Vec<Scope<'_>> = if check::per_person(&point.check) {
        (0..desk.case.persons.len()).map(|at| Scope { case: desk.case, person: Some(at) }).collect()
    } else {
        vec![Scope { case: desk.case, person: None }]
    };
    let mut verdicts = Vec::new();
    for scope in scopes {
        match applies(scope, &point.when) {
            Some(true) => verdicts.extend(check::run(desk, scope, &point.check)),
            Some(false) => verdicts.push(Verdict::not_applicable()),
            None => verdicts.push(Verdict::unknown("是否适用本评查点无法从卷宗判断")),
        }
    }
    settle(point, verdicts)
}

/// Whether all conditions hold; none where one cannot be told and none denies.
pub(super) fn applies(scope: Scope<'_>, when: &[String]) -> Option<bool> {
    let answers: Vec<Option<bool>> =
        when.iter().map(|name| condition::holds(scope, name).as_bool()).collect();
    if answers.contains(&Some(false)) {
        return Some(false);
    }
    if answers.contains(&None) { None } else { Some(true) }
}

/// Failures are told one by one; the rest once per point.
fn settle(point: &Point, verdicts: Vec<Verdict>) -> Vec<Finding> {
    let (mut fails, rest): (Vec<Verdict>, Vec<Verdict>) =
        verdicts.into_iter().partition(|verdict| verdict.outcome == Outcome::Fail);
    merge_alike(&mut fails);
    let mut findings: Vec<Finding> = fails.into_iter().map(|verdict| finding(point, verdict)).collect();
    let of = |outcome: Outcome| rest.iter().find(|verdict| verdict.outcome == outcome);
    let other = of(Outcome::Unknown).or_else(|| of(Outcome::Pass)).or_else(|| of(Outcome::NotApplicable));
    if findings.is_empty() {
        findings.extend(other.cloned().map(|verdict| finding(point, verdict)));
    }
    findings
}

/// The same message on the same words for several persons is one finding, wherever those words stand for each.
fn merge_alike(verdicts: &mut Vec<Verdict>) {
    fn words(verdict: &Verdict) -> BTreeSet<&str> {
        verdict.evidence.iter().map(|quote| quote.text.as_str()).collect()
    }
    let mut merged: Vec<Verdict> = Vec::new();
    for verdict in verdicts.drain(..) {
        let is_alike = |known: &&mut Verdict| {
            let same_place = known.evidence == verdict.evidence;
            let others = !known.persons.is_empty()
                && known.persons.iter().all(|person| !verdict.persons.contains(person));
            known.message == verdict.message && (same_place || others && words(known) == words(&verdict))
        };
        match merged.iter_mut().find(is_alike) {
            Some(known) => {
                known.persons.extend(verdict.persons);
                for quote in verdict.evidence {
                    if !known.evidence.contains(&quote) {
                        known.evidence.push(quote);
                    }
                }
            }
            None => merged.push(verdict),
        }
    }
    *verdicts = merged;
}

fn finding(point: &Point, verdict: Verdict) -> Finding {
    let own = verdict.severity.unwrap_or_else(|| point.severity.clone());
    let severity = if point.status == Status::Trial { "提示".to_owned() } else { own };
    let is_manual = matches!(point.check, Check::Manual {});
    Finding {
        point: point.code.clone(),
        title: point.title.clone(),
        area: point.area.clone(),
        outcome: if is_manual { Outcome::NotApplicable } else { verdict.outcome },
        severity,
        persons: verdict.persons,
        message: verdict.message,
        computed: verdict.computed,
        basis: point.basis.clone(),
        evidence: verdict.evidence,
        confidence: verdict.confidence,
        suppressed: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};

    #[test]
    fn one_message_on_like_words_is_one_finding_of_several_persons() {
        let text = "林小舟犯虚假诉讼罪，赵大山犯虚假诉讼罪，钱小满犯虚假诉讼罪。";
        let document = Document::from_text(DocumentKind::Judgment, text);
        let told = |person: &str, nth: usize| {
            let (at, words) = text.match_indices("虚假诉讼罪").nth(nth).expect("the words stand there");
            Verdict::fail("请核对".to_owned(), vec![document.quote(&(at..at + words.len()))])
                .of(person.to_owned())
        };
        let mut verdicts = vec![told("林小舟", 0), told("赵大山", 1), told("钱小满", 2), told("林小舟", 1)];
        merge_alike(&mut verdicts);
        let persons: Vec<_> = verdicts.iter().map(|verdict| verdict.persons.clone()).collect();
        assert_eq!(persons, [vec!["林小舟", "赵大山", "钱小满"], vec!["林小舟"]]);
        assert_eq!(verdicts[0].evidence.len(), 3);
    }
}
