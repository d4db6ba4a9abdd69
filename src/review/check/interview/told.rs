//! 检察讯问告知: the first interrogation by the office tells the rights and the rules on pleas (规则 §258).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::DocumentKind as Kind;
use crate::extract::elements::{Interview, StepKind};
use crate::review::Severity;

pub(super) fn check(desk: Desk<'_>, records: &[(&Paper, &Interview)]) -> Vec<Verdict> {
    let mut first: BTreeMap<&str, (Date, &Paper, &Interview)> = BTreeMap::new();
    for &(paper, record) in records.iter().filter(|(paper, _)| is_prosecution(paper)) {
        let Some(person) = &record.person else { continue };
        let Some(day) = record.start.as_ref().and_then(|start| start.value.date()) else { continue };
        let known = first.entry(&person.value).or_insert((day, paper, record));
        if day < known.0 {
            *known = (day, paper, record);
        }
    }
    let notice = desk.case.papers.iter().any(|paper| {
        matches!(paper.kind(), Kind::PleaRightsNotice)
            || paper.kind() == Kind::RightsNotice && paper.document.plain().contains("认罪认罚")
    });
    // Who signed a notice knows the rights: the record lacks a line then, no right was kept back.
    let told_in_writing = desk.case.of_kind(Kind::RightsNotice).next().is_some();
    let verdict = |(name, (day, paper, record)): (&str, (Date, &Paper, &Interview))| {
        let mut lacking = Vec::new();
        if record.rights_told.is_none() {
            lacking.push("诉讼权利义务");
        }
        let plain = paper.document.plain();
        if !notice && !plain.contains("认罪认罚") && !plain.contains("从宽") {
            lacking.push("认罪认罚的法律规定");
        }
        let anchor = record.person.as_ref().filter(|_| !lacking.is_empty())?.quote.clone();
        let message = format!("{name}的检察讯问笔录（{day}）中未见告知{}的记载", lacking.join("和"));
        let mut verdict = Verdict::fail(message, vec![anchor]).of(name).confident(0.75);
        if told_in_writing {
            verdict.severity = Some(Severity::Hint.label().to_owned());
        }
        Some(verdict)
    };
    first.into_iter().filter_map(verdict).collect()
}

fn is_prosecution(paper: &Paper) -> bool {
    paper.elements.steps.iter().any(|step| step.kind == StepKind::SuspectInterrogated)
}
