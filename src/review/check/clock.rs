//! 时刻: what cannot have happened at the times papers give: a search before its warrant was shown, blood drawn before
//! the car was stopped, questions before the person was brought in, a paper older than what it rests on.

mod appraised;
mod brought_in;
mod covert;
mod deed;
mod papers;
mod pass;
pub(super) mod plea;
mod search;
pub(super) mod session;

use super::super::engine::Desk;
use super::super::verdict::Verdict;

pub(super) fn check(desk: Desk<'_>, item: &str) -> Vec<Verdict> {
    let found = match item {
        "搜查" => search::check(desk.case),
        "到案与讯问" => brought_in::check(desk.case),
        "案发与取样" => deed::check(desk.case),
        "鉴定" => appraised::check(desk.case),
        "特殊侦查" => covert::check(desk.case),
        "提讯" => pass::check(desk.case),
        "文书先后" => papers::check(desk.case),
        "具结书签署" => plea::check(desk.case),
        _ => Vec::new(),
    };
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}
