//! 检察讯问告知: the first interrogation by the office tells the rights and the rules on pleas (规则 §258).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

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
        let plain = paper.document.plain();
        match paper.kind() {
            Kind::PleaRightsNotice => true,
            Kind::RightsNotice => plain.contains("认罪认罚"),
            _ => is_receipt(paper) && plain.contains("认罪认罚从宽制度告知书") || tells_of_pleas(paper),
        }
    });
    // Who signed a notice knows the rights: the record lacks a line then, no right was kept back.
    let told_in_writing = desk.case.papers.iter().any(|paper| {
        let plain = paper.document.plain();
        paper.kind() == Kind::RightsNotice || is_receipt(paper) && plain.contains("权利义务告知书")
    });
    let verdict = |(name, (day, paper, record)): (&str, (Date, &Paper, &Interview))| {
        let mut lacking = Vec::new();
        if record.rights_told.is_none() {
            lacking.push("诉讼权利义务");
        }
        let plain = paper.document.plain();
        let is_as_before = AS_BEFORE.is_match(plain);
        if !notice && !is_as_before && !plain.contains("认罪认罚") && !plain.contains("从宽") {
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

/// 告知内容同上: what the record of another person above it says in full.
static AS_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("告知[^。\\n？]{0,12}(?:同上|同前|如上|如前)").expect("the pattern is fixed")
});

/// A line beside a warrant that the accused was told and signed: accounts of the whole case say so as a matter of course.
fn tells_of_pleas(paper: &Paper) -> bool {
    static TOLD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            "告知[^。；\\n]{0,60}(?:认罪认罚|如实供述[^。；\\n]{0,10}从宽)[^\\n]{0,60}(?:签名|捺印|签收)",
        )
        .expect("the pattern is fixed")
    });
    let is_account = matches!(
        paper.kind(),
        Kind::Indictment
            | Kind::ProsecutionOpinion
            | Kind::Judgment
            | Kind::ReviewReport
            | Kind::PleaAgreement
    );
    !is_account && paper.elements.interview.is_none() && TOLD.is_match(paper.document.plain())
}

/// Papers that prove that notices were handed over: 告知书送达回执, a list of notices signed for.
fn is_receipt(paper: &Paper) -> bool {
    let plain = paper.document.plain();
    let is_record =
        matches!(paper.kind(), Kind::Interrogation | Kind::WitnessInterview | Kind::PleaAgreement);
    !is_record && ["签收", "被告知人", "受送达人", "送达人"].iter().any(|label| plain.contains(label))
}

fn is_prosecution(paper: &Paper) -> bool {
    paper.elements.steps.iter().any(|step| step.kind == StepKind::SuspectInterrogated)
}
