//! 审查报告 against the decision made on it.

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use super::super::difference;
use crate::case::Paper;
use crate::compare::report_against_decision;
use crate::document::DocumentKind as K;
use crate::extract::elements::{Amount, AmountRole, Incident};
use crate::text::money;
use crate::text::slip::is_sure_slip;

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let Some((_, report)) = desk.case.of_kind(K::ReviewReport).last() else {
        return vec![Verdict::unknown("卷宗中未见审查报告")];
    };
    let mut found: Vec<Verdict> =
        report_against_decision(desk.case).iter().map(difference::verdict).collect();
    found.extend(desk.case.of_kind(K::Indictment).last().and_then(|(_, paper)| slipped_sum(report, paper)));
    found
}

/// A sum of the crime in the indictment that is one slip off one the report tells. The facts of a report are told
/// several times in several forms and sums of parts are often left out, so that a sum merely missing says nothing.
fn slipped_sum(report: &Paper, indictment: &Paper) -> Option<Verdict> {
    let known: Vec<i64> = report.document.text.sums().iter().map(|sum| sum.value.fen).collect();
    let (own, yuan) = (indictment.document.text.sums(), 100);
    let stands = |fen: i64| own.iter().any(|sum| sum.value.fen == fen);
    let of_crime = |sum: &&Amount| matches!(sum.role, AmountRole::Crime | AmountRole::Total);
    let sums = indictment.elements.found.iter().flat_map(|incident: &Incident| &incident.amounts);
    let new = sums.filter(of_crime).filter(|sum| !sum.approximate && !known.contains(&sum.fen.value));
    // 68900元（甲31200元、乙22700元、丙15000元）: parts of a sum that both tell.
    let fens: Vec<i64> = own.iter().map(|sum| sum.value.fen).collect();
    let new = new.filter(|sum| !is_part_of_known(&fens, sum.fen.value, &known));
    // 8万 and 5万 are simply different sums.
    let is_slip = |a: i64, b: i64| a % yuan == 0 && b % yuan == 0 && is_sure_slip(a / yuan, b / yuan);
    let (sum, meant) = new.into_iter().find_map(|sum| {
        let meant = known.iter().find(|&&fen| is_slip(fen, sum.fen.value) && !stands(fen))?;
        Some((sum, *meant))
    })?;
    let quote = sum.fen.quote.clone();
    let message = format!("起诉书认定的数额“{}”与审查报告的{}不一致", quote.text, money::yuan(meant));
    Some(Verdict::fail(message, vec![quote]).confident(0.6))
}

/// Whether a sum stands in a row of several that add up to a known one.
fn is_part_of_known(told: &[i64], fen: i64, known: &[i64]) -> bool {
    const MOST_PARTS: usize = 12;
    let rows = (0..told.len())
        .flat_map(|from| (from + 2..=told.len().min(from + MOST_PARTS)).map(move |to| from..to));
    rows.filter(|row| told[row.clone()].contains(&fen))
        .any(|row| known.contains(&told[row].iter().fold(0_i64, |sum, part| sum.saturating_add(*part))))
}

#[cfg(test)]
mod tests {
    use super::is_part_of_known;

    #[test]
    fn parts_of_a_known_sum_are_no_sums_of_their_own() {
        let told = [6_890_000, 3_120_000, 2_270_000, 1_500_000];
        assert!(is_part_of_known(&told, 3_120_000, &[6_890_000]));
        assert!(!is_part_of_known(&told, 3_120_000, &[6_880_000]));
        assert!(!is_part_of_known(&[3_120_000], 3_120_000, &[6_890_000]));
    }
}
