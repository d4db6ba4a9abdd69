//! Sums of money with what stands around them.

use super::words::WORDS;
use crate::text::money;
use crate::text::{Found, Range};

/// Characters looked at before a sum, and behind it.
const BEFORE: usize = 40;
const BEHIND: usize = 16;

/// A sum in its place.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one question asked of the sentence")]
pub(super) struct Mention<'a> {
    pub(super) fen: i64,
    pub(super) range: Range,
    pub(super) approximate: bool,
    /// From the last comma to the sum.
    pub(super) clause: &'a str,
    /// From the last but one comma to the sum.
    pub(super) clauses: &'a str,
    /// The sentence before the sum.
    pub(super) before: &'a str,
    /// The next few characters of the clause.
    pub(super) behind: &'a str,
    /// All of the clause behind the sum.
    pub(super) rest: &'a str,
    pub(super) sentence: Range,
    pub(super) paragraph: usize,
    /// The paragraph opens an incident.
    pub(super) opens: bool,
    /// Adds up other sums (共计 …).
    pub(super) total: bool,
    pub(super) evidence: bool,
    pub(super) opinion: bool,
    pub(super) earlier_case: bool,
    pub(super) afterwards: bool,
}

/// All sums of a normalised text, in order.
pub(super) fn read(plain: &str) -> Vec<Mention<'_>> {
    let pattern = &WORDS.pattern;
    let sums = sums(plain);
    let mut mentions = Vec::new();
    let mut in_evidence = false;
    for paragraph in pieces(plain, 0, &['\n']) {
        let text = &plain[paragraph.clone()];
        let opens = pattern.opens.is_match(text);
        if pattern.evidence.is_match(head(text, 40)) && !opens {
            in_evidence = true;
        } else if opens && head(text, 60).contains("被告人") && !pattern.first_person.is_match(text) {
            in_evidence = false;
        }
        let afterwards = pattern.afterwards_paragraph.is_match(text);
        for sentence in pieces(text, paragraph.start, &['。', '；']) {
            let first = sums.partition_point(|sum| sum.range.start < sentence.start);
            let inside = sums[first..].iter().take_while(|sum| sum.range.start < sentence.end);
            let mut inside = inside.peekable();
            if inside.peek().is_none() {
                continue;
            }
            let words = &plain[sentence.clone()];
            let evidence =
                in_evidence || pattern.evidence.is_match(words) || pattern.first_person.is_match(words);
            let opinion = pattern.opinion.is_match(words);
            let afterwards = afterwards || pattern.afterwards.is_match(head(words, 14));
            for sum in inside {
                let around = Around::of(plain, &sentence, &sum.range);
                mentions.push(Mention {
                    fen: sum.value.0,
                    range: sum.range.clone(),
                    approximate: sum.value.1,
                    clause: around.clause,
                    clauses: around.clauses,
                    before: around.before,
                    behind: around.behind,
                    rest: around.rest,
                    sentence: sentence.clone(),
                    paragraph: paragraph.start,
                    opens,
                    total: pattern.total.is_match(around.clause),
                    evidence,
                    opinion,
                    earlier_case: pattern.earlier_case.is_match(around.clauses),
                    afterwards,
                });
            }
        }
    }
    mentions
}

struct Around<'a> {
    clause: &'a str,
    clauses: &'a str,
    before: &'a str,
    behind: &'a str,
    rest: &'a str,
}

impl<'a> Around<'a> {
    fn of(plain: &'a str, sentence: &Range, sum: &Range) -> Self {
        let before = plain.get(sentence.start..sum.start).unwrap_or_default();
        let near = tail(before, BEFORE);
        let comma = |text: &str| text.rfind(['，', '：']).map_or(0, |at| at + '，'.len_utf8());
        let last = comma(near);
        let last_but_one = near[..last].strip_suffix(['，', '：']).map_or(0, comma);
        let after = plain.get(sum.end..sentence.end.max(sum.end)).unwrap_or_default();
        let rest = after.split(['，', '。', '；', '\n']).next().unwrap_or_default();
        Self {
            clause: &near[last..],
            clauses: &near[last_but_one..],
            before,
            behind: head(rest, BEHIND),
            rest,
        }
    }
}

/// The sums that `money` reads, and bare ones such as 2.8万 before a full stop.
fn sums(plain: &str) -> Vec<Found<(i64, bool)>> {
    let mut sums: Vec<Found<(i64, bool)>> = money::scan(plain)
        .into_iter()
        .filter(|sum| sum.value.fen > 0)
        .map(|sum| Found::new((sum.value.fen, sum.value.approximate), sum.range))
        .collect();
    for captures in WORDS.pattern.bare.captures_iter(plain) {
        let Some(digits) = captures.get(1) else { continue };
        let known = sums.iter().any(|sum| sum.range.start < digits.end() && digits.start() < sum.range.end);
        let Ok(value) = digits.as_str().parse::<f64>() else { continue };
        let fen = (value * 1e6).round();
        if !known && fen > 0.0 && fen < 1e15 {
            sums.push(Found::new((fen as i64, false), digits.start()..digits.end() + '万'.len_utf8()));
        }
    }
    sums.sort_by_key(|sum| sum.range.start);
    sums
}

/// Ranges between the marks, each with its mark, moved by `offset`.
fn pieces(text: &str, offset: usize, marks: &[char]) -> Vec<Range> {
    let mut start = 0;
    let mut found = Vec::new();
    for (at, mark) in text.match_indices(marks) {
        found.push(offset + start..offset + at + mark.len());
        start = at + mark.len();
    }
    if start < text.len() {
        found.push(offset + start..offset + text.len());
    }
    found
}

fn head(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(at, _)| &text[..at])
}

fn tail(text: &str, characters: usize) -> &str {
    text.char_indices().rev().nth(characters.saturating_sub(1)).map_or(text, |(at, _)| &text[at..])
}
