//! Sums that say the same money twice become one.

use super::mention::Mention;
use super::words::{WORDS, nearest};

/// Fen by which two ways of adding up may differ: a yuan.
pub(super) const ROUNDING: i64 = 100;

type Kept<'m, 'a> = Vec<&'m Mention<'a>>;

pub(super) fn sum(mentions: &[&Mention<'_>]) -> i64 {
    mentions.iter().fold(0, |sum, mention| sum.saturating_add(mention.fen))
}

/// Whether a sum is the stated one up to rounding, `share` of a thousand at most.
pub(super) fn agrees(sum: i64, stated: i64, share: i64) -> bool {
    (sum - stated).abs() <= ROUNDING.max(stated / 1000 * share)
}

/// The mentions without those that a local total holds, restatements and breakdowns.
pub(super) fn merge<'m, 'a>(losses: &[&'m Mention<'a>]) -> Kept<'m, 'a> {
    let mut kept: Kept<'m, 'a> = Vec::new();
    for &mention in losses {
        if is_local_total(mention)
            && let Some(held) = held_by(mention, &kept)
        {
            let mut index = 0;
            kept.retain(|_| {
                index += 1;
                !held.contains(&(index - 1))
            });
        } else if is_restated(mention, &kept) {
            continue;
        }
        kept.push(mention);
    }
    without_breakdowns(kept)
}

/// 共计 before a sum that closes a list; 共计价值500元的手机 opens one.
fn is_local_total(mention: &Mention<'_>) -> bool {
    let pattern = &WORDS.pattern;
    let adds = mention.total || pattern.rounded.is_match(mention.clause);
    adds && (!pattern.of_a_thing.is_match(mention.behind) || pattern.price_of.is_match(mention.behind))
}

/// Indexes of the kept mentions that the total already holds.
fn held_by(total: &Mention<'_>, kept: &[&Mention<'_>]) -> Option<Vec<usize>> {
    let beside: Vec<usize> = (0..kept.len())
        .filter(|&at| kept[at].sentence == total.sentence && total.range.start - kept[at].range.start < 600)
        .collect();
    let fen = |at: &usize| kept[*at].fen;
    let mut sum_back = 0_i64;
    for (count, at) in beside.iter().rev().enumerate() {
        sum_back = sum_back.saturating_add(fen(at));
        if agrees(sum_back, total.fen, 3) {
            return Some(beside[beside.len() - count - 1..].to_vec());
        }
    }
    let sum_beside = beside.iter().map(fen).fold(0_i64, i64::saturating_add);
    let plain = !beside.is_empty() && beside.iter().all(|&at| !kept[at].total);
    if plain && (sum_beside <= total.fen + ROUNDING || beside.len() > 2) {
        return Some(beside);
    }
    let mut sum_back = 0_i64;
    for at in (0..kept.len()).rev() {
        sum_back = sum_back.saturating_add(kept[at].fen);
        let several = kept.len() - at > 1 || kept[at].paragraph == total.paragraph;
        if several && agrees(sum_back, total.fen, 3) {
            return Some((at..kept.len()).collect());
        }
        if sum_back > total.fen.saturating_add(total.fen / 100) {
            break;
        }
    }
    // 共计骗得 less than was paid: some of it went back.
    let paragraph: Vec<usize> = (0..kept.len()).filter(|&at| kept[at].paragraph == total.paragraph).collect();
    let paid = paragraph.iter().map(fen).fold(0_i64, i64::saturating_add);
    let largest = paragraph.iter().map(fen).max().unwrap_or_default();
    let taken = nearest(&WORDS.taking, total.clause).is_some();
    (taken && paragraph.len() > 1 && total.fen < paid && total.fen >= largest).then_some(paragraph)
}

fn is_restated(mention: &Mention<'_>, kept: &[&Mention<'_>]) -> bool {
    !mention.opens
        && WORDS.pattern.restated.is_match(mention.clause)
        && kept.iter().any(|known| known.fen == mention.fen && known.paragraph == mention.paragraph)
}

/// Drops sums that add up to an earlier one of their paragraph: 盗得500元, 其中 … 300元, … 200元.
fn without_breakdowns<'m, 'a>(mut kept: Kept<'m, 'a>) -> Kept<'m, 'a> {
    let mut at = 0;
    while at < kept.len() {
        let whole = kept[at];
        let mut end = at + 1;
        let mut parts = 0_i64;
        while end < kept.len() && parts < whole.fen && kept[end].paragraph == whole.paragraph {
            parts = parts.saturating_add(kept[end].fen);
            end += 1;
        }
        let new_act = |part: &&Mention<'_>| {
            nearest(&WORDS.taking, part.clause).is_some() && !part.clause.ends_with('的')
        };
        if parts == whole.fen && end - at > 2 && !kept[at + 1..end].iter().any(new_act) {
            kept.drain(at + 1..end);
        }
        at += 1;
    }
    kept
}
