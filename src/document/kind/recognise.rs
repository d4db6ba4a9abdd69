//! Weighs the cues of a text and names its kind.

use super::DocumentKind;
use super::cues::{CUES, Zone};
use super::inline::{inline_title_of, numbered_title_of};
use super::title::{number_of, title_of};
use crate::text::{Range, SourceText};

/// What a text is, how sure that is, and its title line.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::document) struct Recognised {
    pub kind: DocumentKind,
    pub confidence: f32,
    /// Bytes of the normalised text.
    pub title: Option<Range>,
}

/// Lines at the top of a paper among which its title stands.
const TITLE_LINES: usize = 14;
/// Lines at the very top count in full.
const TOP_LINES: usize = 6;
/// Bytes of the normalised text that make up the first and the last part.
const HEAD_BYTES: usize = 2400;
const TAIL_BYTES: usize = 1800;
/// Middle of long texts is facts and evidence and says little about the kind; it is not searched.
const ANY_BYTES: usize = 12_000;

const TITLE_WEIGHT: f32 = 6.0;
const NUMBER_WEIGHT: f32 = 3.0;
const MOST_FROM_PHRASES: f32 = 5.0;
const HINT_WEIGHT: f32 = 1.0;
/// Less than this is no answer: a single phrase can stand in any paper.
const ENOUGH: f32 = 3.0;
/// Without a title the best kind must lead the second by this much.
const CLEAR_LEAD: f32 = 0.8;

/// Names the kind of a text with a confidence from 0 to 1. The file name is a weak hint only.
///
/// ```
/// use qiuhao::document::{DocumentKind, kind::classify};
/// use qiuhao::text::SourceText;
///
/// let text = SourceText::new("青城市人民检察院\n起 诉 书\n青检刑诉〔2023〕45号\n被告人赵某某，男。".to_owned());
/// assert_eq!(classify(&text, "扫描0001.pdf").0, DocumentKind::Indictment);
/// ```
pub fn classify(text: &SourceText, file_name_hint: &str) -> (DocumentKind, f32) {
    let found = recognise(text, file_name_hint);
    (found.kind, found.confidence)
}

/// [`classify`] with the place of the title.
pub(in crate::document) fn recognise(text: &SourceText, file_name_hint: &str) -> Recognised {
    let plain = text.plain();
    let mut scores = vec![0.0; DocumentKind::ALL.len()];
    let titles = score_titles(plain, &mut scores);
    score_phrases(plain, &mut scores);
    if !plain.trim().is_empty()
        && let Some(kind) = hinted(file_name_hint)
    {
        scores[kind as usize] += HINT_WEIGHT;
    }
    let (best, second) = two_best(&scores);
    let score = scores[best as usize];
    let lead = score - scores[second as usize].max(0.0);
    let title = titles.iter().find(|(kind, _)| *kind == best).map(|(_, range)| range.clone());
    if score < ENOUGH || (title.is_none() && lead < CLEAR_LEAD) {
        let title = titles.into_iter().next().map(|(_, range)| range);
        return Recognised { kind: DocumentKind::Unknown, confidence: 0.0, title };
    }
    // Calibrated on invented samples: a bare title gives 0.97, phrases alone 0.75 to 0.9.
    let confidence = 1.0 - (-(0.35 * score.min(10.0) + 0.25 * lead.clamp(0.0, 8.0))).exp();
    Recognised { kind: best, confidence, title }
}

/// Adds title and number lines at the top; returns the titles found.
fn score_titles(plain: &str, scores: &mut [f32]) -> Vec<(DocumentKind, Range)> {
    let mut titles: Vec<(DocumentKind, Range)> = Vec::new();
    let mut has_number = false;
    let mut at = 0;
    let mut seen = 0;
    for line in plain.split('\n') {
        let range = at..at + line.len();
        at = range.end + 1;
        if line.trim().is_empty() {
            continue;
        }
        seen += 1;
        if seen > TITLE_LINES {
            break;
        }
        let inline =
            || (seen == 1).then(|| numbered_title_of(line).or_else(|| inline_title_of(line))).flatten();
        if let Some(title) = title_of(line).or_else(inline) {
            let place = if seen <= TOP_LINES { 1.0 } else { 0.6 };
            let rank = if titles.is_empty() { 1.0 } else { 0.35 };
            scores[title.kind as usize] += TITLE_WEIGHT * title.strength * place * rank;
            titles.push((title.kind, range));
        }
        let number =
            number_of(line).or_else(|| line.split('\t').find_map(number_of)).or_else(|| number_at_end(line));
        if let Some((before, after)) = number
            && !has_number
        {
            has_number = true;
            score_number(before, after, scores);
        }
    }
    titles
}

fn number_at_end(line: &str) -> Option<(&str, &str)> {
    let title_end = CUES.titles.find_iter(line).last()?.end();
    number_of(line.get(title_end..)?)
}

fn score_number(before: &str, after: &str, scores: &mut [f32]) {
    let fits = |(word, _): &&(String, DocumentKind)| {
        before.ends_with(word.as_str()) || (before.is_empty() && after.contains(word.as_str()))
    };
    // The longest ending wins: 不批捕 before 批捕.
    let longest = CUES.numbers.iter().filter(fits).map(|(word, _)| word.len()).max().unwrap_or(0);
    for (_, kind) in CUES.numbers.iter().filter(fits).filter(|(word, _)| word.len() == longest) {
        scores[*kind as usize] += NUMBER_WEIGHT;
    }
}

fn score_phrases(plain: &str, scores: &mut [f32]) {
    let head_end = floor(plain, HEAD_BYTES);
    let tail_start = floor(plain, plain.len().saturating_sub(TAIL_BYTES));
    let any_end = floor(plain, ANY_BYTES);
    let mut said = vec![0_u8; CUES.votes.len()];
    let (mut gains, mut losses) = (vec![0.0_f32; scores.len()], vec![0.0_f32; scores.len()]);
    let middle = if tail_start > any_end { any_end..tail_start } else { plain.len()..plain.len() };
    for part in [0..middle.start, middle.end..plain.len()] {
        let Some(words) = plain.get(part.clone()) else { continue };
        for found in CUES.phrases.find_overlapping_iter(words) {
            let pattern = found.pattern().as_usize();
            let at = part.start + found.start();
            for vote in &CUES.votes[pattern] {
                let (counts, bit) = match vote.zone {
                    Zone::Head => (at < head_end, 1),
                    Zone::Any => (true, 2),
                    Zone::Tail => (at >= tail_start, 4),
                };
                if !counts || said[pattern] & bit != 0 {
                    continue;
                }
                let sum = if vote.weight < 0.0 { &mut losses } else { &mut gains };
                sum[vote.kind as usize] += vote.weight;
            }
            mark(&mut said[pattern], at < head_end, at >= tail_start);
        }
    }
    for ((score, gain), loss) in scores.iter_mut().zip(gains).zip(losses) {
        *score += gain.min(MOST_FROM_PHRASES) + loss;
    }
}

/// Remembers where a phrase was seen: it votes once in each zone.
fn mark(said: &mut u8, in_head: bool, in_tail: bool) {
    *said |= 2 | u8::from(in_head) | (u8::from(in_tail) << 2);
}

fn hinted(file_name: &str) -> Option<DocumentKind> {
    let name = file_name.rsplit('/').next().unwrap_or(file_name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let found = CUES.titles.find_iter(stem).last()?;
    CUES.title_kinds.get(found.pattern().as_usize()).copied()
}

fn two_best(scores: &[f32]) -> (DocumentKind, DocumentKind) {
    let score = |kind: &DocumentKind| scores[*kind as usize];
    let mut kinds: Vec<DocumentKind> = DocumentKind::ALL.to_vec();
    kinds.sort_by(|a, b| score(b).total_cmp(&score(a)));
    (kinds[0], kinds[1])
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
