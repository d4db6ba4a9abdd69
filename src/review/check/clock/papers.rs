//! Papers that cannot be older than another: a table of pairs (`papers.toml`).

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use serde::Deserialize;

use super::super::super::verdict::Verdict;
use super::session;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::standard::{Pattern, shipped};
use crate::text::Quote;

/// One pair; `papers.toml` says what each part means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    first: Vec<K>,
    then: Vec<K>,
    #[serde(default)]
    single: bool,
    /// Words by which the later paper rests on the first.
    #[serde(default)]
    named: Option<Pattern>,
    label: String,
}

#[derive(Deserialize)]
struct File {
    order: Vec<Order>,
}

static TABLE: LazyLock<Vec<Order>> = LazyLock::new(|| {
    let file: File = shipped(|| toml::from_str(include_str!("papers.toml"))).expect("the table is tested");
    file.order
});

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    TABLE.iter().filter_map(|order| order.reversed(case)).collect()
}

impl Order {
    fn reversed(&self, case: &CaseFile) -> Option<Verdict> {
        let of = |kinds: &[K]| -> Vec<&Paper> {
            case.papers.iter().filter(|paper| kinds.contains(&paper.kind())).collect()
        };
        let (first, then) = (of(&self.first), of(&self.then));
        if self.single && (first.len() != 1 || then.len() != 1) {
            return None;
        }
        // A first one without a day may be the oldest of all.
        let days: Option<Vec<(Date, Quote)>> = first.iter().map(|paper| day(paper)).collect();
        let (start, told) = days?.into_iter().min_by_key(|(day, _)| *day)?;
        let rests =
            |paper: &&&Paper| self.named.as_ref().is_none_or(|named| named.is_match(paper.document.plain()));
        let dated = then
            .iter()
            .filter(rests)
            .filter(|paper| !is_mixed(paper))
            .filter_map(|paper| Some((day(paper)?, *paper)));
        let ((early, words), paper) =
            dated.filter(|((day, _), _)| *day < start).min_by_key(|((day, _), _)| *day)?;
        let message = format!(
            "{}：{}为{early}，{}为{start}",
            self.label,
            paper.kind().label(),
            first[0].kind().label()
        );
        Some(Verdict::fail(message, vec![words, told]).confident(0.7))
    }
}

/// Whether a paper of a measure holds another's title and number: a list of all measures is not cut into its papers.
fn is_mixed(paper: &Paper) -> bool {
    static MEASURE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?P<title>拘留证|逮捕证|取保候审决定书|监视居住决定书)[\\p{Han}（）]{2,16}〔")
            .expect("the pattern is fixed")
    });
    let titles = |found: regex::Captures<'_>| found.name("title").map(|title| title.as_str().to_owned());
    let mut found = MEASURE.captures_iter(paper.document.plain()).filter_map(titles);
    let first = found.next();
    found.any(|other| Some(other) != first)
}

/// The day of a paper: signed, or of the record, or the first day a list bears.
fn day(paper: &Paper) -> Option<(Date, Quote)> {
    if let Some(signed) = &paper.elements.date {
        return Some((signed.value, signed.quote.clone()));
    }
    if let Some(session) = session::of(paper) {
        return Some((session.day, session.words));
    }
    let is_list = matches!(paper.kind(), K::SeizureList | K::ReturnList);
    let told = paper.document.text.dates().iter().filter(|_| is_list);
    let days = told.filter_map(|day| Some((day.value.date()?, paper.document.quote(&day.range))));
    days.min_by_key(|(day, _)| *day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read() {
        assert!(TABLE.iter().all(|order| !order.label.is_empty()));
    }
}
