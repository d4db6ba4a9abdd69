//! 违法所得: the sum the operative part confiscates against the one sum the papers call the accused's gain (刑法 §64).

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::{DocumentKind as K, SectionName};
use crate::text::{Found, Money, Quote, Range, money, slip};

static GAIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:违法所得|非法所得|非法获利|获利|获取报酬|得赃款|好处费|收取报酬)[^，。；\\n0-9]{0,8}$")
        .expect("the pattern is fixed")
});
static TAKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:违法所得|非法所得|非法获利|获利)[^，。；\\n0-9]{0,12}$").expect("the pattern is fixed")
});

/// For one accused only, and where all papers call one sum alone the gain: shares and parts have many.
pub(super) fn check(judgment: &Paper, desk: Desk<'_>) -> Vec<Verdict> {
    let plain = judgment.document.plain();
    let Some(decided) = judgment.document.section_ranges(SectionName::Disposition).next() else {
        return Vec::new();
    };
    if desk.case.persons.len() != 1 || plain.contains("原审") {
        return Vec::new();
    }
    let indictment = desk.case.of_kind(K::Indictment).last().map(|(_, paper)| paper);
    let gains: Vec<(i64, Quote)> = std::iter::once((judgment, 0..decided.start))
        .chain(indictment.map(|paper| (paper, 0..paper.document.plain().len())))
        .flat_map(|(paper, part)| led_by(&GAIN, paper, &part))
        .collect();
    let Some((gain, quote)) = gains.first().filter(|first| gains.iter().all(|gain| gain.0 == first.0)) else {
        return Vec::new();
    };
    let told = money::scan(plain.get(..decided.start).unwrap_or_default());
    let is_told = |fen: i64| told.iter().any(|sum| sum.value.fen == fen);
    let taken = led_by(&TAKEN, judgment, decided);
    let total: i64 = taken.iter().map(|(fen, _)| fen).sum();
    // What was handed in and what is still to be collected make the gain together.
    if total == *gain {
        return Vec::new();
    }
    // Anything far from it is another sum: of several acts, of a share, of what is left.
    let is_slip = |fen: i64| slip::is_digit_slip(fen, *gain) || fen == gain * 10_000 || fen * 10_000 == *gain;
    let off = taken.into_iter().filter(|(fen, _)| is_slip(*fen) && !is_told(*fen));
    off.map(|(_, words)| {
        let message = format!("判决主文的违法所得为“{}”，认定的为“{}”，不一致", words.text, quote.text);
        Verdict::fail(message, vec![words, quote.clone()]).confident(0.75)
    })
    .collect()
}

/// Exact sums of a part of a paper right behind such words.
fn led_by(lead: &Regex, paper: &Paper, part: &Range) -> Vec<(i64, Quote)> {
    let words = paper.document.plain().get(part.clone()).unwrap_or_default();
    let is_led = |sum: &Found<Money>| {
        let before = &words[..sum.range.start];
        let from = before.char_indices().rev().nth(24).map_or(0, |(at, _)| at);
        !sum.value.approximate && lead.is_match(&before[from..])
    };
    let quote = |sum: Found<Money>| {
        let range = part.start + sum.range.start..part.start + sum.range.end;
        (sum.value.fen, paper.document.quote(&range))
    };
    money::scan(words).into_iter().filter(is_led).map(quote).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::extract;

    #[test]
    fn only_sums_called_a_gain_are_read() {
        let text = "被告人林小舟获利人民币3000元，骗得50000元，违法所得约2000元，退缴违法所得人民币3000元。";
        let document = Document::from_text(K::Indictment, text);
        let paper = Paper { elements: extract(&document), document };
        let gains: Vec<i64> = led_by(&GAIN, &paper, &(0..paper.document.plain().len()))
            .into_iter()
            .map(|gain| gain.0)
            .collect();
        assert_eq!(gains, [300_000, 300_000]);
    }
}
