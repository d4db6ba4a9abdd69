//! Money paid back: receipts against what the main papers say was paid back (刑法 §64).

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::DocumentKind as K;
use crate::text::{Quote, money};

/// A clause in which money is paid back to an office: not damages paid to a victim.
static PAID_BACK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[^。；，\\n]{0,30}(?:退缴|退出|退赃|上缴|退还|缴纳|退回)[^。；，\\n]{0,30}")
        .expect("the pattern is fixed")
});
/// Money paid for another reason.
static OTHER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("罚金|保证金|诉讼费|鉴定费|赔偿").expect("the pattern is fixed"));

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    if desk.case.persons.len() != 1 {
        return Vec::new();
    }
    let receipts: Vec<(i64, Quote)> =
        desk.case.of_kind(K::RepaymentReceipt).filter_map(|(_, p)| receipt(p)).collect();
    let Some((_, first)) = receipts.first() else { return Vec::new() };
    let total: i64 = receipts.iter().map(|(fen, _)| *fen).sum();
    let main = [K::ProsecutionOpinion, K::Indictment, K::NonProsecutionDecision, K::Judgment];
    let mut found = Vec::new();
    let main_papers = || main.into_iter().flat_map(|kind| desk.case.of_kind(kind)).map(|(_, paper)| paper);
    for paper in main_papers() {
        let told = told(paper);
        let Some((_, quote)) = told.first() else { continue };
        let sum: i64 = told.iter().map(|(fen, _)| *fen).sum();
        let agrees = sum == total
            || told.iter().any(|(fen, _)| *fen == total || receipts.iter().any(|(r, _)| r == fen));
        // A paper that holds both sums tells why they differ: 退缴9万元，其中8万元系本案赃款.
        if agrees || main_papers().any(|other| tells(other, total) && tells(other, sum)) {
            continue;
        }
        let message = format!(
            "{}载明的退缴金额为“{}”，退缴凭证为“{}”，不一致",
            paper.kind().label(),
            quote.text,
            first.text
        );
        found.push(Verdict::fail(message, vec![quote.clone(), first.clone()]).confident(0.75));
    }
    found
}

fn tells(paper: &Paper, fen: i64) -> bool {
    paper.document.text.sums().iter().any(|sum| sum.value.fen == fen)
}

/// The sum of a receipt: the largest on it; none for a fine or a bond.
fn receipt(paper: &Paper) -> Option<(i64, Quote)> {
    let plain = paper.document.plain();
    if OTHER.is_match(plain) {
        return None;
    }
    let sum = paper.document.text.sums().iter().max_by_key(|sum| sum.value.fen)?;
    Some((sum.value.fen, paper.document.quote(&sum.range)))
}

fn told(paper: &Paper) -> Vec<(i64, Quote)> {
    let plain = paper.document.plain();
    let mut found: Vec<(i64, Quote)> = Vec::new();
    for clause in PAID_BACK.find_iter(plain).filter(|clause| !OTHER.is_match(clause.as_str())) {
        for sum in money::scan(clause.as_str()).into_iter().filter(|sum| !sum.value.approximate) {
            let range = clause.start() + sum.range.start..clause.start() + sum.range.end;
            if !found.iter().any(|(fen, _)| *fen == sum.value.fen) {
                found.push((sum.value.fen, paper.document.quote(&range)));
            }
        }
    }
    found
}
