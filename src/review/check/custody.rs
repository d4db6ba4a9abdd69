//! 羁押链: days held without authority. Detention ends by the decision on arrest, by bail, surveillance or release.

use jiff::civil::Date;

use super::super::verdict::{Scope, Verdict};
use crate::case::{CaseFile, Event, Origin};
use crate::extract::elements::{CustodyAction, CustodyStep, Measure, StepKind};

/// Longest detention before a decision on arrest (刑诉 §91): 30 days to request, 7 to decide.
const LONGEST_DETENTION: i64 = 37;
/// The decision of the last day may reach the detention house on the next.
const DAYS_TO_EXECUTE: i64 = 1;

/// What ends a detention; on one day the decision comes before its execution.
const ENDS: [StepKind; 6] = [
    StepKind::ArrestApproved,
    StepKind::ArrestRefused,
    StepKind::Arrested,
    StepKind::Bailed,
    StepKind::Surveillance,
    StepKind::Released,
];

/// Words between the two dates that tell of something no date was read for: the person was not in custody all the
/// time, was held under another title, or is another one.
const BROKEN: [&str; 24] = [
    "追逃",
    "在逃",
    "潜逃",
    "逃跑",
    "脱逃",
    "逃匿",
    "投案",
    "抓获",
    "捉获",
    "归案",
    "不批准",
    "不予批准",
    "未批准",
    "释放",
    "取保",
    "监视居住",
    "变更",
    "解除",
    "戒毒",
    "鉴定",
    "保外",
    "服刑",
    "出生",
    "被告人",
];

pub(super) fn check(scope: Scope<'_>) -> Vec<Verdict> {
    let day = |kind: StepKind| -> Vec<(Date, &Event)> {
        let mut found: Vec<(Date, &Event)> = scope
            .events(&[kind])
            .into_iter()
            .filter_map(|event| Some((event.at.value.date()?, event)))
            .collect();
        found.sort_by_key(|(day, _)| *day);
        found
    };
    let detained = day(StepKind::Detained);
    let Some(&(start, detention)) = detained.last() else {
        return vec![Verdict::unknown("卷宗中未见刑事拘留日期")];
    };
    let next = ENDS.into_iter().flat_map(day).filter(|(end, _)| *end >= start).min_by_key(|(end, _)| *end);
    let Some((end, event)) = next else {
        return vec![Verdict::unknown("卷宗中未见拘留之后的强制措施或者释放")];
    };
    let held = start.until(end).map_or(0, |span| i64::from(span.get_days()));
    // 于……经人民检察院批准被逮捕: one date for both is that of the arrest.
    let shares_date = day(StepKind::Arrested).iter().any(|(_, arrested)| arrested.at.quote == event.at.quote);
    let is_decision =
        matches!(event.kind, StepKind::ArrestApproved | StepKind::ArrestRefused) && !shares_date;
    let allowed = if is_decision { LONGEST_DETENTION } else { LONGEST_DETENTION + DAYS_TO_EXECUTE };
    if held <= allowed {
        return vec![Verdict::pass()];
    }
    if is_broken(scope.case, detention, event) || has_undated_end(scope) {
        return vec![Verdict::unknown("拘留之后的经过记载不全，羁押日数无法计算")];
    }
    let message = format!(
        "刑事拘留（{start}）至{}（{end}）共{held}日，超过刑事拘留最长可羁押的{LONGEST_DETENTION}日",
        event.kind.label()
    );
    vec![
        Verdict::fail(scope.told(&message), vec![detention.at.quote.clone(), event.at.quote.clone()])
            .computed("from", start.to_string())
            .computed("actual", end.to_string())
            .computed("days_over", held - LONGEST_DETENTION)
            .of(scope.name()),
    ]
}

/// Whether the words between the two dates, where one paper tells both, speak of a break.
fn is_broken(case: &CaseFile, from: &Event, to: &Event) -> bool {
    let Origin::Paper(at) = from.origin else { return false };
    if from.origin != to.origin {
        return false;
    }
    let source = &case.papers[at].document.text;
    let (start, end) = (source.plain_at(from.at.quote.end), source.plain_at(to.at.quote.start));
    let between = source.plain().get(start..end).unwrap_or_default();
    BROKEN.iter().any(|word| between.contains(word))
}

/// Whether a paper tells a decision or a milder measure without a day: it may have ended the detention.
fn has_undated_end(scope: Scope<'_>) -> bool {
    let Some(person) = scope.person else { return false };
    let mentions = &scope.case.persons[person].mentions;
    let steps =
        mentions.iter().flat_map(|&(paper, party)| &scope.case.papers[paper].elements.parties[party].custody);
    let milder = [Measure::Bail, Measure::Surveillance, Measure::DesignatedSurveillance, Measure::Release];
    let ends = |step: &CustodyStep| milder.contains(&step.measure) || step.action == CustodyAction::Refused;
    steps.into_iter().any(|step| step.at.is_none() && ends(step))
}
