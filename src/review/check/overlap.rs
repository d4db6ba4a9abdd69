//! 重叠: one officer cannot be in two interviews at once (高法解释 §95), nor at a search or an identification elsewhere.

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use super::clock::session::{self, Session};
use crate::case::Paper;
use crate::document::DocumentKind;

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let sessions: Vec<Session<'_>> =
        desk.case.papers.iter().filter_map(session::of).filter(|session| session.end.is_some()).collect();
    if sessions.len() < 2 {
        return vec![Verdict::unknown("起止时间齐全的笔录不足两份")];
    }
    let mut verdicts = Vec::new();
    for (at, a) in sessions.iter().enumerate() {
        for b in &sessions[at + 1..] {
            verdicts.extend(clash(a, b));
        }
    }
    if verdicts.is_empty() { vec![Verdict::pass()] } else { verdicts }
}

fn clash(a: &Session<'_>, b: &Session<'_>) -> Option<Verdict> {
    let same_time = a.day == b.day && a.start < b.end? && b.start < a.end?;
    if !same_time {
        return None;
    }
    let are_interviews = is_interview(a.paper) && is_interview(b.paper);
    // A search, what is weighed at it and who is asked at it go on at one place.
    if !are_interviews && !are_apart(a, b) {
        return None;
    }
    let mut both: Vec<&str> =
        a.officers.iter().filter(|name| b.officers.contains(name)).map(String::as_str).collect();
    both.sort_unstable();
    both.dedup();
    let person = |session: &Session<'_>| {
        let asked = session.paper.elements.interview.as_ref()?.person.as_ref()?;
        Some(asked.value.clone())
    };
    let same_person = person(a).zip(person(b)).is_some_and(|(x, y)| x == y);
    // The same record filed twice is no clash.
    if both.is_empty() && !same_person || same_person && a.start == b.start && a.end == b.end {
        return None;
    }
    let who = if both.is_empty() { "同一被讯问（询问）人".to_owned() } else { both.join("、") };
    let evidence = vec![a.words.clone(), b.words.clone()];
    Some(Verdict::fail(format!("{}两份笔录的时间重叠，{who}同时出现在两份笔录中", a.day), evidence))
}

fn is_interview(paper: &Paper) -> bool {
    paper.elements.interview.is_some()
}

/// Whether the two were made at places of different kinds: 看守所 and 派出所.
fn are_apart(a: &Session<'_>, b: &Session<'_>) -> bool {
    const KINDS: [&str; 6] = ["看守所", "办案中心", "派出所", "医院", "检察院", "监狱"];
    let kind = |session: &Session<'_>| {
        let place = session.place.as_deref()?;
        KINDS.iter().position(|kind| place.contains(kind))
    };
    // What is searched stands anywhere in the record; a person is searched where he is asked.
    let is_search_elsewhere = |search: &Session<'_>, other: Option<usize>| {
        let plain = search.paper.document.plain();
        search.paper.kind() == DocumentKind::SearchRecord
            && other.is_some_and(|kind| !plain.contains(KINDS[kind]))
            && !plain.contains("人身")
    };
    match (kind(a), kind(b)) {
        (Some(a), Some(b)) => a != b,
        (of_a, of_b) => is_search_elsewhere(a, of_b) || is_search_elsewhere(b, of_a),
    }
}
