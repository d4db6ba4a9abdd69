//! 留置 is a measure of the supervision commission (监察法 §22, in force on 2018-03-20; tried out in three provinces
//! before). The police held people by the same word long before: 留置盘问 (人民警察法 §9), 传唤留置. That is a taking in.

use jiff::civil::{Date, date};

use super::event::Event;
use crate::extract::elements::Measure;
use crate::text::{Cited, Moment};

/// First day of the Supervision Law.
const IN_FORCE: Date = date(2018, 3, 20);

const COMMISSION: [&str; 4] = ["监察", "监委", "纪委", "纪检"];
const POLICE: [&str; 5] = ["公安", "派出所", "分局", "民警", "传唤"];
/// Words that go on: 留置盘问, 留置羁押.
const QUESTIONING: [&str; 4] = ["盘问", "盘查", "羁押", "候问"];

/// The measure an event tells, 留置 by the police read as a taking in.
pub(super) fn told(
    plain: &str,
    event: &Event,
    at: Option<&Cited<Moment>>,
    organ: Option<&Cited<String>>,
) -> Measure {
    if event.measure != Measure::Liuzhi {
        return event.measure;
    }
    let before = &plain[..event.range.start];
    let clause = before.rsplit(['，', '；', '。', '\n']).next().unwrap_or_default();
    let by = |words: &[&str]| {
        let organ = organ.map_or("", |organ| organ.value.as_str());
        words.iter().any(|word| clause.contains(word) || organ.contains(word))
    };
    let goes_on = QUESTIONING.iter().any(|word| plain[event.range.end..].starts_with(word));
    let is_early = at.and_then(|at| at.value.bounds()).is_some_and(|(first, _)| first < IN_FORCE);
    if !by(&COMMISSION) && (is_early || goes_on || by(&POLICE)) { Measure::TakenIn } else { Measure::Liuzhi }
}
