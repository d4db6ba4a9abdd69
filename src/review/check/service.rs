//! 送达: no paper is served before it was made, and a return of service says when it was received (刑诉 §107).

use jiff::civil::Date;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind;
use crate::extract::elements::{Step, StepKind};
use crate::text::Quote;
use crate::text::case_number::{self, Organ};

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
        found.extend(other_number(desk.case, paper));
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

/// The number under which the court served its judgment is that of a judgment on file, or of another case.
fn other_number(case: &CaseFile, paper: &Paper) -> Option<Verdict> {
    let plain = paper.document.plain();
    if !plain.contains("判决书") {
        return None;
    }
    let of_court = |text: &str| -> Vec<_> {
        let found = case_number::scan(text).into_iter();
        found
            .filter(|number| number.value.organ == Organ::Court && number.value.text.contains("刑初"))
            .collect()
    };
    let judged: Vec<(&Paper, _)> = case
        .of_kind(DocumentKind::Judgment)
        .filter_map(|(_, judgment)| {
            let number = judgment.elements.number.as_ref()?;
            let own = of_court(&number.value).into_iter().next()?;
            Some((judgment, (own.value, number.quote.clone())))
        })
        .collect();
    let (_, (own, quote)) = judged.first()?;
    let told = of_court(plain);
    let is_own = |text: &str| judged.iter().any(|(_, (own, _))| own.text == text);
    let other = told.first().filter(|_| !told.iter().any(|number| is_own(&number.value.text)))?;
    // Another court's judgment is another case's.
    if other.value.prefix != own.prefix {
        return None;
    }
    let message = format!("送达回证载明的案号“{}”与判决书的案号“{}”不一致", other.value.text, own.text);
    let evidence = vec![paper.document.quote(&other.range), quote.clone()];
    Some(Verdict::fail(message, evidence).confident(0.8))
}

/// Left with a witness, or sent by post: the day stands on another paper.
fn is_refused(paper: &Paper) -> bool {
    let plain = paper.document.plain();
    ["拒收", "拒绝", "留置送达", "邮寄", "公告", "电子送达"].iter().any(|word| plain.contains(word))
}
