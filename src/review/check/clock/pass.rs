//! An interrogation in the detention house that goes on while, by the pass, the person is back in the cell.

use jiff::civil::Date;

use super::super::super::verdict::Verdict;
use super::session::{self, Session};
use crate::case::CaseFile;
use crate::document::DocumentKind as K;
use crate::text::{Quote, date};

/// Minutes by which clocks may differ.
const ROOM: i32 = 15;

/// Out of the cell and back, as a row of the pass tells.
struct Outing {
    day: Date,
    out: i32,
    back: i32,
    words: Quote,
}

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    // A pass is one person's.
    if case.persons.len() != 1 {
        return Vec::new();
    }
    let outings: Vec<Outing> = case
        .papers
        .iter()
        .filter(|paper| paper.document.plain().contains("提讯提解证"))
        .flat_map(rows)
        .collect();
    let records = case.of_kind(K::Interrogation).filter_map(|(_, paper)| session::of(paper));
    let inside =
        records.filter(|session| session.place.as_ref().is_some_and(|place| place.contains("看守所")));
    inside.filter_map(|session| outside(&session, &outings)).collect()
}

/// Rows with two times of one day.
fn rows(paper: &crate::case::Paper) -> Vec<Outing> {
    let plain = paper.document.plain();
    let Some(start) = plain.find("提讯提解证") else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = start;
    for line in plain[start..].split_inclusive('\n') {
        let times: Vec<_> =
            date::scan(line).into_iter().filter(|time| time.value.minutes().is_some()).collect();
        if let [out, back] = &times[..]
            && let (Some(day), Some(same)) = (out.value.date(), back.value.date())
            && let (Some(from), Some(to)) = (out.value.minutes(), back.value.minutes())
            && day == same
            && from < to
        {
            let words = paper.document.quote(&(at + out.range.start..at + back.range.end));
            found.push(Outing { day, out: from, back: to, words });
        }
        at += line.len();
    }
    found
}

/// A record of a day with rows, none of which holds it, and one of which it overlaps.
fn outside(session: &Session<'_>, outings: &[Outing]) -> Option<Verdict> {
    let end = session.end?;
    let own: Vec<&Outing> = outings.iter().filter(|outing| outing.day == session.day).collect();
    let holds = |outing: &&Outing| outing.out <= session.start + ROOM && end <= outing.back + ROOM;
    if own.iter().any(holds) {
        return None;
    }
    let clash = own.iter().find(|outing| session.start < outing.back && outing.out < end)?;
    let message = format!("讯问（{}起）与提讯提解证所载提讯、还押时间不一致", session.words.text);
    Some(Verdict::fail(message, vec![session.words.clone(), clash.words.clone()]).confident(0.8))
}
