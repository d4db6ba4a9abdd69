//! 差异: differences of the comparison as findings.

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::compare::Difference;
use crate::text::Quote;

pub(super) fn check(
    desk: Desk<'_>,
    aspects: &[String],
    between: &[String],
    meanings: &[String],
) -> Vec<Verdict> {
    let found: Vec<Verdict> = desk
        .differences
        .iter()
        .filter(|difference| aspects.contains(&difference.aspect))
        .filter(|difference| {
            meanings.is_empty() || meanings.iter().any(|m| difference.meaning.contains(m.as_str()))
        })
        .filter(|difference| {
            between.is_empty() || difference.sides.iter().all(|side| between.contains(&side.document))
        })
        .map(verdict)
        .collect();
    if !found.is_empty() {
        return found;
    }
    let has = |label: &String| desk.case.papers.iter().any(|paper| paper.kind().label() == label);
    match between.iter().find(|label| !has(label)) {
        Some(missing) => vec![Verdict::unknown(format!("卷宗中未见{missing}，无法比对"))],
        None => vec![Verdict::pass()],
    }
}

pub(super) fn verdict(difference: &Difference) -> Verdict {
    let evidence: Vec<Quote> = difference.sides.iter().filter_map(|side| side.quote.clone()).collect();
    let mut verdict = Verdict::fail(difference.message.clone(), evidence)
        .computed("aspect", difference.aspect.clone())
        .computed("meaning", difference.meaning.clone());
    for side in &difference.sides {
        let value: String = side.value.chars().take(60).collect();
        verdict = verdict.computed(&side.document, value);
    }
    if difference.crosses_tier {
        verdict = verdict.computed("crosses_tier", "是");
    }
    if difference.severity == "E" {
        verdict.severity = Some(difference.severity.clone());
    }
    verdict.persons.clone_from(&difference.persons);
    verdict
}
