//! What a sanction shares with the one told right before it.

use super::super::words::holds;
use crate::extract::elements::{Prior, PriorKind};
use crate::text::Range;

/// Where the sanction before stands.
pub(super) struct Told {
    pub range: Range,
    pub punishment: Range,
}

/// Whether only marks of a list stand between two sanctions.
fn is_adjacent(gap: &str) -> bool {
    gap.chars().all(|mark| matches!(mark, '，' | '、' | '；' | '并'))
}

fn has_anchor(prior: &Prior) -> bool {
    prior.decided.is_some() || prior.ground.is_some() || prior.organ.is_some()
}

/// ；撤销缓刑，合并决定执行有期徒刑二年: more of the punishment before, no sanction of its own.
pub(super) fn is_part(gap: &str, text: &str, told: &Prior, prior: &Prior) -> bool {
    prior.kind == told.kind && is_adjacent(gap) && !has_anchor(prior) && !holds(text, &["又", "曾", "再"])
}

/// A punishment without day, ground or office that follows nothing is no sanction we know of.
pub(super) fn is_loose(text: &str, prior: &Prior) -> bool {
    !has_anchor(prior) && prior.released.is_none() && !holds(text, &["曾", "又", "受过"])
}

/// Takes over what one sentence tells once for several sanctions.
pub(super) fn share(gap: &str, text: &str, told: &Prior, prior: &mut Prior) {
    if !is_adjacent(gap) {
        return;
    }
    let is_criminal = |prior: &Prior| prior.kind == PriorKind::Criminal;
    let is_alike = is_criminal(told) == is_criminal(prior);
    // 曾因犯盗窃罪，于3月1日被判处……；9月2日被判处……: a ground told before the first day holds on.
    let leads = match (&told.ground, &told.decided) {
        (Some(ground), Some(day)) => ground.quote.start < day.quote.start,
        _ => false,
    };
    let says_so = text.starts_with("于") || text.starts_with("又于");
    if prior.ground.is_none() && (is_alike && (leads || !is_criminal(prior)) || says_so) {
        prior.ground.clone_from(&told.ground);
    }
    // 被行政拘留十日，强制隔离戒毒二年; 被判处……，犯抢夺罪被判处……: one decision.
    let is_one = (!gap.contains('；') || text.starts_with('犯'))
        && is_alike
        && !holds(text, &["又", "曾", "再", "后"]);
    if is_one && prior.decided.is_none() {
        prior.decided.clone_from(&told.decided);
        prior.organ = prior.organ.take().or_else(|| told.organ.clone());
    }
    // 分别于3月1日判处……、9月2日判处……: by the court named first.
    if gap == "、" && is_alike && prior.organ.is_none() && !text.contains('被') {
        prior.organ.clone_from(&told.organ);
    }
}
