//! 送达: no paper is served before it was made, and a return of service says when it was received (刑诉 §107).

use jiff::civil::Date;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind;
use crate::extract::elements::{Step, StepKind};
use crate::text::Quote;

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let returns: Vec<&Paper> =
        desk.case.of_kind(DocumentKind::ServiceReturn).map(|(_, paper)| paper).collect();
    if returns.is_empty() {
        return vec![Verdict::unknown("卷宗中未见送达回证")];
    }
    let mut found = Vec::new();
    for paper in returns {
        let served: Vec<&Step> = paper.elements.steps.iter().filter(|s| s.kind == StepKind::Served).collect();
        found.extend(served.iter().filter_map(|step| too_early(desk.case, step)));
        if let Some(step) = served.first().filter(|step| step.at.is_none() && !is_refused(paper)) {
            let message = "送达回证未见签收日期";
            found.push(Verdict::fail(message, vec![step.clause.quote.clone()]).confident(0.7));
        }
    }
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}

/// Served before the earliest day on which a paper of that name was signed.
fn too_early(case: &CaseFile, step: &Step) -> Option<Verdict> {
    let served = step.at.as_ref()?;
    let label = step.detail.as_deref()?;
    let signed: Vec<(Date, &Quote)> = case
        .papers
        .iter()
        .filter(|paper| paper.kind().label() == label)
        .filter(|paper| {
            let own = paper.elements.number.as_ref().map(|number| number.value.as_str());
            step.number.as_deref().is_none_or(|number| own.is_none_or(|own| own == number))
        })
        .filter_map(|paper| paper.elements.date.as_ref().map(|date| (date.value, &date.quote)))
        .collect();
    let (made, quote) = signed.into_iter().min_by_key(|(day, _)| *day)?;
    let day = served.value.date().filter(|day| *day < made)?;
    let message = format!("{label}的送达日期（{day}）早于文书日期（{made}）");
    let verdict = Verdict::fail(message, vec![served.quote.clone(), quote.clone()]);
    Some(verdict.computed("before", made.to_string()).computed("after", day.to_string()).confident(0.8))
}

/// Left with a witness, or sent by post: the day stands on another paper.
fn is_refused(paper: &Paper) -> bool {
    let plain = paper.document.plain();
    ["拒收", "拒绝", "留置送达", "邮寄", "公告", "电子送达"].iter().any(|word| plain.contains(word))
}
