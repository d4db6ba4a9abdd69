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

/// Pairs of times of one day that nothing but the bars of a row parts; lines of a table may stand joined.
fn rows(paper: &crate::case::Paper) -> Vec<Outing> {
    let plain = paper.document.plain();
    let Some(start) = plain.find("提讯提解证") else { return Vec::new() };
    let text = &plain[start..];
    let mut times = date::scan(text).into_iter().filter(|time| time.value.minutes().is_some()).peekable();
    let mut found = Vec::new();
    while let Some(out) = times.next() {
        let Some(back) = times.next_if(|back| is_row(&text[out.range.end..back.range.start])) else {
            continue;
        };
        let days = out.value.date().zip(back.value.date()).filter(|(day, same)| day == same);
        let minutes = out.value.minutes().zip(back.value.minutes()).filter(|(from, to)| from < to);
        if let Some(((day, _), (from, to))) = days.zip(minutes) {
            let words = paper.document.quote(&(start + out.range.start..start + back.range.end));
            found.push(Outing { day, out: from, back: to, words });
        }
    }
    found
}

/// Characters between the two times of a row: a bar and the day of the second.
const GAP: usize = 20;

fn is_row(gap: &str) -> bool {
    let parts = |c: char| c.is_ascii_digit() || " \t|│┃—~-年月日至/.".contains(c);
    gap.chars().count() <= GAP && gap.chars().all(parts)
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
