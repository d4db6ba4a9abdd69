//! Tells the sanctions of the case under trial from those of the past.

use super::event::Event;
use super::words::{WORDS, first};
use crate::extract::elements::PriorKind;
use crate::extract::parties::words::holds;
use crate::text::{Found, Moment, Range};

/// Whether the event, told from `start` on, belongs to the case under trial.
pub(super) fn is_present(
    plain: &str,
    start: usize,
    event: &Event,
    body: &Range,
    dates: &[Found<Moment>],
) -> bool {
    let Some(before) = plain.get(start..event.range.start) else { return false };
    if event.kind == PriorKind::Criminal && follows_custody(plain, start, event, body, dates) {
        return true;
    }
    let rest = plain.get(event.range.end..body.end).unwrap_or_default();
    let next = rest.split(['。', '\n']).next().unwrap_or_default();
    if event.kind == PriorKind::Administrative && holds(next, &["同一事实", "同一行为", "该事实", "该行为"])
    {
        return true;
    }
    if event.kind == PriorKind::Administrative
        && holds(before, &["因本案", "因此案", "因本起", "因本次", "因该起", "因该次", "因此事", "因该事"])
        && !before.contains('曾')
    {
        return true;
    }
    if !holds(before, &["涉嫌", "因本案", "因此案"]) || before.contains('曾') {
        return false;
    }
    // 因涉嫌……被行政拘留，同日被刑事拘留
    if event.kind == PriorKind::Administrative {
        return holds(next, &["刑事拘留", "逮捕", "取保候审", "刑拘"]);
    }
    // 因涉嫌……被逮捕，……被判处……: the first judgment of this case, where no other case follows.
    first(before, &WORDS.measures).is_some() && !holds(rest, &["涉嫌", "因本案", "因此案"])
}

/// 因涉嫌……被逮捕。2018年9月18日被本院判处……，现服刑: told after the measures of this case, and later than they.
fn follows_custody(plain: &str, start: usize, event: &Event, body: &Range, dates: &[Found<Moment>]) -> bool {
    let told = plain.get(body.start..start).unwrap_or_default();
    let Some(case) = ["因涉嫌", "因本案"].iter().filter_map(|word| told.rfind(word)).max() else {
        return false;
    };
    let rest = plain.get(event.range.end..body.end).unwrap_or_default();
    if first(&told[case..], &WORDS.measures).is_none() || holds(rest, &["涉嫌", "因本案"]) {
        return false;
    }
    let measures = body.start + case..start;
    let last = dates.iter().filter(|date| measures.contains(&date.range.start)).map(|date| date.value).max();
    let decided = dates.iter().find(|date| start <= date.range.start && date.range.end <= event.range.start);
    matches!((last, decided), (Some(last), Some(decided)) if decided.value > last)
}
