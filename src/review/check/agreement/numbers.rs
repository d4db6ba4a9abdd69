//! 文号: a paper that names another one by its number names the number that paper bears.

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::text::case_number::{self, DocumentNumber};
use crate::text::slip::is_digit_slip;
use crate::text::{Found, Quote};

/// Papers that name another paper of the case, with the kind they name.
const NAMING: [(K, K); 8] = [
    (K::ServiceReturn, K::Judgment),
    (K::JudgmentReviewForm, K::Judgment),
    (K::Protest, K::Judgment),
    (K::Statement, K::Judgment),
    (K::Unknown, K::Judgment),
    (K::ArrestApproval, K::ArrestRequest),
    (K::ArrestRefusal, K::ArrestRequest),
    (K::SupplementaryInvestigationReport, K::SupplementaryInvestigationDecision),
];

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let case = desk.case;
    let mut found: Vec<Verdict> = Vec::new();
    for (from, to) in NAMING {
        let mut named = case.of_kind(to).map(|(_, paper)| paper);
        // Of several papers of the kind, nobody can say which one is meant.
        let (Some(target), None) = (named.next(), named.next()) else { continue };
        found.extend(case.of_kind(from).filter_map(|(_, paper)| against(case, paper, target)));
    }
    found.extend(carded(case));
    found
}

/// A number of the same office, kind and year with another running number, while the right one is not named.
fn against(case: &CaseFile, paper: &Paper, target: &Paper) -> Option<Verdict> {
    let own = target.elements.number.as_ref()?;
    let parsed = case_number::scan(&own.value).into_iter().next()?.value;
    let numbers = case_number::scan(paper.document.plain());
    if numbers.iter().any(|number| number.value.text == parsed.text) {
        return None;
    }
    // A paper of no known form may quote another case's judgment: only a slip of the pen tells this one is meant.
    let is_vague = matches!(paper.kind(), K::Statement | K::Unknown);
    let is_near = |number: &DocumentNumber| !is_vague || is_digit_slip(running(number), running(&parsed));
    let is_other = |number: &&Found<DocumentNumber>| {
        is_near(&number.value) && is_slip(&number.value, &parsed) && !is_known(case, paper, number)
    };
    let other = numbers.iter().find(is_other)?;
    Some(told(paper.kind().label(), paper.document.quote(&other.range), target, &own.quote))
}

fn running(number: &DocumentNumber) -> i64 {
    number.sequence.parse().unwrap_or_default()
}

fn told(from: &str, written: Quote, target: &Paper, own: &Quote) -> Verdict {
    let kind = target.kind().label();
    let message = format!("{kind}的文号，{from}写作“{}”，{kind}为“{}”，不一致", written.text, own.text);
    Verdict::fail(message, vec![written, own.clone()]).confident(0.8)
}

/// Whether another paper bears or names the number too: then it is that of another paper or an earlier case.
fn is_known(case: &CaseFile, paper: &Paper, number: &Found<DocumentNumber>) -> bool {
    let written = paper.document.plain().get(number.range.clone()).unwrap_or_default();
    case.papers.iter().any(|other| {
        !std::ptr::eq(other, paper)
            && other.kind() != paper.kind()
            && (other.document.plain().contains(written)
                || other.elements.number.as_ref().is_some_and(|own| own.value == number.value.text))
    })
}

/// Same words around another running number; or the same running number under another year or office.
fn is_slip(a: &DocumentNumber, b: &DocumentNumber) -> bool {
    let frame =
        |number: &DocumentNumber| -> String { number.text.chars().filter(|c| !c.is_ascii_digit()).collect() };
    a.organ == b.organ
        && frame(a) == frame(b)
        && (a.year == b.year && a.prefix == b.prefix && a.sequence != b.sequence
            || a.sequence == b.sequence && (a.prefix == b.prefix) != (a.year == b.year))
}

/// 案卡的判决书号 against the judgment's own.
fn carded(case: &CaseFile) -> Option<Verdict> {
    let card = case.card.as_ref()?;
    let node = card.root.get("审判.判决书号")?;
    let written = case_number::scan(node.text()?).into_iter().next()?.value;
    let judgments: Vec<&Paper> = case.of_kind(K::Judgment).map(|(_, paper)| paper).collect();
    let [target] = judgments.as_slice() else { return None };
    let own = target.elements.number.as_ref()?;
    let parsed = case_number::scan(&own.value).into_iter().next()?.value;
    if written.text == parsed.text || !is_slip(&written, &parsed) {
        return None;
    }
    let quote = case.papers[card.paper].document.quote_original(&node.range);
    Some(told("案卡", quote, target, &own.quote))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_changes_one_part_of_a_number() {
        let read = |text: &str| case_number::scan(text).remove(0).value;
        let own = read("（2023）鲁0299刑初287号");
        for (other, slip) in [
            ("（2023）鲁0299刑初278号", true),
            ("（2022）鲁0299刑初287号", true),
            ("（2019）鲁0211刑初51号", false),
            ("（2023）鲁0299刑终287号", false),
            ("（2023）鲁0299刑初287号", false),
        ] {
            assert_eq!(is_slip(&read(other), &own), slip, "{other}");
        }
        let request = read("云公（刑）提捕字〔2023〕0022号");
        assert!(is_slip(&read("云公（刑）提捕字〔2023〕0032号"), &request));
        assert!(!is_slip(&read("云公（刑）拘字〔2023〕0032号"), &request));
    }
}
