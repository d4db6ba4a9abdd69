//! A sum that one main paper alone tells, where the others tell a slip of it behind the same words: 流入资金381600元
//! beside 流入资金318600元. Sums of the deeds themselves are compared incident by incident.

use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::extract::elements::AmountRole;
use crate::text::{Range, slip};

/// Digits without which a number may be like another by chance.
const EXACT: usize = 4;
/// Characters before a sum that say what it is.
const LEAD: usize = 3;

/// A sum with its place.
type Sum = (i64, Range);

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    let all: Vec<(&Paper, Vec<Sum>)> = case.papers.iter().map(|paper| (paper, sums(paper))).collect();
    let mains: Vec<usize> = [K::ProsecutionOpinion, K::Indictment, K::Judgment]
        .into_iter()
        .filter_map(|kind| all.iter().rposition(|(paper, _)| paper.kind() == kind))
        .collect();
    mains.iter().filter_map(|&main| strange(&all, &mains, main)).collect()
}

/// The first sum of a main paper that looks like a slip of one all others tell.
fn strange(all: &[(&Paper, Vec<Sum>)], mains: &[usize], main: usize) -> Option<Verdict> {
    let (paper, own) = &all[main];
    let others = || all.iter().enumerate().filter(|(at, _)| *at != main);
    let is_told = |fen: i64| others().any(|(_, (_, sums))| sums.iter().any(|(other, _)| *other == fen));
    own.iter().filter(|(fen, _)| !is_told(*fen) && !is_of_deed(paper, *fen)).find_map(|(fen, range)| {
        let lead = lead(paper, range);
        let like =
            |sum: &&Sum| slip::is_sure_slip(*fen, sum.0) && !own.iter().any(|(known, _)| *known == sum.0);
        let meant: Vec<(usize, &Sum)> =
            others().filter_map(|(at, (_, sums))| Some((at, sums.iter().find(like)?))).collect();
        let (first, sum) =
            meant.iter().find(|(at, sum)| mains.contains(at) && lead_of(all, *at, sum) == lead)?;
        let is_one = meant.iter().all(|(_, other)| other.0 == sum.0);
        if lead.is_empty() || !is_one || meant.len() < 2 {
            return None;
        }
        let other = all[*first].0;
        let (wrong, right) = (paper.document.quote(range), other.document.quote(&sum.1));
        let message = format!(
            "{}载明的“{}”在其他文书中均未见，{}等载明“{}”，不一致",
            paper.kind().label(),
            wrong.text,
            other.kind().label(),
            right.text
        );
        Some(Verdict::fail(message, vec![wrong, right]).confident(0.75))
    })
}

fn sums(paper: &Paper) -> Vec<Sum> {
    let found = paper.document.text.sums().iter();
    let exact = found.filter(|sum| !sum.value.approximate && slip::exactness(sum.value.fen) >= EXACT);
    exact.map(|sum| (sum.value.fen, sum.range.clone())).collect()
}

/// Whether the comparison of incidents looks at the sum.
fn is_of_deed(paper: &Paper, fen: i64) -> bool {
    let compared = [AmountRole::Crime, AmountRole::Total, AmountRole::Proceeds];
    let amounts = paper.elements.found.iter().flat_map(|fact| &fact.amounts);
    amounts.into_iter().any(|amount| compared.contains(&amount.role) && amount.fen.value == fen)
}

fn lead_of(all: &[(&Paper, Vec<Sum>)], at: usize, sum: &Sum) -> String {
    lead(all[at].0, &sum.1)
}

/// The last words before a sum.
fn lead(paper: &Paper, range: &Range) -> String {
    let before = paper.document.plain().get(..range.start).unwrap_or_default();
    let before = before.trim_end_matches("人民币").trim_end_matches(['为', '共', '计', '：']);
    let words: Vec<char> = before.chars().rev().take(LEAD).collect();
    let is_han = words.iter().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(c));
    if is_han { words.into_iter().rev().collect() } else { String::new() }
}
