//! What a run of white space means: nothing, a word space, a table cell, or a new paragraph.
//!
//! Three layouts are common: one paragraph a line (typed papers), lines cut at a fixed width
//! (scans and printed PDFs), and no line ends at all (published texts, where a space divides paragraphs).

use super::Range;
use super::normal::is_chinese;

/// What a run of white space stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    Nothing,
    Space,
    Tab,
    Paragraph,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    ParagraphALine,
    HardWrapped { width: usize },
    Flattened,
}

/// How a text uses white space.
pub(super) struct Layout {
    kind: Kind,
}

/// A text shorter than this cannot show its layout.
const ENOUGH_CHARACTERS: usize = 300;
/// Lines narrower than this say nothing about wrapping. Widths count a Chinese character as two columns.
const LONG_LINE: usize = 30;
/// A form of a few long lines shows no wrapping.
const FEWEST_WRAPPED: usize = 6;
/// A printed line of Chinese text is not wider than this.
const WIDEST_PRINTED_LINE: usize = 110;

/// Looks at a whole text and decides its layout.
pub(super) fn observe(text: &str) -> Layout {
    let mut lines: Vec<(usize, bool)> = text
        .lines()
        .map(|line| (printed_width(line), ends_sentence(line)))
        .filter(|&(length, _)| length > 0)
        .collect();
    if lines.len() <= 2 && text.chars().take(ENOUGH_CHARACTERS).count() == ENOUGH_CHARACTERS {
        return Layout { kind: Kind::Flattened };
    }
    let long = lines.iter().filter(|&&(length, _)| length >= LONG_LINE);
    let (total, open) = long.fold((0, 0), |(n, open), &(_, ends)| (n + 1, open + usize::from(!ends)));
    if total < FEWEST_WRAPPED || open * 2 < total {
        return Layout { kind: Kind::ParagraphALine };
    }
    lines.sort_unstable();
    let width = lines[lines.len() * 9 / 10].0;
    if width > WIDEST_PRINTED_LINE {
        return Layout { kind: Kind::ParagraphALine };
    }
    Layout { kind: Kind::HardWrapped { width } }
}

impl Layout {
    /// The meaning of the white space in `gap`.
    pub(super) fn gap(&self, text: &str, gap: Range) -> Gap {
        let white = &text[gap.clone()];
        let (Some(before), Some(after)) =
            (text[..gap.start].chars().next_back(), text[gap.end..].chars().next())
        else {
            return Gap::Nothing;
        };
        if white.contains('\n') || white.contains('\r') || white.contains('\u{c}') {
            return self.line_end(text, gap, before, after);
        }
        if white.contains('\t') {
            return Gap::Tab;
        }
        if self.kind == Kind::Flattened && parts_flattened(before, after) {
            return Gap::Paragraph;
        }
        if joins(before) || joins(after) { Gap::Nothing } else { Gap::Space }
    }

    fn line_end(&self, text: &str, gap: Range, before: char, after: char) -> Gap {
        let line = text[..gap.start].rsplit('\n').next().unwrap_or_default().trim();
        let next = text[gap.end..].lines().next().unwrap_or_default().trim();
        let is_stacked = |line: &str| line.chars().count() == 1 && line.chars().all(is_chinese);
        if is_stacked(line) && is_stacked(next) {
            return Gap::Nothing;
        }
        let Kind::HardWrapped { width } = self.kind else {
            return Gap::Paragraph;
        };
        if matches!(after, '，' | ',' | '。' | '、' | '；' | '）' | ')' | '》' | '”') {
            return Gap::Nothing;
        }
        if white_page_break(text, &gap) && !ends_sentence(line) {
            return Gap::Nothing;
        }
        if opens_with_label(next) {
            return Gap::Paragraph;
        }
        let is_full = printed_width(line) * 10 >= width * 7;
        let is_open = matches!(before, '，' | ',' | '、' | '（' | '(' | '《' | '“');
        if is_open || (is_full && !ends_sentence(line)) {
            return if joins(before) || joins(after) { Gap::Nothing } else { Gap::Space };
        }
        Gap::Paragraph
    }

    fn is_wrapped(&self) -> bool {
        matches!(self.kind, Kind::HardWrapped { .. })
    }

    /// End of a line that holds nothing but a page number, when one starts at `at`.
    pub(super) fn page_number_after(&self, text: &str, at: usize) -> Option<usize> {
        if !self.is_wrapped() || !text[..at].ends_with('\n') {
            return None;
        }
        let line = text[at..].lines().next()?;
        let number = line.trim().trim_matches(['-', '—', '–', ' ', '第', '页']);
        let is_number = !number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
        (is_number && text[at + line.len()..].starts_with(['\n', '\r'])).then_some(at + line.len() + 1)
    }
}

/// 讯问人：… starts a line of a form, wherever the line before ended.
fn opens_with_label(line: &str) -> bool {
    let label = line.split(['：', ':']).next().unwrap_or_default();
    let is_short = label.len() < line.len() && (2..=8).contains(&label.chars().count());
    is_short && label.chars().all(is_chinese)
}

fn white_page_break(text: &str, gap: &Range) -> bool {
    text[gap.clone()].contains('\u{c}')
}

fn printed_width(line: &str) -> usize {
    line.trim().chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Whether white space beside this character never divides words.
fn joins(character: char) -> bool {
    is_chinese(character)
        || matches!(character, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' | '“' | '”' | '*' | '×' | ',' | '(' | ')' | '[' | ']')
}

fn parts_flattened(before: char, after: char) -> bool {
    if matches!(before, '，' | '、' | ',' | '（' | '(') || matches!(after, '，' | '、' | '。' | '）' | ')')
    {
        return false;
    }
    if after.is_ascii_digit() {
        return matches!(before, '。' | '；' | '：' | '！' | '？' | '”' | '）' | ':' | ';');
    }
    joins(before) && !before.is_ascii_digit()
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end().ends_with(['。', '；', '：', '！', '？', '”', '.', ';', ':', '…'])
}
