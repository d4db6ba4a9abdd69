//! 技术侦查、隐匿身份侦查 (刑诉 §150、§153): who may decide, and that the decision comes before what it allows.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::extract::elements::StepKind;
use crate::text::date;

/// The heading of a decision, with its issuer on the line above.
static TECHNICAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?m)^[\\t ]*(?P<organ>[\\p{Han}]{2,24})\\n[\\t ]*采取技术侦查措施决定书")
        .expect("the pattern is fixed")
});
/// Bureaus below a city with districts; a county-level city looks like one and is left alone.
static BELOW: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("分局$|[县区旗]公安局$|派出所$|大队$").expect("the pattern is fixed"));
static COVERT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?m)^[\\t ]*(?:隐匿身份侦查|控制下交付|采取技术侦查措施)决定书[\\s\\S]{0,600}")
        .expect("the pattern is fixed")
});

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    case.papers.iter().flat_map(|paper| by_whom(paper).into_iter().chain(when(case, paper))).collect()
}

fn by_whom(paper: &Paper) -> Option<Verdict> {
    let organ = TECHNICAL.captures(paper.document.plain())?.name("organ")?;
    if !BELOW.is_match(organ.as_str()) {
        return None;
    }
    let message = format!("技术侦查措施由{}决定，应当报设区的市一级以上公安机关负责人批准", organ.as_str());
    Some(Verdict::fail(message, vec![paper.document.quote(&organ.range())]).confident(0.8))
}

/// A decision signed after the person was caught by what it allows.
fn when(case: &CaseFile, paper: &Paper) -> Option<Verdict> {
    let decision = COVERT.find(paper.document.plain())?;
    let signed = date::scan(decision.as_str()).into_iter().find(|day| {
        let tail = decision.as_str().get(day.range.end..).unwrap_or_default();
        tail.starts_with('\n') || tail.is_empty() || tail.starts_with('（')
    })?;
    let day = signed.value.date()?;
    let caught = case.events.iter().filter(|event| event.kind == StepKind::Arrival);
    let caught =
        caught.filter_map(|event| Some((event.at.value.date()?, event))).min_by_key(|(day, _)| *day)?;
    // A second, later suspect has a capture of his own.
    if day <= caught.0 || case.persons.len() != 1 {
        return None;
    }
    let range = decision.start() + signed.range.start..decision.start() + signed.range.end;
    let message = format!("隐匿身份侦查、技术侦查的决定日期为{day}，晚于到案（{}）", caught.0);
    Some(Verdict::fail(message, vec![paper.document.quote(&range), caught.1.at.quote.clone()]).confident(0.8))
}
