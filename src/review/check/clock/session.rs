//! When and where a record was made, and by whom: what interviews have read as such, other records say in their
//! first lines.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::case::Paper;
use crate::document::DocumentKind as K;
use crate::text::{Quote, date};

/// A record of something that lasted from one minute to another of one day.
pub(in crate::review::check) struct Session<'a> {
    pub paper: &'a Paper,
    pub day: Date,
    /// Minutes since midnight.
    pub start: i32,
    pub end: Option<i32>,
    pub place: Option<String>,
    pub officers: Vec<String>,
    /// The words of the start.
    pub words: Quote,
}

/// Records beside interviews that tell their minutes.
const RECORDS: [K; 5] =
    [K::SearchRecord, K::IdentificationRecord, K::SceneRecord, K::WeighingRecord, K::ElectronicDataRecord];

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?m)^(?:搜查|辨认|勘验|检查|称量|取样|提取|勘查|起止)?(?:起止)?(?:时间|日期)[：\t ]*(?P<times>[^\n]{8,80})")
        .expect("the pattern is fixed")
});
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?m)^(?:[\\p{Han}]{0,4})?地点[：\t ]*(?P<place>[^\n\t，。；]{3,40})")
        .expect("the pattern is fixed")
});

/// The officers' roles as records label them.
const OFFICERS: [&str; 9] =
    ["侦查人员", "侦查员", "办案民警", "办案人员", "民警", "勘验人员", "检查人员", "搜查人员", "记录人"];

/// The session of a record, where it tells a day and a minute.
pub(in crate::review::check) fn of(paper: &Paper) -> Option<Session<'_>> {
    if let Some(interview) = &paper.elements.interview {
        let start = interview.start.as_ref()?;
        let end = interview.end.as_ref().filter(|end| end.value.date() == start.value.date());
        let officers = interview.interviewers.iter().chain(&interview.recorder);
        return Some(Session {
            paper,
            day: start.value.date()?,
            start: start.value.minutes()?,
            end: end.and_then(|end| end.value.minutes()),
            place: interview.place.as_ref().map(|place| place.value.clone()),
            officers: officers.map(|name| name.value.clone()).collect(),
            words: start.quote.clone(),
        });
    }
    RECORDS.contains(&paper.kind()).then(|| of_record(paper)).flatten()
}

fn of_record(paper: &Paper) -> Option<Session<'_>> {
    let plain = paper.document.plain();
    let times = TIME.captures(plain)?.name("times")?;
    let told = date::scan(times.as_str());
    let first = told.first()?;
    let day = first.value.date()?;
    let end = told.get(1).filter(|end| end.value.date() == Some(day)).and_then(|end| end.value.minutes());
    let place =
        PLACE.captures(plain).and_then(|found| found.name("place")).map(|place| place.as_str().to_owned());
    let signed = paper.elements.signatures.iter().filter(|signed| OFFICERS.contains(&signed.role.as_str()));
    Some(Session {
        paper,
        day,
        start: first.value.minutes()?,
        end,
        place,
        officers: signed.map(|signed| signed.name.value.clone()).collect(),
        words: paper.document.quote(&(times.start() + first.range.start..times.start() + first.range.end)),
    })
}
