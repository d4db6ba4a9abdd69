//! 合计: the sums of the incidents against the stated total, paper by paper.

mod damages;
mod incidents;
mod listed;
mod payers;
mod remainder;
mod table;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::document::DocumentKind;

/// A total further off than a quarter of the sum counts something else.
const NEAR: i64 = 4;

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    use DocumentKind as K;
    let kinds =
        [K::ProsecutionOpinion, K::Indictment, K::NonProsecutionDecision, K::Judgment, K::PriceAppraisal];
    let mut verdicts = Vec::new();
    for paper in desk.case.papers.iter().filter(|paper| kinds.contains(&paper.kind())) {
        let told = verdicts.len();
        verdicts.extend(incidents::check(paper));
        if verdicts.len() == told {
            verdicts.extend(listed::check(desk.case, paper));
        }
        verdicts.extend(remainder::check(paper));
    }
    // The judgment on those who acted together, tried earlier, is evidence of this case.
    verdicts.extend(desk.case.of_kind(K::PriorRecord).flat_map(|(_, paper)| listed::check(desk.case, paper)));
    verdicts.extend(payers::check(desk.case));
    let papers = || desk.case.papers.iter().filter(|paper| paper.kind() != K::CaseCard);
    verdicts.extend(papers().flat_map(table::check));
    verdicts.extend(papers().flat_map(damages::check));
    if verdicts.is_empty() { vec![Verdict::pass()] } else { verdicts }
}
