//! 法条存在: cited articles and paragraphs must exist in the version in force.

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::law::articles::{self, Absence};

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for paper in &desk.case.papers {
        let day = paper.elements.date.as_ref().map_or(desk.day, |date| date.value);
        for citation in &paper.elements.citations {
            let Err(absence) = articles::check(&citation.value, day) else { continue };
            let reason = match absence {
                Absence::NoArticle => "该法没有这一条".to_owned(),
                Absence::Deleted => "该条已删去".to_owned(),
                Absence::NotYet => "该条当时尚未施行".to_owned(),
                Absence::NoParagraph(count) => format!("该条只有{count}款"),
            };
            let message = format!(
                "{}引用的《{}》“{}”无法对应：{reason}",
                paper.kind().label(),
                citation.value.law,
                citation.quote.text
            );
            verdicts.push(Verdict::fail(message, vec![citation.quote.clone()]));
        }
    }
    if verdicts.is_empty() { vec![Verdict::pass()] } else { verdicts }
}
