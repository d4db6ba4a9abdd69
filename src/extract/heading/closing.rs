//! Where a paper is signed: after its last operative words, before its annexes.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, DocumentKind, SectionName};
use crate::text::Range;

/// Words after which only signatures and annexes follow.
static LAST_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"如不服本|本判决为终审|本裁定为终审|此致|(?:判决|裁定|决定)如下")
        .expect("the pattern is fixed")
});

/// A line that opens an annex: statutes, lists, receipts.
static ANNEX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\n(?:（?附(?:件|录|页|则|注|项|表|相关|本|有关|法|：|\n|）|《|引用|裁判|判决)|（?(?:本(?:判决|裁定|案|文书)书?)?(?:所)?(?:适用|依据|引用|援引|涉及)的?(?:相关|主要|有关)?的?法律|(?:相关|有关)的?法(?:律|条)|法律(?:条文|依据|链接|法规)|《?中华人民共和国刑法》?|第[一二三四五六七八九十百]+条|(?:执行)?回执|（?此联|第[二三四五]联|存根)")
        .expect("the pattern is fixed")
});

/// Bytes of the end of a paper to search when no last words are found.
const TAIL: usize = 1_500;
/// Characters of a line that signs: 审判员王亮二〇二三年九月一日书记员吴兰
const SIGNED_LINE: usize = 40;
/// Up to this size the whole paper is one form.
const FORM: usize = 6_000;

/// The range a paper is signed in.
pub(super) fn range(document: &Document) -> Range {
    let plain = document.plain();
    let start = start(document);
    let end = document
        .section_ranges(SectionName::Statutes)
        .map(|range| range.start)
        .find(|&at| at > start)
        .unwrap_or(plain.len());
    let closing = &plain[start..end];
    let annex = ANNEX.find_iter(closing).map(|found| found.start()).find(|&at| has_date(&closing[..at]));
    start..annex.map_or(end, |at| start + at)
}

fn start(document: &Document) -> usize {
    use DocumentKind as K;
    let plain = document.plain();
    let is_narrative = matches!(
        document.kind,
        K::Judgment | K::Ruling | K::Indictment | K::ProsecutionOpinion | K::NonProsecutionDecision
    );
    if !is_narrative && plain.len() <= FORM {
        return 0;
    }
    let last_words = LAST_WORDS.find_iter(plain).last().map(|found| found.end());
    last_words.unwrap_or_else(|| {
        let tail = plain.len().saturating_sub(TAIL);
        (tail..plain.len()).find(|&at| plain.is_char_boundary(at)).unwrap_or(plain.len())
    })
}

/// Whether a signing date may stand here: an annex before it is part of the body.
fn has_date(words: &str) -> bool {
    words
        .split('\n')
        .any(|line| line.contains('年') && line.contains('日') && line.chars().count() <= SIGNED_LINE)
}
