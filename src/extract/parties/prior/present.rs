//! Tells the sanctions of the case under trial from those of the past.

use super::event::Event;
use super::words::{WORDS, first};
use crate::extract::elements::PriorKind;
use crate::extract::parties::words::holds;
use crate::text::Range;

/// Whether the event, told from `start` on, belongs to the case under trial.
pub(super) fn is_present(plain: &str, start: usize, event: &Event, body: &Range) -> bool {
    let Some(before) = plain.get(start..event.range.start) else { return false };
    let rest = plain.get(event.range.end..body.end).unwrap_or_default();
    let next = rest.split(['。', '\n']).next().unwrap_or_default();
    if event.kind == PriorKind::Administrative && holds(next, &["同一事实", "同一行为", "该事实", "该行为"])
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
