//! 法条存在: cited articles and paragraphs must exist in the version in force.

mod foreign;
mod items;
mod paragraphs;
mod repealed;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::case::Paper;
use crate::law::Citation;
use crate::law::articles::{self, Absence};
use crate::text::Cited;

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for paper in &desk.case.papers {
        let dated = paper.elements.date.as_ref().map(|date| date.value);
        let day = dated.unwrap_or(desk.day);
        let is_older = applies_older_law(paper);
        let mut told = Vec::new();
        for citation in &paper.elements.citations {
            let place = &citation.value;
            let is_unsure = (dated.is_none() && articles::was_renumbered(&place.law))
                || (is_older && place.law == "刑法")
                || told.contains(&(&place.law, place.article, place.insert));
            if is_unsure {
                continue;
            }
            let Err(absence) = articles::check(&citation.value, day) else { continue };
            let reason = match absence {
                Absence::NoArticle => "该法没有这一条".to_owned(),
                Absence::Deleted => "该条已删去".to_owned(),
                Absence::NotYet => "该条当时尚未施行".to_owned(),
                Absence::NoParagraph(count) => format!("该条只有{count}款"),
            };
            told.push((&place.law, place.article, place.insert));
            let message = format!(
                "{}引用的《{}》“{}”无法对应：{reason}",
                paper.kind().label(),
                citation.value.law,
                citation.quote.text
            );
            verdicts.push(Verdict::fail(message, vec![citation.quote.clone()]));
        }
    }
    verdicts.extend(foreign::check(desk));
    verdicts.extend(items::check(desk));
    verdicts.extend(paragraphs::check(desk));
    verdicts.extend(repealed::check(desk));
    if verdicts.is_empty() { vec![Verdict::pass()] } else { verdicts }
}

/// Whether a paper applies the law of an earlier day, whose paragraphs are not counted here.
fn applies_older_law(paper: &Paper) -> bool {
    let plain = paper.document.plain();
    let words = [
        "从旧兼从轻",
        "修正前",
        "修订前",
        "修改前",
        "行为时的法律",
        "1979年《",
        "1979年刑法",
        "1979年的刑法",
        "一九七九年",
    ];
    let cites_transition = |c: &Cited<Citation>| c.value.law == "刑法" && c.value.article == 12;
    words.iter().any(|word| plain.contains(word)) || paper.elements.citations.iter().any(cites_transition)
}
