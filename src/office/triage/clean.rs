//! 没有问题的案件: which cases may be signed off together, said once and for all.
//!
//! A case is clean when all of these hold: no finding above a hint stands or may stand (set aside by the office or
//! excluded by a reviewer counts as gone); nothing crosses a statutory tier; no ground for a mandatory review shows;
//! every paper was read whole; at least half of the points that apply could be told; the program suggests the plain
//! grade and nobody proposed another; and it was not set aside for a human look.

use super::Item;
use super::weights::WEIGHTS;
use crate::office::{Move, State, arrow, is_plain};
use crate::review::Severity;

/// Whether the case may be signed off with others.
///
/// # Errors
/// Why not, in Chinese.
pub fn check(item: &Item) -> Result<(), String> {
    let brief = &item.known.brief;
    let state = item.state();
    if !may_leave(state) {
        return Err(format!("案件现为“{}”，不能签结", state.label()));
    }
    if item.known.sampled {
        return Err("已抽出须人工核看，不能成批签结".to_owned());
    }
    let above: u32 = item.counts.iter().take(Severity::Hint as usize).sum();
    if above > 0 {
        return Err(format!("还有 {above} 项提示以上的发现"));
    }
    if !brief.crossings.is_empty() {
        return Err("三书有跨量刑档次的不一致".to_owned());
    }
    if let Some(trigger) = brief.triggers.first() {
        return Err(format!("属于重点评查情形（{trigger}），须逐件评查"));
    }
    if brief.unread > 0 {
        return Err(format!("有 {} 份文书未能读全", brief.unread));
    }
    if told_share(brief.told, brief.unknown) < WEIGHTS.clean.least_told {
        return Err(format!("能够判断的评查点只有 {} 个，另有 {} 个无法判断", brief.told, brief.unknown));
    }
    if !is_plain(item.grade()) || !is_plain(&brief.grade) {
        return Err(format!("等次为“{}”，只有合格的可以成批签结", item.grade()));
    }
    Ok(())
}

/// Whether a case in this state can be signed off at all.
pub fn may_leave(state: State) -> bool {
    arrow(Move::SignOff).is_some_and(|row| row.from.contains(&state))
}

/// The usual share of a batch that is set aside for a human look, in percent.
pub fn usual_percent() -> u32 {
    WEIGHTS.sample.percent
}

fn told_share(told: u32, unknown: u32) -> f64 {
    let all = told + unknown;
    if all == 0 { 0.0 } else { f64::from(told) / f64::from(all) }
}
