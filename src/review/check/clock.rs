//! 时刻: what cannot have happened at the times papers give: a search before its warrant was shown, blood drawn before
//! the car was stopped, questions before the person was brought in, a paper older than what it rests on.

mod appraised;
mod approved;
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
use crate::standard::check::ClockItem;

pub(super) fn check(desk: Desk<'_>, item: ClockItem) -> Vec<Verdict> {
    let found = match item {
        ClockItem::Search => search::check(desk.case),
        ClockItem::BroughtIn => brought_in::check(desk.case),
        ClockItem::Sampled => deed::check(desk.case),
        ClockItem::Appraised => appraised::check(desk.case),
        ClockItem::Covert => covert::check(desk.case),
        ClockItem::Pass => pass::check(desk.case),
        ClockItem::Papers => papers::check(desk.case).into_iter().chain(approved::check(desk.case)).collect(),
        ClockItem::PleaSigned => plea::check(desk.case),
    };
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}
