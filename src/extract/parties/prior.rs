//! Earlier convictions and sanctions of a person.

mod event;
mod item;
mod present;
mod punishment;
mod release;
mod sequel;
mod several;
mod words;

use super::office;
use crate::document::Document;
use crate::extract::elements::{Prior, PriorKind};
use crate::text::{Cited, Found, Moment, Range};

const SURE: f32 = 0.93;

/// Every earlier sanction in order of mention, and the ranges that tell them.
pub(super) fn read(document: &Document, body: &Range, dates: &[Found<Moment>]) -> (Vec<Range>, Vec<Prior>) {
    let plain = document.plain();
    let events = event::all(plain, body);
    let mut ranges: Vec<Range> = Vec::new();
    let mut found: Vec<Prior> = Vec::new();
    let mut offices: Vec<Cited<String>> = Vec::new();
    let mut last: Option<sequel::Told> = None;
    let mut floor = body.start;
    for (index, event) in events.iter().enumerate() {
        if event.range.start < floor {
            continue;
        }
        let start = item::start(plain, floor, event.range.start);
        if present::is_present(plain, start, event, body, dates) {
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
        let (released, of_earlier) = match released {
            // 被行政拘留……，2016年3月刑满释放: a prison term ends, the one told before.
            Some(day)
                if event.kind == PriorKind::Administrative && release::is_of_prison(plain, day, end) =>
            {
                (None, Some(day))
            }
            day => (day, None),
        };
        if let (Some(date), Some(earlier)) =
            (of_earlier, found.iter_mut().rev().find(|told| told.kind == PriorKind::Criminal))
        {
            earlier.released.get_or_insert_with(|| day(date));
        }
        let ground = item::ground(plain, &before);
        let mut prior = Prior {
            kind: event.kind,
            decided: item::decided(plain, &before, ground.as_ref(), dates).map(day),
            organ: office::named(document, &before, &mut offices, SURE, &[]),
            ground: ground.as_ref().map(cite),
            punishment: (!punishment.is_empty()).then(|| cite(&punishment)),
            released: released.map(day),
            clause: document.cite((), &(start..end), SURE),
        };
        let text = &plain[before.clone()];
        if let (Some(last), Some(told)) = (&mut last, found.last_mut()) {
            let gap = plain.get(last.range.end..start).unwrap_or("?");
            if sequel::is_part(gap, text, told, &prior) {
                last.range.end = end;
                last.punishment.end = punishment.end;
                told.punishment = Some(cite(&last.punishment));
                told.released = prior.released.or(told.released.take());
                told.clause = document.cite((), &last.range, SURE);
                ranges.push(start..end);
                floor = end;
                continue;
            }
            sequel::share(gap, text, told, &mut prior);
        }
        if sequel::is_loose(text, &prior) {
            continue;
        }
        ranges.push(start..end);
        last = Some(sequel::Told { range: start..end, punishment: punishment.clone() });
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

/// What one of several persons got, whom one sentence sanctions: 甲、乙分别被处以行政拘留五日、八日.
pub(super) fn share(document: &Document, prior: &Prior, rank: usize, persons: usize) -> Prior {
    let share = prior.punishment.as_ref().filter(|_| persons > 1).and_then(|punishment| {
        let quote = &punishment.quote;
        let place = document.text.plain_at(quote.start)..document.text.plain_at(quote.end);
        several::shares(document, &place, persons).into_iter().nth(rank)
    });
    let punishment = share.or_else(|| prior.punishment.clone());
    Prior { punishment, ..prior.clone() }
}

fn is_same(told: &Prior, prior: &Prior) -> bool {
    let day = |prior: &Prior| prior.decided.as_ref().map(|day| day.value);
    let words = |text: &Option<Cited<String>>| text.as_ref().map(|text| text.value.clone());
    day(told).is_some()
        && day(told) == day(prior)
        && words(&told.punishment) == words(&prior.punishment)
        && words(&told.ground) == words(&prior.ground)
}
