//! Numbers that open an incident: 1、 （一） 第一起 ①, and the sentences they open.

use crate::text::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Style of a number; runs are counted within one style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// 一、
    Chinese,
    /// （一）
    ChineseBracket,
    /// 1、
    Arabic,
    /// （1）
    ArabicBracket,
    /// 第一起
    Ordinal,
    /// ①
    Circled,
}

impl Style {
    /// （一） and 一、 are often mixed in one list.
    pub(super) fn is_sibling(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Chinese, Self::ChineseBracket)
                | (Self::ChineseBracket, Self::Chinese)
                | (Self::Arabic, Self::ArabicBracket)
                | (Self::ArabicBracket, Self::Arabic)
        )
    }
}

/// A number at the head of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) style: Style,
    pub(super) ordinal: u32,
}

static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "^\\s*(?:(?P<c>[一二三四五六七八九十]{1,3})[、.．]|（(?P<cb>[一二三四五六七八九十]{1,3})）[、.]?|(?P<a>[0-9]{1,3})[、.．，：]|（(?P<ab>[0-9]{1,3})）[、.]?|(?P<ab2>[0-9]{1,2})）[、.]?|第(?P<o>[一二三四五六七八九十]{1,3}|[0-9]{1,3})(?:起|笔|宗|单|次|节|部分|桩)(?:犯罪)?(?:事实)?[，：、]?|(?P<r>[①-⑳]))",
    )
    .expect("the pattern is fixed")
});

/// The number a sentence opens with, and its width in bytes.
pub(super) fn mark(sentence: &str) -> Option<(Mark, usize)> {
    let captures = MARK.captures(sentence)?;
    let width = captures.get(0)?.end();
    let rest = sentence.get(width..)?;
    if let Some(number) = captures.name("a") {
        // 2.5克 is no item 2; 1.2016年 is item 1.
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let is_year = digits == 4 && rest.get(4..).is_some_and(|after| after.starts_with('年'));
        let is_day =
            digits <= 2 && digits > 0 && rest.get(digits..).is_some_and(|after| after.starts_with('月'));
        if digits > 0 && !is_year && !is_day {
            return None;
        }
        return Some((Mark { style: Style::Arabic, ordinal: number.as_str().parse().ok()? }, width));
    }
    let (style, ordinal) = if let Some(number) = captures.name("c") {
        (Style::Chinese, chinese(number.as_str()))
    } else if let Some(number) = captures.name("cb") {
        (Style::ChineseBracket, chinese(number.as_str()))
    } else if let Some(number) = captures.name("ab").or(captures.name("ab2")) {
        (Style::ArabicBracket, number.as_str().parse().ok()?)
    } else if let Some(number) = captures.name("o") {
        let ordinal = number.as_str().parse().unwrap_or_else(|_| chinese(number.as_str()));
        (Style::Ordinal, ordinal)
    } else {
        let circled = captures.name("r")?.as_str().chars().next()?;
        (Style::Circled, u32::from(circled) - u32::from('①') + 1)
    };
    Some((Mark { style, ordinal }, width))
}

/// The sentence without the number it opens with.
pub(super) fn strip_mark(sentence: &str) -> &str {
    mark(sentence).and_then(|(_, width)| sentence.get(width..)).unwrap_or(sentence)
}

/// （二）寻衅滋事罪 before 1、…… in the same line
fn is_heading(text: &str, start: usize, end: usize) -> bool {
    end - start < 90
        && mark(text.get(end..).unwrap_or_default()).is_some()
        && mark(text.get(start..end).unwrap_or_default()).is_some()
}

fn chinese(number: &str) -> u32 {
    const DIGITS: &str = "一二三四五六七八九";
    let digit = |c: Option<char>| {
        c.and_then(|c| DIGITS.chars().position(|d| d == c)).map_or(0, |position| position as u32 + 1)
    };
    match number.split_once('十') {
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens.chars().next()) };
            tens * 10 + digit(ones.chars().next())
        }
        None => digit(number.chars().next()),
    }
}

/// Sentences of a piece, without gaps. A colon ends a lead-in, a semicolon an item.
pub(super) fn sentences(plain: &str, piece: &Range) -> Vec<Range> {
    let Some(text) = plain.get(piece.clone()) else { return Vec::new() };
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut depth = 0_i32;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        match character {
            '（' => depth += 1,
            '）' => depth = (depth - 1).max(0),
            '\n' => depth = 0,
            '。' | '；' if depth == 0 || end - start > 1200 => {}
            '：' if depth == 0 && mark(text.get(end..).unwrap_or_default()).is_some() => {}
            '罪' | '实' if depth == 0 && is_heading(text, start, end) => {}
            _ => continue,
        }
        if matches!(character, '（' | '）') {
            continue;
        }
        sentences.push(piece.start + start..piece.start + end);
        start = end;
    }
    if start < text.len() {
        sentences.push(piece.start + start..piece.end);
    }
    sentences
}
