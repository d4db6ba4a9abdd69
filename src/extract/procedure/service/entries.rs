//! Services told one behind the other: a paper, who received it, and when.

use crate::extract::elements::{Elements, Step, StepKind};
use crate::text::{Pattern, Range};

use super::super::details;
use super::super::reading::Reading;
use super::{NO_RECEIVER, TITLES};

/// One paper, one receiver, one day, told together: 刑事判决书　林小舟　2025年7月10日签收.
pub(super) struct Entry {
    paper: Range,
    name: String,
    day: usize,
    line: Range,
}

impl Entry {
    /// The service as a step.
    pub(super) fn step(&self, reading: &Reading, elements: &Elements) -> Step {
        let date = &reading.dates[self.day];
        Step {
            kind: StepKind::Served,
            persons: vec![self.name.clone()],
            at: Some(reading.document.cite(date.value, &date.range, 0.9)),
            organ: elements.organ.as_ref().map(|organ| organ.value.clone()),
            number: details::number(reading, &self.line, elements)
                .or_else(|| elements.number.as_ref().map(|number| number.value.clone())),
            ordinal: None,
            detail: Some(reading.plain[self.paper.clone()].to_owned()),
            clause: reading.document.cite((), &self.line, 0.9),
        }
    }
}

/// The services told as a paper and then who received it when, each receiver behind the other. Lines of a form may have
/// been joined: a title behind a day begins the next service.
pub(super) fn read(reading: &Reading) -> Vec<Entry> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in reading.plain.split('\n') {
        let whole = at..at + line.len();
        at = whole.end + 1;
        let titles = titles_of(line).into_iter();
        let titles: Vec<Range> =
            titles.map(|title| whole.start + title.start..whole.start + title.end).collect();
        let has_day = |from: usize, to: usize| days_in(reading, &(from..to)).next().is_some();
        let mut papers: Vec<Range> = Vec::new();
        for (index, title) in titles.iter().enumerate() {
            papers.push(title.clone());
            let end = titles.get(index + 1).map_or(whole.end, |next| next.start);
            if !has_day(title.end, end) {
                continue;
            }
            let told = of_part(reading, &papers, &(title.end..end), &whole);
            // A service that is told otherwise: the form is read as a whole.
            if told.is_empty() {
                return Vec::new();
            }
            found.extend(told);
            papers.clear();
        }
    }
    found
}

/// Whoever received `papers` by the words of `part`, one piece for each day.
fn of_part(reading: &Reading, papers: &[Range], part: &Range, line: &Range) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut from = part.start;
    for piece in reading.plain[part.clone()].split_inclusive(['；', '｜', ';']) {
        let part = from..from + piece.len();
        from = part.end;
        let mut days = days_in(reading, &part).filter(|&day| !is_bracketed(reading, &part, day));
        let (Some(day), None) = (days.next(), days.next()) else { continue };
        for name in receivers(&reading.plain[part.start..reading.dates[day].range.start]) {
            let entry =
                |paper: &Range| Entry { paper: paper.clone(), name: name.clone(), day, line: line.clone() };
            found.extend(papers.iter().map(entry));
        }
    }
    found
}

/// 判决书（2024年1月9日当庭宣判）：…… 2024年1月11日签收: a day in brackets is told of something else.
fn is_bracketed(reading: &Reading, part: &Range, day: usize) -> bool {
    let before = &reading.plain[part.start..reading.dates[day].range.start];
    before.matches('（').count() > before.matches('）').count()
}

/// Places, among the dates of the paper, of those that lie in `part`.
fn days_in<'r>(reading: &'r Reading, part: &Range) -> impl Iterator<Item = usize> + use<'r> {
    let (start, end) = (part.start, part.end);
    let is_inside =
        move |day: &usize| start <= reading.dates[*day].range.start && reading.dates[*day].range.end <= end;
    (0..reading.dates.len()).filter(is_inside)
}

/// Who is named between a paper and the day of receipt: one, or all of a list behind which 均 stands.
fn receivers(words: &str) -> Vec<String> {
    static LEAD: Pattern = Pattern::fixed(
        "^(?:副本|正本|复印件|各?[0-9一二两三]份|受送达人|被送达人|收件人|被告人|被告单位|诉讼代表人|辩护人|被害人|被害单位|诉讼代理人|公诉机关|签收人|签收|[：（）])+",
    );
    static OFFICE: Pattern =
        Pattern::fixed(r"^\p{Han}{2,24}?(?:检察院|公安局|分局|司法局|司法所|看守所|派出所|监狱|中心|公司)");
    let tokens = words.split(['\t', ' ', '，', '、', '→', '（', '）', '：', '|', '于', '均']);
    let named = |token: &str| {
        let token = token.trim();
        let token = LEAD.find(token).map_or(token, |lead| &token[lead.end()..]);
        if let Some(office) = OFFICE.find(token) {
            return Some(office.as_str().to_owned());
        }
        let name = token.trim_end_matches("签收");
        let count = name.chars().count();
        let is_han = name.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c) || c == '·');
        let is_name = (2..=4).contains(&count) || name.contains('·') && count <= 15;
        (is_han && is_name && !NO_RECEIVER.iter().any(|word| name.contains(word))).then(|| name.to_owned())
    };
    let mut names = tokens.into_iter().filter_map(named);
    if words.contains('均') { names.collect() } else { names.next().into_iter().collect() }
}

/// Titles of papers in one line, in order, without those inside longer ones.
fn titles_of(line: &str) -> Vec<Range> {
    let mut found: Vec<Range> = Vec::new();
    for title in TITLES.iter() {
        for (at, _) in line.match_indices(title) {
            let range = at..at + title.len();
            if !found.iter().any(|known| known.start < range.end && range.start < known.end) {
                found.push(range);
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}
