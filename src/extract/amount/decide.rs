//! The total of the crime: a stated one where the parts bear it out, else the sum of the parts.

use super::mention::Mention;
use super::merge::{ROUNDING, agrees, sum};
use super::words::WORDS;

/// Sums that may be reached while looking whether parts make up a stated total.
const MOST_SUMS: usize = 4000;

type List<'m, 'a> = Vec<&'m Mention<'a>>;

/// The mentions that make up the total: `kept` are the parts, `losses` every sum that is a loss.
pub(super) fn decide<'m, 'a>(
    plain: &str,
    losses: &[&'m Mention<'a>],
    kept: &[&'m Mention<'a>],
) -> List<'m, 'a> {
    let mut totals: List<'m, 'a> = losses.iter().copied().filter(|mention| mention.total).collect();
    totals.sort_by_key(|mention| std::cmp::Reverse(mention.fen));
    if let Some(counted) = totals.iter().find_map(|total| borne_out(total, kept)) {
        return counted;
    }
    if let Some(&first) = kept.first()
        && kept.len() > 1
        && announces(plain, first)
    {
        return vec![first];
    }
    totals.sort_by_key(|mention| mention.range.start);
    let all = sum(kept);
    let accused = totals
        .iter()
        .find(|total| total.opinion && (makes_up(losses, total) || total.fen as f64 > all as f64 * 0.98));
    if let Some(&total) = accused {
        return vec![total];
    }
    match kept.last() {
        Some(&last)
            if kept.len() > 1
                && last.total
                && WORDS.pattern.closing.is_match(&plain[last.sentence.clone()]) =>
        {
            vec![last]
        }
        _ => kept.to_vec(),
    }
}

/// A total that is the sum of the other parts, or of those behind it.
fn borne_out<'m, 'a>(total: &'m Mention<'a>, kept: &[&'m Mention<'a>]) -> Option<List<'m, 'a>> {
    let same = |mention: &Mention<'_>| mention.range == total.range;
    let others: List<'m, 'a> = kept.iter().copied().filter(|mention| !same(mention)).collect();
    let plain: List<'m, 'a> = others.iter().copied().filter(|mention| !mention.total).collect();
    if plain.len() > 1
        && (sum(&plain) - total.fen).abs() <= ROUNDING
        && plain.last().is_some_and(|last| last.range.start < total.range.start)
    {
        return Some(vec![total]);
    }
    let comparable =
        others.len() > 1 || others.first().is_some_and(|other| other.paragraph == total.paragraph);
    if comparable && !others.is_empty() {
        let parts = sum(&others);
        if total.approximate && agrees(parts, total.fen, 50) {
            return Some(others);
        }
        if agrees(parts, total.fen, 4) {
            return Some(if parts == total.fen { others } else { vec![total] });
        }
    }
    let at = kept.iter().position(|mention| same(mention))?;
    let behind = kept.get(at + 1..).unwrap_or_default();
    let stated_for = behind.len() > 1 || behind.first().is_some_and(|part| part.paragraph == total.paragraph);
    (stated_for && agrees(sum(behind), total.fen, 4)).then(|| kept[..=at].to_vec())
}

/// 先后三次……共计……元，具体事实如下
fn announces(plain: &str, first: &Mention<'_>) -> bool {
    let sentence = &plain[first.sentence.clone()];
    let next: String = plain[first.range.end..].chars().take(40).collect();
    first.total
        && WORDS.pattern.several.is_match(sentence)
        && (WORDS.pattern.listed.is_match(sentence) || next.contains('：') || next.contains("其中"))
}

/// Whether some of the single sums add up to the total.
fn makes_up(losses: &[&Mention<'_>], total: &Mention<'_>) -> bool {
    let mut sums = vec![0_i64];
    for part in losses.iter().filter(|part| part.range != total.range && !part.opinion) {
        let further: Vec<i64> = sums
            .iter()
            .take(MOST_SUMS)
            .map(|sum| sum.saturating_add(part.fen))
            .filter(|&sum| sum <= total.fen + ROUNDING)
            .collect();
        sums.extend(further);
        sums.sort_unstable();
        sums.dedup();
    }
    sums.iter().any(|sum| (sum - total.fen).abs() <= ROUNDING)
}
