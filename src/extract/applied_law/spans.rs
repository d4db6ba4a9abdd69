//! Sentences in which an author applies the law.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::document::{Document, DocumentKind, SectionName};
use crate::extract::outcome::disposition;
use crate::extract::voices::Voices;
use crate::text::{Pattern, Range, WordList};

#[derive(Deserialize)]
struct Cues {
    applied: WordList,
    others: Vec<String>,
}

static CUES: LazyLock<Cues> =
    LazyLock::new(|| toml::from_str(include_str!("cues.toml")).expect("cues.toml is checked by a test"));

/// Ranges of the normalised text to scan for citations.
pub(super) fn applied(document: &Document, voices: &Voices<'_>) -> Vec<Range> {
    let plain = document.plain();
    let is_court =
        matches!(document.kind, DocumentKind::Judgment | DocumentKind::Ruling | DocumentKind::Unknown);
    let disposition = is_court.then(|| disposition::find(document)).flatten();
    let scope = scope(document, disposition.as_ref());
    let Some(words) = plain.get(scope.clone()) else {
        return Vec::new();
    };
    let is_told_apart = disposition.is_some() && !document.sections.is_empty();
    // The parties argue with the law too, and so did the court below.
    let is_own = |range: &Range| {
        !is_told_apart
            || voices.reasoned().iter().any(|part| part.start < range.end && range.start < part.end)
    };
    let mut spans = Vec::new();
    let mut start = 0;
    let mut is_below = false;
    for part in words.split_inclusive('。') {
        let range = scope.start + start..scope.start + start + part.len();
        start += part.len();
        let is_lead_in = disposition.as_ref().is_some_and(|d| range.end >= d.start && range.start <= d.start);
        if is_lead_in {
            let end = disposition.as_ref().map_or(range.end, |d| d.start).max(range.start);
            let lead = plain.get(range.start..end).unwrap_or_default();
            spans.push(range.start + lead_in_start(lead)..end);
            is_below = false;
        } else if is_court
            && (holds_below(part, &mut is_below) || disposition.is_some() && DECIDES.is_match(part))
        {
            // What a lower court applied is no law of this paper.
        } else if part.contains('条') && CUES.applied.is_in(part) && !others_speak(part) && is_own(&range) {
            spans.push(range);
        }
    }
    spans.extend(disposition.map(|range| within(plain, &range)).unwrap_or_default());
    spans
}

/// 依照……的规定，作出判决：一、……: the paper's own list stands right before its operative part, this one before another's.
static DECIDES: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("作出(?:如下)?判决(?:[：。]|$)|判决：一、").expect("constant pattern"));

/// What an operative part cites itself: 一、依照《刑法》第六十四条之规定，被告人……. A quoted judgment is another's.
fn within(plain: &str, disposition: &Range) -> Vec<Range> {
    static CITED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("(?:依照|依据|根据|按照)(?:《|中华人民共和国)[^。；\\n“”]{2,400}?(?:规定|，被告人|，对)")
            .expect("constant pattern")
    });
    let Some(words) = plain.get(disposition.clone()) else { return Vec::new() };
    let found = CITED.find_iter(words).map(|found| found.range());
    let is_own = |range: &Range| {
        words[..range.start].matches('“').count() == words[..range.start].matches('”').count()
    };
    found.filter(is_own).map(|range| disposition.start + range.start..disposition.start + range.end).collect()
}

/// Whether a lower court speaks, from 原判认为 to where this court or a party takes the word.
fn holds_below(part: &str, is_below: &mut bool) -> bool {
    static BELOW: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("(?:原审|原判|一审|原一审|原裁判)(?:判决|法院|人民法院)?(?:审理|经审理)?(?:认为|[^，。；]{0,12}(?:依照|依据|根据)《)")
            .expect("constant pattern")
    });
    // The lower court calls itself 本院 as well.
    let ends = [
        "本院认为",
        "本院经",
        "本院查明",
        "本院二审",
        "本院再审",
        "本院评",
        "宣判后",
        "判决后",
        "上诉人",
        "抗诉",
        "不服",
        "二审",
        "再审",
    ];
    if BELOW.is_match(part) {
        *is_below = true;
    } else if ends.iter().any(|cue| part.contains(cue)) {
        *is_below = false;
    }
    *is_below
}

/// Reasoning up to the operative part; a paper without parts as a whole, less its annex.
fn scope(document: &Document, disposition: Option<&Range>) -> Range {
    let plain = document.plain();
    let reasoning = document.section_ranges(SectionName::Reasoning).map(|range| range.start).min();
    let statutes = document.section_ranges(SectionName::Statutes).map(|range| range.start).min();
    let end = disposition.map(|range| range.start).or(statutes).unwrap_or(plain.len());
    let by_phrase = ["本院认为", "综上所述", "上述犯罪事实清楚"]
        .iter()
        .filter_map(|phrase| plain.get(..end)?.rfind(phrase))
        .max();
    let start = match (reasoning, by_phrase) {
        (Some(section), Some(phrase)) => section.min(phrase),
        (section, phrase) => section.or(phrase).unwrap_or(0),
    };
    // An operative part without reasoning before it still has its lead-in.
    start.min(end)..end.max(start)
}

/// Where the court's own list of articles starts: what others ask for may stand before it in the same sentence.
fn lead_in_start(lead: &str) -> usize {
    let others =
        CUES.others.iter().filter_map(|word| lead.rfind(word.as_str()).map(|at| at + word.len())).max();
    let Some(others) = others else { return 0 };
    let rest = lead.get(others..).unwrap_or_default();
    let own = ["依照", "依据", "根据", "按照", "适用"]
        .iter()
        .flat_map(|cue| rest.match_indices(cue).map(|(at, cue)| (at, at + cue.len())))
        .filter(|&(_, end)| ["《", "中华", "最高", "第", "刑"].iter().any(|law| rest[end..].starts_with(law)))
        .map(|(at, _)| at)
        .min();
    own.map_or(0, |at| others + at)
}

/// Whether somebody else speaks in a sentence. A defender who only witnessed the plea says nothing.
fn others_speak(sentence: &str) -> bool {
    let sentence = sentence.replace("辩护人见证", "").replace("辩护人在场", "");
    CUES.others.iter().any(|word| sentence.contains(word.as_str()))
}
