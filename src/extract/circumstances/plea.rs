//! For whom a plea is made: whoever opens it, or whose defender does.

use super::mention::Mention;
use super::sentence::{line_before, sentence_before};
use crate::text::Pattern;

/// Before a name that opens a plea: the end of the sentence before, or a number.
static OPENED: Pattern = Pattern::fixed(
    "(?:^|[。；\\n])(?:（?[0-9一二三四五六七八九十]{1,3}[、.）．])?(?:[^，。；\\n]{0,12}[中时后]，)?(?:对于?|关于|针对)?(?:上诉人（原审被告人）|原审被告人|被告人|上诉人|被告单位)?$",
);

/// After it: somebody speaks.
static SPEAKS: Pattern = Pattern::fixed(
    "^(?:及其|的|之|和其|、其)?(?:各自的?)?(?:指定|委托|第[一二]|二审|一审)*(?:辩护人|辩护律师|法定代理人)|^(?:当庭|还|另|亦|也|均|都|并)*(?:辩称|辩解|提出|上诉称|上诉提出|诉称|自行辩护|供述与辩解|称|认为)|^(?:均|当庭|都)*(?:对|就)[^，。；]{0,40}(?:指控|起诉|公诉|异议|意见|供认|承认)|^的?(?:主要)?(?:上诉理由|辩护意见|辩解意见|上诉意见|辩解)",
);

/// Indices of those for whom the plea that holds byte `at` is made; none where its paragraph does not open with them,
/// or tells of somebody else at the head of a sentence.
pub(super) fn made_for(text: &str, mentions: &[Mention], at: usize) -> Option<Vec<usize>> {
    let line = at - line_before(text, at).len();
    let before = mentions.iter().rev().skip_while(|mention| mention.range.end > at);
    let heads =
        before.take_while(|mention| mention.range.start >= line).filter(|mention| opens(text, mention));
    let sentence = at - sentence_before(text, at).len();
    for head in heads {
        if text.get(head.range.end..at).is_some_and(names_unknown_defender) {
            return None;
        }
        if SPEAKS.is_match(&text[head.range.end..]) {
            return (!head.who.is_empty()).then(|| head.who.clone());
        }
        // （3）乙没有获利。（4）其已退赃: a point on somebody else is over.
        if head.range.start >= sentence || !tells_own(text, sentence, at) {
            return None;
        }
    }
    None
}

/// Whether the sentence begins with the pleader's own 其.
fn tells_own(text: &str, sentence: usize, at: usize) -> bool {
    static OWN: Pattern = Pattern::fixed("^(?:（?[0-9一二三四五六七八九十]{1,3}[）、.．])?其[^他余中]");
    text.get(sentence..at).is_some_and(|words| OWN.is_match(words))
}

/// Indices of those for whom somebody speaks at byte `at`: the last who were named as speaking, or as defended, since
/// byte `from`; none where a defender speaks of whom nobody tells whom he defends.
pub(super) fn spoken_for(text: &str, mentions: &[Mention], from: usize, at: usize) -> Option<Vec<usize>> {
    let heads = mentions.iter().rev().find(|mention| {
        mention.range.start >= from
            && mention.range.end <= at
            && (is_defender(text, mention) || SPEAKS.is_match(&text[mention.range.end..]))
    })?;
    let since = text.get(heads.range.end..at)?;
    (!names_unknown_defender(since) && !heads.who.is_empty()).then(|| heads.who.clone())
}

/// Whether a defender by name speaks in `words` who is not told by whom he defends.
fn names_unknown_defender(words: &str) -> bool {
    static NAMED: Pattern = Pattern::fixed(
        "(?P<of>其|的|指定|委托)?辩护人[\\p{Han}]{2,3}?(?:提出|认为|辩称|辩护|为被告|和辩护人|、|均|还)",
    );
    NAMED
        .captures_iter(words)
        .any(|found| found.name("of").is_none() && found.get(0).is_some_and(|whole| whole.start() > 0))
}

/// Whether a defender is named, who stands for those he defends.
fn is_defender(text: &str, mention: &Mention) -> bool {
    text[mention.range.clone()].starts_with("辩护人")
}

/// Whether the mention stands at the head of a sentence.
fn opens(text: &str, mention: &Mention) -> bool {
    let before = &text[..mention.range.start];
    let start = before.char_indices().rev().nth(36).map_or(0, |(start, _)| start);
    OPENED.is_match(&before[start..])
}
