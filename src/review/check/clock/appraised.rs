//! The days an appraisal gives of itself: taken in, examined, signed (高法解释 §97、§98).

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::extract::elements::StepKind as S;
use crate::text::{Quote, date};

static RECEIVED: LazyLock<Regex> = LazyLock::new(|| label("(?:受理|收检|送检|收样|接收|委托)(?:日期|时间)"));
static ENTRUSTED: LazyLock<Regex> = LazyLock::new(|| label("(?:^|[\\n。；\t])委托(?:日期|时间)"));
static TAKEN_IN: LazyLock<Regex> = LazyLock::new(|| label("受理(?:日期|时间)"));
static EXAMINED: LazyLock<Regex> =
    LazyLock::new(|| label("(?:检验|检测|检查|鉴定|检材检验)(?:起止)?(?:日期|时间)"));

fn label(words: &str) -> Regex {
    Regex::new(&format!("{words}[：\t ]*(?P<days>[^\n；。]{{6,60}})")).expect("the pattern is fixed")
}

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    case.of_kind(K::AppraisalOpinion).flat_map(|(_, paper)| of_paper(case, paper)).collect()
}

fn of_paper(case: &CaseFile, paper: &Paper) -> Vec<Verdict> {
    let (received, examined) = (days(paper, &RECEIVED), days(paper, &EXAMINED));
    let early = taken_in_early(paper);
    let signed = paper.elements.date.as_ref().map(|date| (date.value, date.quote.clone()));
    let Some((first, words)) = examined.iter().min_by_key(|(day, _)| *day) else {
        return early.into_iter().collect();
    };
    let mut found: Vec<Verdict> = early.into_iter().collect();
    // Of several days on which something came in only the earliest counts.
    if let Some((day, told)) = received.iter().min_by_key(|(day, _)| *day).filter(|(day, _)| first < day) {
        found.push(told_so("检验、鉴定", *first, words, "委托、受理", *day, told));
    } else if let Some((day, told)) = drawn(case).filter(|(day, _)| first < day) {
        found.push(told_so("检验、鉴定", *first, words, "提取检材", day, &told));
    }
    if let Some((day, told)) = &signed
        && let Some((taken, words)) = taken(paper).into_iter().find(|(taken, _)| taken > day)
    {
        found.push(told_so("鉴定意见的落款", *day, told, "提取鉴定材料", taken, &words));
    }
    if let Some((day, told)) = signed
        && let Some((last, words)) =
            examined.iter().max_by_key(|(day, _)| *day).filter(|(last, _)| *last > day)
    {
        found.push(told_so("鉴定意见的落款", day, &told, "检验、鉴定", *last, words));
    }
    found
}

/// What is entrusted on one day is not taken in before it.
fn taken_in_early(paper: &Paper) -> Option<Verdict> {
    let (entrusted, taken_in) = (days(paper, &ENTRUSTED), days(paper, &TAKEN_IN));
    let (first, words) = entrusted.iter().min_by_key(|(day, _)| *day)?;
    let (day, told) = taken_in.iter().max_by_key(|(day, _)| *day).filter(|(day, _)| day < first)?;
    Some(told_so("受理", *day, told, "委托", *first, words))
}

fn told_so(what: &str, day: Date, words: &Quote, before: &str, other: Date, others: &Quote) -> Verdict {
    let message = format!("{what}日期（{day}）早于{before}日期（{other}）");
    Verdict::fail(message, vec![words.clone(), others.clone()]).confident(0.8)
}

/// The first day on which blood was drawn, where the case has one person to draw from.
fn drawn(case: &CaseFile) -> Option<(Date, Quote)> {
    let events = case.events.iter().filter(|event| event.kind == S::BloodDrawn && case.persons.len() == 1);
    events
        .filter_map(|event| Some((event.at.value.date()?, event.at.quote.clone())))
        .min_by_key(|(day, _)| *day)
}

/// Days behind a label.
fn days(paper: &Paper, label: &Regex) -> Vec<(Date, Quote)> {
    let plain = paper.document.plain();
    let labelled = label.captures_iter(plain).filter_map(|found| found.name("days"));
    labelled
        .flat_map(|words| {
            let told = date::scan(words.as_str()).into_iter();
            told.filter_map(move |day| {
                Some((day.value.date()?, words.start() + day.range.start..words.start() + day.range.end))
            })
        })
        .map(|(day, range)| (day, paper.document.quote(&range)))
        .collect()
}

/// Days on which material was taken, as the list of what was examined tells: 光盘一张（3月27日提取）.
fn taken(paper: &Paper) -> Vec<(Date, Quote)> {
    let plain = paper.document.plain();
    let told = paper.document.text.dates().iter();
    told.filter(|day| {
        let rest = plain.get(day.range.end..).unwrap_or_default();
        ["提取", "采集", "抽取", "采取", "扣押"].iter().any(|word| rest.starts_with(word))
    })
    .filter_map(|day| Some((day.value.date()?, paper.document.quote(&day.range))))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::elements::Elements;

    #[test]
    fn what_is_taken_in_before_it_was_entrusted_is_told() {
        let told = |taken_in: &str| {
            let text = format!(
                "司法鉴定意见书\n委托日期：2023年9月18日\n受理日期：{taken_in}\n鉴定意见：轻伤二级。\n"
            );
            let document = Document::from_text(K::AppraisalOpinion, &text);
            taken_in_early(&Paper { document, elements: Elements::default() }).is_some()
        };
        assert!(told("2023年9月15日"));
        assert!(!told("2023年9月18日"));
        assert!(!told("2023年9月20日"));
    }
}
