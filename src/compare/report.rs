//! The handler's review report (审查报告) against the decision that follows it.

use super::sides::Pair;
use super::{Difference, articles, charges, circumstances, facts, sides};
use crate::case::CaseFile;
use crate::document::DocumentKind;

/// What the indictment or the decision not to prosecute tells otherwise than the report it was approved on.
pub fn report_against_decision(case: &CaseFile) -> Vec<Difference> {
    let mut differences = Vec::new();
    let report = sides::side(case, DocumentKind::ReviewReport, "审查报告");
    let decision = sides::side(case, DocumentKind::Indictment, "起诉书")
        .or_else(|| sides::side(case, DocumentKind::NonProsecutionDecision, "不起诉决定书"));
    let Some((left, right)) = report.zip(decision) else { return differences };
    let pair = Pair { case, left, right };
    // Of several accused a report tells the charges in one sentence.
    if case.persons.len() == 1 {
        charges::compare(&pair, &mut differences);
    }
    articles::compare(&pair, &mut differences);
    facts::compare(&pair, &mut differences);
    circumstances::compare(&pair, &mut differences);
    // A report argues in its own form: what is not read in it may well stand there.
    differences.retain(|difference| difference.sides.iter().all(|side| side.quote.is_some()));
    differences
}
