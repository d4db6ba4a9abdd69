//! The custody chain: detained, arrest approved, arrested, bailed … each with date and office.

mod event;
mod lines;
mod supervision;

use std::sync::LazyLock;

use regex::Regex;

use super::office;
use crate::document::Document;
use crate::extract::elements::{CustodyAction, CustodyStep, Measure};
use crate::text::{Cited, Found, Moment, Range};

const SURE: f32 = 0.95;

/// 到公安机关投案, 被人民法院撤销缓刑: no measure by the office before the word.
const OTHER_ACTS: [&str; 7] = ["投案", "自首", "接受", "报到", "撤销", "判处", "判决"];

static HELD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:羁押|关押|在押|收押|寄押|服刑|押)(?:解|送)?(?:于|在|回|至|往|到)?(?P<place>[^，。；\n\t（）]*?(?:看守所|监狱|戒毒所|拘留所|管教所|医院|监管中心|监区))")
        .expect("the pattern is fixed")
});

/// Where the accused is held now.
pub(super) fn held_at(document: &Document, body: &Range) -> Option<Cited<String>> {
    let text = &document.plain()[body.clone()];
    let place = HELD.captures_iter(text).last()?.name("place")?;
    let range = body.start + place.start()..body.start + place.end();
    Some(document.cite(place.as_str().to_owned(), &range, SURE))
}

/// Every step, in order of mention. Ranges in `taken` tell earlier cases and are left out.
pub(super) fn read(
    document: &Document,
    body: &Range,
    dates: &[Found<Moment>],
    taken: &[Range],
) -> Vec<CustodyStep> {
    let plain = document.plain();
    let mut steps: Vec<CustodyStep> = Vec::new();
    let mut offices: Vec<Cited<String>> = Vec::new();
    for sentence in lines::all(plain, body) {
        let events = event::all(plain, &sentence, dates, taken);
        let mut from = sentence.start;
        let mut decided_at: Option<Cited<Moment>> = None;
        for (index, event) in events.iter().enumerate() {
            let follows = events.get(index + 1);
            if event.is_open && !follows.is_some_and(|next| next.measure == Measure::Arrest && !next.is_open)
            {
                continue;
            }
            let told = taken.iter().map(|taken| taken.end).filter(|&end| end <= event.range.start).max();
            from = from.max(told.unwrap_or(from));
            let place = from..event.range.start;
            let date = dates
                .iter()
                .rev()
                .find(|date| place.start <= date.range.start && date.range.end <= place.end);
            let date = date.map(|date| first_of_span(plain, dates, date));
            let mut at = date.map(|date| document.cite(date.value, &date.range, SURE));
            if at.is_none() && event.action == CustodyAction::Executed {
                at.clone_from(&decided_at);
            }
            // 2017年12月18日被羁押并刑事拘留: one date for both.
            if at.is_none() && index > 0 && !plain[place.clone()].contains(['，', '；']) {
                at = steps.last().and_then(|step| step.at.clone());
            }
            // 3月9日解除取保候审，变更为监视居住: one decision ends the one and begins the other.
            let takes_over = index > 0 && takes_over(&events[index - 1], &plain[place.clone()]);
            if at.is_none() && takes_over {
                at = steps.last().and_then(|step| step.at.clone());
            }
            if event.action == CustodyAction::Decided {
                decided_at.clone_from(&at);
            }
            let organ = office::named(document, &place, &mut offices, SURE, &OTHER_ACTS);
            let organ =
                organ.or_else(|| steps.last().filter(|_| takes_over).and_then(|step| step.organ.clone()));
            let clause = trim(plain, from..event.range.end);
            from = event.range.end;
            let measure = supervision::told(plain, event, at.as_ref(), organ.as_ref());
            // ……批准，同日由公安局执行，被依法逮捕: the execution in other words.
            let is_executed = date.is_none()
                && event.measure == Measure::Arrest
                && event.action == CustodyAction::Applied
                && steps.last().is_some_and(|last| last.action == CustodyAction::Executed);
            if is_executed || is_told_again(steps.last(), measure, at.as_ref()) {
                continue;
            }
            let step = |at| CustodyStep {
                measure,
                action: event.action,
                at,
                organ: organ.clone(),
                clause: document.cite((), &clause, SURE),
            };
            let earlier = date.map(|date| days_before(plain, dates, date, place.start)).unwrap_or_default();
            steps.extend(
                earlier.into_iter().map(|date| step(Some(document.cite(date.value, &date.range, SURE)))),
            );
            steps.push(step(at));
        }
    }
    steps
}

/// ，变更为 behind the end of another measure.
fn takes_over(before: &event::Event, between: &str) -> bool {
    static CHANGED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^，(?:并|同时|又|即)?(?:被)?(?:依法)?(?:变更|转|改)(?:强制措施)?(?:为|成)?$")
            .expect("the pattern is fixed")
    });
    before.action == CustodyAction::Lifted && CHANGED.is_match(between)
}

/// 被抓获并羁押: one event in two words.
fn is_told_again(last: Option<&CustodyStep>, measure: Measure, at: Option<&Cited<Moment>>) -> bool {
    let Some(last) = last.filter(|last| last.measure == measure && measure == Measure::TakenIn) else {
        return false;
    };
    at.is_none_or(|at| last.at.as_ref().is_some_and(|before| before.value == at.value))
}

/// 6月16日、9月14日，经……决定取保候审: the days listed before the last one.
fn days_before<'a>(
    plain: &str,
    dates: &'a [Found<Moment>],
    last: &Found<Moment>,
    from: usize,
) -> Vec<&'a Found<Moment>> {
    let mut next = last.range.start;
    let mut listed = Vec::new();
    for date in
        dates.iter().rev().filter(|date| from <= date.range.start && date.range.end <= last.range.start)
    {
        if plain.get(date.range.end..next) != Some("、") {
            break;
        }
        next = date.range.start;
        listed.push(date);
    }
    listed.reverse();
    listed
}

/// 于3月8日至10日被羁押: a measure starts on the first day.
fn first_of_span<'a>(plain: &str, dates: &'a [Found<Moment>], last: &'a Found<Moment>) -> &'a Found<Moment> {
    dates
        .iter()
        .find(|first| {
            first.range.end < last.range.start
                && matches!(plain.get(first.range.end..last.range.start), Some("至" | "到" | "-"))
        })
        .unwrap_or(last)
}

fn trim(plain: &str, range: Range) -> Range {
    let text = &plain[range.clone()];
    let trimmed = text.trim_start_matches(['，', '；', '、', '。', ' ', '\t', '并', '后']);
    range.end - trimmed.len()..range.end
}
