//! Cuts told facts into incidents (笔): by numbers, else by new dates, else one.

use super::marks::{self, Mark};
use super::words::WORDS;
use crate::text::{Range, date};

/// One incident: its own words, then what is told after it is over.
pub(super) struct Passage {
    /// The incident itself.
    pub(super) core: Range,
    /// Arrest, repayment, appraisals; empty where nothing follows.
    pub(super) tail: Range,
    /// Headings and what is told before the incident.
    pub(super) preamble: Range,
}

/// A sentence with the number it opens with.
struct Unit {
    range: Range,
    mark: Option<(Mark, usize)>,
}

/// Incidents of the pieces, in order.
pub(super) fn passages(plain: &str, pieces: &[Range]) -> Vec<Passage> {
    let units: Vec<Unit> = pieces
        .iter()
        .flat_map(|piece| marks::sentences(plain, piece))
        .map(|range| Unit { mark: marks::mark(plain.get(range.clone()).unwrap_or_default()), range })
        .collect();
    let mut starts = numbered(plain, &units);
    if starts.len() < 2 {
        starts = dated(plain, &units);
    }
    let groups = group(plain, &units, &starts);
    groups.into_iter().map(|units| passage(plain, units)).filter(|passage| !passage.core.is_empty()).collect()
}

/// Indices of units that open a numbered item, where the numbers run and the items tell facts.
fn numbered(plain: &str, units: &[Unit]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut open: Vec<(Mark, Vec<usize>)> = Vec::new();
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        let Some((mark, _)) = unit.mark else { continue };
        let known = open.iter().position(|(last, _)| last.style == mark.style).or_else(|| {
            let goes_on = |last: &Mark| last.style.is_sibling(mark.style) && last.ordinal + 1 == mark.ordinal;
            open.iter().position(|(last, _)| goes_on(last))
        });
        match known {
            Some(at) if mark.ordinal > open[at].0.ordinal && mark.ordinal <= open[at].0.ordinal + 2 => {
                open[at].0 = mark;
                open[at].1.push(index);
            }
            Some(at) if mark.ordinal == 1 => {
                runs.push(std::mem::take(&mut open[at].1));
                open[at] = (mark, vec![index]);
            }
            None if mark.ordinal == 1 => open.push((mark, vec![index])),
            _ => {}
        }
    }
    runs.extend(open.into_iter().map(|(_, run)| run));
    for run in runs {
        // A lone （一） heads the only part of a charge; it does no harm as a border.
        let telling = run.iter().filter(|&&index| tells(plain, units, index)).count();
        if run.len() > 1 && telling * 2 > run.len() || run.len() == 1 && telling == 1 {
            starts.extend(run);
        }
    }
    starts.sort_unstable();
    starts
}

/// Whether an item is a fact or the heading of facts, not one of a list of things.
fn tells(plain: &str, units: &[Unit], index: usize) -> bool {
    let words = plain.get(units[index].range.clone()).unwrap_or_default();
    let bare = marks::strip_mark(words).trim();
    let is_heading =
        bare.ends_with('罪') || bare.ends_with("事实") || bare.ends_with("部分") || bare.ends_with("罪：");
    is_heading
        || WORDS.offence.is_match(bare)
            && (!date::scan(bare).is_empty() || bare.contains("被告人") || bare.contains(['年', '月']))
}

/// Indices of units that open with a date and tell an offence that is its own incident.
fn dated(plain: &str, units: &[Unit]) -> Vec<usize> {
    let mut starts = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        let words = plain.get(unit.range.clone()).unwrap_or_default();
        let bare = marks::strip_mark(words).trim_start();
        let opening: String = bare.chars().take(30).collect();
        let opens = date::scan_from(&opening, None).first().is_some_and(|date| date.range.start <= 12)
            || ["同年", "同月", "次日", "次月", "次年", "当日", "当晚"]
                .iter()
                .any(|word| bare.starts_with(word));
        if opens && WORDS.repeatable.is_match(bare) && !WORDS.tail.is_match(bare) {
            starts.push(index);
        }
    }
    starts
}

/// Units of each incident; what stands before the first goes with it.
fn group<'u>(plain: &str, units: &'u [Unit], starts: &[usize]) -> Vec<&'u [Unit]> {
    if starts.len() < 2 {
        return if units.is_empty() { Vec::new() } else { vec![units] };
    }
    let mut groups: Vec<&[Unit]> = Vec::new();
    let mut from = 0;
    for (position, &start) in starts.iter().enumerate() {
        let end = starts.get(position + 1).copied().unwrap_or(units.len());
        let Some(own) = units.get(start..end) else { continue };
        if end < units.len() && is_lead_in(plain, own) {
            continue;
        }
        groups.extend(units.get(from..end));
        from = end;
    }
    groups
}

/// A heading or an introduction: what follows it in deeper numbers are the incidents.
fn is_lead_in(plain: &str, units: &[Unit]) -> bool {
    let (Some(first), Some(last)) = (units.first(), units.last()) else { return true };
    let words = plain.get(first.range.start..last.range.end).unwrap_or_default().trim();
    let bare = marks::strip_mark(words);
    let announces = bare.ends_with('：')
        || bare.ends_with("如下。")
        || bare.ends_with("如下")
        || bare.ends_with("分述如下。");
    announces || bare.chars().count() < 18 || !WORDS.offence.is_match(bare)
}

/// Divides the units of one incident into preamble, core and tail.
fn passage(plain: &str, units: &[Unit]) -> Passage {
    let bare =
        |unit: &Unit| marks::strip_mark(plain.get(unit.range.clone()).unwrap_or_default()).trim_start();
    // Headings and introductions stand before the last number that opens facts.
    let first = units
        .iter()
        .rposition(|unit| {
            unit.mark.is_some() && WORDS.offence.is_match(bare(unit)) && bare(unit).chars().count() >= 18
        })
        .filter(|&at| {
            units
                .get(..at)
                .is_some_and(|before| before.last().is_none_or(|unit| ends_lead_in(plain, unit)) || at == 0)
        })
        .unwrap_or(0);
    let over = units
        .iter()
        .enumerate()
        .skip(first + 1)
        .find(|(_, unit)| WORDS.tail.is_match(bare(unit)))
        .map_or(units.len(), |(index, _)| index);
    let start = units.first().map_or(0, |unit| unit.range.start);
    let core_start = units.get(first).map_or(start, |unit| unit.range.start);
    let core_end = reach(units, first, over);
    let before_core = first.checked_sub(1).map_or(core_start, |at| reach(units, 0, at + 1));
    // Evidence may stand between an incident and what is told after it.
    let resumed = (first + 1..units.len()).find(|&at| {
        at >= over
            || units
                .get(at)
                .is_some_and(|unit| unit.range.start > core_end && WORDS.resume.is_match(bare(unit)))
    });
    let tail = resumed.and_then(|at| Some(units.get(at)?.range.start..reach(units, at, units.len())));
    Passage {
        preamble: start..before_core.max(start),
        core: core_start..core_end,
        tail: tail.unwrap_or(core_end..core_end),
    }
}

/// End of the unbroken text from unit `from` on, before unit `to`.
fn reach(units: &[Unit], from: usize, to: usize) -> usize {
    let Some(first) = units.get(from) else { return 0 };
    let rest = units.get(from + 1..to).unwrap_or_default();
    rest.iter()
        .fold((first.range.end, true), |(end, unbroken), unit| {
            if unbroken && unit.range.start == end { (unit.range.end, true) } else { (end, false) }
        })
        .0
}

fn ends_lead_in(plain: &str, unit: &Unit) -> bool {
    let words = plain.get(unit.range.clone()).unwrap_or_default().trim();
    words.ends_with('：')
        || words.ends_with("如下。")
        || marks::strip_mark(words).chars().count() < 18
        || words.ends_with('。')
}
