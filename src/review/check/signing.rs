//! 签名: who signed a paper of evidence, and who could not have: appraisers, witnesses, receivers, blank lines.

mod appraisers;
mod blank;
mod receivers;
mod witnesses;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::standard::check::SignatureItem;

pub(super) fn check(desk: Desk<'_>, item: SignatureItem) -> Vec<Verdict> {
    let found = match item {
        SignatureItem::Appraisers => appraisers::check(desk.case),
        SignatureItem::Witnesses => witnesses::check(desk.case),
        SignatureItem::Blank => blank::check(desk.case),
        SignatureItem::Receivers => receivers::check(desk.case),
    };
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}
