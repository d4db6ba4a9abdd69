//! Cuts a person's paragraph into clauses and tells which field each names.

use std::sync::LazyLock;

use super::words::FIELDS;
use crate::text::Range;

/// A field named by a leading word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Sex,
    Birth,
    Identity,
    Ethnicity,
    Education,
    Occupation,
    Birthplace,
    Household,
    Address,
    Alias,
    Skip,
}

/// A clause: the range of its value, and the field when it is named.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    pub label: Option<Label>,
    pub value: Range,
    /// Where the clause starts, label included.
    pub start: usize,
}

static WORDS: LazyLock<Vec<(&'static str, Label)>> = LazyLock::new(|| {
    let fields = &*FIELDS;
    let groups = [
        (&fields.sex, Label::Sex),
        (&fields.birth, Label::Birth),
        (&fields.identity, Label::Identity),
        (&fields.ethnicity, Label::Ethnicity),
        (&fields.education, Label::Education),
        (&fields.occupation, Label::Occupation),
        (&fields.birthplace, Label::Birthplace),
        (&fields.household, Label::Household),
        (&fields.address, Label::Address),
        (&fields.alias, Label::Alias),
        (&fields.skip, Label::Skip),
    ];
    let mut words: Vec<(&str, Label)> =
        groups.iter().flat_map(|(list, label)| list.iter().map(|word| (word.as_str(), *label))).collect();
    words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    words
});

/// 职业中学在读, 职业中专毕业: a school, no label of what somebody does.
fn is_school(text: &str) -> bool {
    const SCHOOLS: [&str; 12] =
        ["中学", "高中", "学校", "技术", "中专", "大专", "高专", "专科", "本科", "学院", "大学", "教育"];
    text.strip_prefix("职业").is_some_and(|kind| SCHOOLS.iter().any(|school| kind.starts_with(school)))
}

/// The field a text names with its first word, and the bytes of that word with its colon.
pub(super) fn label_at_start(text: &str) -> Option<(Label, usize)> {
    let lead = ["（", "均", "且", "其", "是"]
        .iter()
        .find(|lead| text.starts_with(**lead))
        .map_or(0, |lead| lead.len());
    if is_school(&text[lead..]) {
        return None;
    }
    let (word, label) = WORDS.iter().find(|(word, _)| text[lead..].starts_with(word))?;
    let mut length = lead + word.len();
    for tail in ["址：", "均", "（地）", "：", "为", "是", "系", "于", "在"] {
        if text[length..].starts_with(tail) {
            length += tail.len();
        }
    }
    Some((*label, length))
}

/// The clauses of `body`, in order. A label alone (a table cell) takes the next clause as its value.
pub(super) fn all(plain: &str, body: &Range) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut pending: Option<(Label, usize)> = None;
    for range in pieces(plain, body) {
        let text = &plain[range.clone()];
        let (label, length) = label_at_start(text).map_or((None, 0), |(label, length)| (Some(label), length));
        let value = range.start + length..range.end;
        // 公民身份号码，汉族: the number was struck out.
        let is_value = |&(label, _): &(Label, usize)| label != Label::Identity || is_number(text);
        if let (Some((label, start)), None) = (pending.take().filter(is_value), label) {
            clauses.push(Clause { label: Some(label), value: range, start });
            continue;
        }
        if let Some(label) = label
            && value.is_empty()
        {
            pending = Some((label, range.start));
            continue;
        }
        clauses.push(Clause { label, value, start: range.start });
    }
    clauses
}

/// Whether a text may be the number of a paper, struck out in part or not.
fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_alphanumeric() || matches!(c, '*' | '×' | '＊' | '某' | '略'))
}

/// Cuts at commas, stops, cells, line ends and labels of a form; brackets are opened when a field stands in them.
fn pieces(plain: &str, body: &Range) -> Vec<Range> {
    let mut found = Vec::new();
    let mut start = body.start;
    let mut at = body.start;
    while let Some(character) = plain.get(at..body.end).and_then(|rest| rest.chars().next()) {
        let next = at + character.len_utf8();
        if character == '（' {
            let close = closing(plain, at, body.end);
            let inner = next..close;
            if holds_field(&plain[inner.clone()]) {
                push(plain, &mut found, start..at);
                found.extend(pieces(plain, &inner));
                start = (close + '）'.len_utf8()).min(body.end);
            }
            at = (close + '）'.len_utf8()).min(body.end);
            continue;
        }
        if character == '：'
            && let Some(label) = next_label(&plain[start..at])
        {
            push(plain, &mut found, start..start + label);
            start += label;
        }
        if matches!(character, '，' | '。' | '；' | '\n' | '\t' | '）') {
            push(plain, &mut found, start..at);
            start = next;
        }
        at = next;
    }
    push(plain, &mut found, start..body.end);
    found
}

/// Where the label of the next field begins in a form without marks between its fields: 性别：男出生日期.
fn next_label(words: &str) -> Option<usize> {
    if !words.contains('：') {
        return None;
    }
    let (label, _) = WORDS.iter().find(|(word, _)| words.ends_with(word))?;
    Some(words.len() - label.len())
}

fn closing(plain: &str, open: usize, end: usize) -> usize {
    let mut depth = 0;
    for (at, character) in plain[open..end].char_indices() {
        match character {
            '（' => depth += 1,
            '）' => depth -= 1,
            '\n' => return open + at,
            _ => {}
        }
        if depth == 0 {
            return open + at;
        }
    }
    end
}

fn holds_field(inner: &str) -> bool {
    label_at_start(inner).is_some() || inner.ends_with(['生', '名']) || inner.contains("身份证")
}

fn push(plain: &str, found: &mut Vec<Range>, range: Range) {
    let Some(text) = plain.get(range.clone()) else { return };
    let trimmed =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '：' | '、' | '.' | '“' | '”'));
    if trimmed.is_empty() {
        return;
    }
    let start = range.start
        + (text.len()
            - text
                .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '：' | '、' | '.' | '“' | '”'))
                .len());
    found.push(start..start + trimmed.len());
}
