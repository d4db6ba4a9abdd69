//! 罪名: names of charges as the Supreme Court and Procuratorate fixed them.

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::document::DocumentKind;
use crate::law::charges;

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let kinds = [DocumentKind::ProsecutionOpinion, DocumentKind::Indictment, DocumentKind::Judgment];
    let mut verdicts = Vec::new();
    for paper in desk.case.papers.iter().filter(|paper| kinds.contains(&paper.kind())) {
        for claim in &paper.elements.charges {
            let written = claim.charge.quote.text.trim();
            if !written.ends_with('罪') || charges::find(written).is_some() {
                continue;
            }
            let message = format!("{}所用罪名“{written}”不是现行规范罪名", paper.kind().label());
            verdicts.push(Verdict::fail(message, vec![claim.charge.quote.clone()]).of(claim.person.clone()));
        }
    }
    if verdicts.is_empty() { vec![Verdict::pass()] } else { verdicts }
}
