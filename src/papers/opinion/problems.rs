//! Section three: the problems people confirmed, by the nine areas. Each area says something.

use super::{CHINESE, stopped};
use crate::office::Settled;
use crate::papers::CaseWork;
use crate::papers::line::{Form, Line, Piece, Sentence, joined};
use crate::report::words;
use crate::text::Quote;

/// Quotations printed for one problem; the list of findings holds them all.
const MOST_QUOTES: usize = 4;

pub(super) fn lines(work: &CaseWork<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (area, number) in words::AREAS.into_iter().zip(CHINESE) {
        lines.push(Line::new(Form::Subheading, format!("（{number}）{area}")));
        let is_here = |one: &&Settled| words::form_area(&one.finding.area) == area;
        let standing: Vec<&Settled> = work.standing().filter(is_here).collect();
        let open = work.open().filter(is_here).count();
        lines.extend(standing.iter().enumerate().map(|(at, one)| Line::of(problem(at + 1, one))));
        lines.extend(closing(standing.is_empty(), open).map(Line::body));
    }
    lines
}

/// 未发现问题 only where nothing is left to decide.
fn closing(is_empty: bool, open: usize) -> Option<String> {
    match (is_empty, open) {
        (true, 0) => Some("未发现问题。".to_owned()),
        (true, open) => Some(format!("尚有{open}项提示未作处理，待处理后认定。")),
        (false, 0) => None,
        (false, open) => Some(format!("另有{open}项提示未作处理。")),
    }
}

fn problem(number: usize, one: &Settled) -> Vec<Sentence> {
    let finding = &one.finding;
    let by = if one.by_hand { "，评查员记录" } else { "" };
    let told = format!(
        "{number}．{}（{}，{}{by}）。",
        words::unmarked(finding.message.trim().trim_end_matches('。'), &finding.evidence),
        [finding.point.as_str(), &finding.title].join(" ").trim(),
        words::severity(&finding.severity)
    );
    let mut sentences = vec![Sentence { pieces: vec![Piece::Plain(told)], finding: None }];
    sentences.extend(evidence(&distinct(&finding.evidence)));
    let basis: Vec<String> = finding.basis.iter().map(words::basis).collect();
    if !basis.is_empty() {
        sentences.push(Sentence::plain(format!("依据：{}。", basis.join("；"))));
    }
    // Of a finding recorded by hand the reason is its message unless other words were chosen.
    let reason = one.reason.trim();
    if !reason.is_empty() && reason != finding.message.trim() {
        sentences.push(Sentence::plain(format!("评查员意见：{}", stopped(reason))));
    }
    if !one.note.trim().is_empty() {
        sentences.push(Sentence::plain(format!("备注：{}", stopped(&one.note))));
    }
    for sentence in &mut sentences {
        sentence.finding = Some(one.name.clone());
    }
    sentences
}

fn evidence(quotes: &[Quote]) -> Option<Sentence> {
    let printed = quotes.get(..MOST_QUOTES).unwrap_or(quotes);
    if printed.is_empty() {
        return None;
    }
    let mut pieces = vec![Piece::Plain("原文：".to_owned())];
    pieces.extend(joined(printed));
    let more = quotes.len() - printed.len();
    pieces.push(Piece::Plain(if more > 0 {
        format!("；另有{more}处，见问题清单。")
    } else {
        "。".to_owned()
    }));
    Some(Sentence { pieces, finding: None })
}

/// Each passage once.
pub(in crate::papers) fn distinct(quotes: &[Quote]) -> Vec<Quote> {
    let mut distinct: Vec<Quote> = Vec::new();
    for quote in quotes {
        let is_known =
            |one: &Quote| (&one.document, one.start, one.end) == (&quote.document, quote.start, quote.end);
        if !distinct.iter().any(is_known) {
            distinct.push(quote.clone());
        }
    }
    distinct
}
