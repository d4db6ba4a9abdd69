//! 签名: who signed a paper of evidence, and who could not have: appraisers, witnesses, receivers, blank lines.

mod appraisers;
mod blank;
mod receivers;
mod witnesses;

use super::super::engine::Desk;
use super::super::verdict::Verdict;

pub(super) fn check(desk: Desk<'_>, item: &str) -> Vec<Verdict> {
    let found = match item {
        "鉴定人" => appraisers::check(desk.case),
        "见证人" => witnesses::check(desk.case),
        "空白" => blank::check(desk.case),
        "领取人" => receivers::check(desk.case),
        _ => Vec::new(),
    };
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}
