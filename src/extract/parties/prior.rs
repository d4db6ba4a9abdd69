//! Earlier convictions and sanctions of a person.

mod event;
mod item;
mod present;
mod punishment;
mod release;
mod several;
mod words;

use super::office;
use crate::document::Document;
use crate::extract::elements::{Prior, PriorKind};
use crate::text::{Cited, Found, Moment, Range};
use event::Event;

const SURE: f32 = 0.93;

/// Every earlier sanction in order of mention, and the ranges that tell them.
pub(super) fn read(document: &Document, body: &Range, dates: &[Found<Moment>]) -> (Vec<Range>, Vec<Prior>) {
    let plain = document.plain();
    let events = event::all(plain, body);
    let mut ranges: Vec<Range> = Vec::new();
    let mut found: Vec<Prior> = Vec::new();
    let mut offices: Vec<Cited<String>> = Vec::new();
    let mut floor = body.start;
    for (index, event) in events.iter().enumerate() {
        if event.range.start < floor {
            continue;
        }
        let start = item::start(plain, floor, event.range.start);
        if present::is_present(plain, start, event, body) {
            continue;
        }
        let (punishment, told) = punishment::range(plain, event, body.end);
        let next = events[index + 1..].iter().find(|next| next.range.start >= told);
        let limit = next.map_or(body.end, |next| next.range.start);
        let (released, end) = release::after(plain, punishment.end, limit, dates);
        let end = end.max(told);
        let before = start..event.range.start;
        let cite = |range: &Range| document.cite(plain[range.clone()].to_owned(), range, SURE);
        let day = |date: &Found<Moment>| document.cite(date.value, &date.range, SURE);
        let mut prior = Prior {
            kind: event.kind,
            decided: item::decided(plain, &before, dates).map(day),
            organ: office::named(document, &before, &mut offices, SURE),
            ground: item::ground(plain, &before).as_ref().map(cite),
            punishment: (!punishment.is_empty()).then(|| cite(&punishment)),
            released: released.map(day),
            clause: document.cite((), &(start..end), SURE),
        };
        if let (Some(last), Some(told)) = (ranges.last(), found.last()) {
            go_on(plain, (last, told), event, start, &mut prior);
        }
        ranges.push(start..end);
        let priors = several::split(document, prior, &punishment, &before, dates);
        for prior in priors {
            // A paragraph printed twice tells nothing new.
            if !found.iter().any(|told| is_same(told, &prior)) {
                found.push(prior);
            }
        }
        floor = end;
    }
    (ranges, found)
}

fn is_same(told: &Prior, prior: &Prior) -> bool {
    let day = |prior: &Prior| prior.decided.as_ref().map(|day| day.value);
    let words = |text: &Option<Cited<String>>| text.as_ref().map(|text| text.value.clone());
    day(told).is_some()
        && day(told) == day(prior)
        && words(&told.punishment) == words(&prior.punishment)
        && words(&told.ground) == words(&prior.ground)
}

/// 因吸毒于3月1日被行政拘留十日、强制隔离戒毒二年: ground and day are told once for both.
fn go_on(plain: &str, (last, told): (&Range, &Prior), event: &Event, start: usize, prior: &mut Prior) {
    let gap = plain.get(last.end..start).unwrap_or("?");
    // 曾因犯盗窃罪，于3月1日被判处……；于9月2日被判处……: the ground holds for both.
    let goes_on_with_day = prior.decided.is_some()
        && plain.get(start..).is_some_and(|item| item.starts_with('于'))
        && matches!(gap, "，" | "；" | "、");
    let is_same = event.kind == PriorKind::Administrative
        && told.kind != PriorKind::Criminal
        && gap.chars().all(|mark| matches!(mark, '，' | '、' | '并'));
    if prior.ground.is_none() && (is_same || goes_on_with_day) {
        prior.ground.clone_from(&told.ground);
    }
    if is_same && prior.decided.is_none() {
        prior.decided.clone_from(&told.decided);
        prior.organ = prior.organ.take().or_else(|| told.organ.clone());
    }
}
