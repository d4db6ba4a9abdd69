//! Whether two amounts stand in the same tier.

use super::Explanation;
use crate::case::Profile;
use crate::law::tiers::{Local, Quantity, Reading, TierAnswer, tier};
use crate::search::similar::likeness::{Asked, Likeness};

/// Amounts that differ by less than this factor are told as close where no tier is known.
const CLOSE: f64 = 2.0;
const FEN_PER_YUAN: i64 = 100;
const YUAN_PER_WAN: i64 = 10_000;

pub(super) fn compare(asked: &Asked, other: &Profile, likeness: &Likeness, told: &mut Explanation) {
    let (Some(own_fen), Some(other_fen)) = (asked.profile.amount_fen, other.amount_fen) else { return };
    let both = format!("本案{}，该案{}", money(own_fen), money(other_fen));
    let shared = asked.likeness.charges.iter().find(|charge| likeness.charges.contains(charge));
    let day = asked.profile.date.or(other.date);
    let reached = |fen| tier(shared?, &Quantity::Money(fen), Local::default(), day?).filter(is_open_to_none);
    if let (Some(own), Some(theirs)) = (reached(own_fen), reached(other_fen)) {
        let name = |answer: &TierAnswer| answer.label.unwrap_or("未达第一档");
        if own.reading == theirs.reading {
            told.alike.push(format!("数额同属一档（{}）：{both}", name(&own)));
        } else {
            told.differs.push(format!("数额档次不同（{}、{}）：{both}", name(&own), name(&theirs)));
        }
        return;
    }
    let factor = own_fen.max(other_fen) as f64 / own_fen.min(other_fen).max(1) as f64;
    if factor < CLOSE {
        told.alike.push(format!("数额相近：{both}"));
    } else {
        told.differs.push(format!("数额：{both}"));
    }
}

/// A line that the provinces may draw elsewhere says nothing.
fn is_open_to_none(answer: &TierAnswer) -> bool {
    !matches!(answer.reading, Reading::Between(_))
}

/// 8500元, 12.3万元
pub(super) fn money(fen: i64) -> String {
    let yuan = fen / FEN_PER_YUAN;
    if yuan < YUAN_PER_WAN {
        return format!("{yuan}元");
    }
    let text = format!("{:.2}", yuan as f64 / YUAN_PER_WAN as f64);
    format!("{}万元", text.trim_end_matches('0').trim_end_matches('.'))
}
