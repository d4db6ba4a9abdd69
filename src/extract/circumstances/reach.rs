//! How far a claim reaches that the author reports.

use std::sync::LazyLock;

use super::voice::{self, is_open_quotation};
use crate::text::{Pattern, Range};

/// 提出：1.……；2.……；3.……: numbered points that follow an open claim belong to it.
pub(super) fn end_of_points(text: &str, sentences: &[Range], index: usize, claim: Range) -> usize {
    let is_open = |end: usize| {
        sentences.get(index).is_some_and(|sentence| {
            text.get(end..sentence.end).is_some_and(|rest| matches!(rest, "" | "；" | "。"))
        })
    };
    let words = text.get(claim.clone()).unwrap_or_default();
    if is_open(claim.end) && is_open_quotation(words) {
        let reach = sentences.get((index + 6).min(sentences.len() - 1)).map_or(text.len(), |s| s.end);
        let rest = text.get(claim.end..reach).unwrap_or_default();
        return rest.find('”').map_or(claim.end, |close| claim.end + close);
    }
    if is_open(claim.end) && !POINT.is_match(words) && voice::reports(words) {
        return end_of_report(text, sentences, index, claim.end);
    }
    if let Some(end) = end_after_semicolons(text, sentences, index, claim.end) {
        return end;
    }
    if !is_open(claim.end) || !POINT.is_match(words) {
        return claim.end;
    }
    let points = sentences.iter().skip(index + 1).take_while(|sentence| {
        text.get((*sentence).clone()).is_some_and(|words| NUMBERED.is_match(words) && !AUTHOR.is_match(words))
    });
    points.last().map_or(claim.end, |sentence| sentence.end)
}

/// 上诉人甲的上诉理由是，……。其……。: the sentences that follow are his too, up to where another speaks.
fn end_of_report(text: &str, sentences: &[Range], index: usize, end: usize) -> usize {
    let mut last = end;
    for (offset, sentence) in sentences.iter().skip(index).take(12).enumerate() {
        let words = text.get(sentence.clone()).unwrap_or_default();
        if offset > 0 && (AUTHOR.is_match(words) || voice::speaks_next(words)) {
            break;
        }
        last = sentence.end;
        if words.ends_with('\n') {
            break;
        }
    }
    last
}

/// 辩护人提出甲系从犯；甲系自首的辩护意见，经查……: one plea in spite of its semicolons.
fn end_after_semicolons(text: &str, sentences: &[Range], index: usize, end: usize) -> Option<usize> {
    let here = sentences.get(index)?;
    match text.get(end..here.end)? {
        "；" => {}
        "。" => return end_after_stop(text, sentences, index),
        _ => return None,
    }
    // 甲上诉提出：……；……。 lists its points up to the full stop.
    let told = text.get(here.start..end)?;
    let lists = ["：", "称，", "提出，", "辩护人认为"].iter().any(|word| told.contains(word));
    let mut is_one_speakers = true;
    for sentence in sentences.iter().skip(index + 1).take(8) {
        let words = text.get(sentence.clone())?;
        is_one_speakers &= !voice::speaks_next(words) && !words.contains("辩护人");
        let named = PLEA.find(words);
        if let Some(author) = AUTHOR.find(words)
            && named.is_none_or(|named| author.start() < named.start())
        {
            return None;
        }
        if let Some(named) = named {
            return Some(sentence.start + named.start());
        }
        if !words.ends_with('；') {
            let is_answered = text.get(sentence.end..).is_some_and(|next| next.starts_with("经查"));
            return (lists || is_answered && is_one_speakers).then_some(sentence.end);
        }
    }
    None
}

/// 辩护人提出甲系从犯。且甲系自首，建议从轻处罚的意见。经查……: one plea in spite of its stops.
fn end_after_stop(text: &str, sentences: &[Range], index: usize) -> Option<usize> {
    for sentence in sentences.iter().skip(index + 1).take(3) {
        let words = text.get(sentence.clone())?;
        if !GOES_ON.is_match(words) || AUTHOR.is_match(words) {
            return None;
        }
        if let Some(named) = PLEA.find(words) {
            return words[named.end()..].starts_with(['。', '，']).then_some(sentence.start + named.start());
        }
    }
    None
}

static PLEA: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:的|等)(?:辩护|上诉|代理|辩解|诉辩|相关)*(?:意见|理由|观点|辩解)")
        .expect("the pattern is fixed")
});

/// A plea goes on.
static GOES_ON: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:且|并|其[^他余]|同时|另外|综上|建议|请求|故|希望|应)").expect("the pattern is fixed")
});

pub(super) static POINT: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("[：，]（?[1一](?:[、.）]|是)").expect("the pattern is fixed"));

static NUMBERED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^（?(?:[2-9]|[二三四五六七八九])(?:[、.）]|是)").expect("the pattern is fixed")
});

static AUTHOR: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("经查|本院|合议庭|予(?:以)?采[纳信]").expect("the pattern is fixed"));

/// 2、林某系从犯。经查，……: a point of the plea that is answered.
pub(super) fn is_answered_point(text: &str, sentences: &[Range], index: usize) -> bool {
    let words =
        |at: usize| sentences.get(at).and_then(|sentence| text.get(sentence.clone())).unwrap_or_default();
    let point = words(index);
    NUMBERED.is_match(point)
        && !AUTHOR.is_match(point)
        && ["经查", "经审查", "经审理"].iter().any(|looks| words(index + 1).trim_start().starts_with(looks))
}
