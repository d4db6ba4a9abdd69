//! The lines of a file, each normalised by itself, with its place.
//!
//! Splitting looks at the lines as printed, not at the normalised whole: joining hard-wrapped
//! lines could glue the date at the end of one paper to the title of the next.

use crate::text::SourceText;

/// A line with words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Byte of the file's text at which it starts.
    pub start: usize,
    /// Normalised words. Only the beginning and end of a long line.
    pub words: String,
    /// First line of a page other than the first.
    pub opens_page: bool,
    /// Set off by an empty line above, in a text where that means something.
    pub after_blank: bool,
}

/// Where more than this part of the lines has an empty line above, the text is merely double-spaced.
const MOST_SET_OFF: f32 = 0.6;

/// A longer line is running text; its beginning and end are enough (bytes).
const BEGINNING: usize = 240;
const ENDING: usize = 30;
/// Texts with fewer line ends than this per character have none worth the name.
const CHARACTERS_A_LINE: usize = 1500;

/// All lines that hold words.
pub(super) fn of(text: &str, pages: &[usize]) -> Vec<Line> {
    let pieces = if is_flattened(text) { flattened(text) } else { printed(text) };
    let mut lines: Vec<Line> = Vec::with_capacity(pieces.len());
    let mut page = pages.iter().copied().filter(|&page| page > 0).peekable();
    let mut is_below_empty = false;
    for (start, end) in pieces {
        let Some(piece) = text.get(start..end) else { continue };
        let words = normal(piece);
        if words.is_empty() {
            is_below_empty = true;
            continue;
        }
        let after_blank = std::mem::take(&mut is_below_empty) && !lines.is_empty();
        let mut opens_page = false;
        while page.next_if(|&page| page <= start + leading_space(piece)).is_some() {
            opens_page = true;
        }
        let is_stacked = is_one_character(&words) && !opens_page;
        match lines.last_mut() {
            // A title printed one character a line.
            Some(last) if is_stacked && is_stack(&last.words, text.get(last.start..start)) => {
                last.words.push_str(&words);
            }
            _ => lines.push(Line { start, words, opens_page, after_blank: after_blank && !opens_page }),
        }
    }
    let set_off = lines.iter().filter(|line| line.after_blank).count();
    if set_off as f32 > MOST_SET_OFF * lines.len() as f32 || is_flattened(text) {
        for line in &mut lines {
            line.after_blank = false;
        }
    }
    lines
}

fn normal(piece: &str) -> String {
    let piece = piece.trim();
    let shown = match (prefix(piece, BEGINNING), suffix(piece, ENDING)) {
        (Some(first), Some(last)) if piece.len() > BEGINNING + ENDING => format!("{first}…{last}"),
        _ => piece.to_owned(),
    };
    SourceText::new(shown).plain().to_owned()
}

fn prefix(text: &str, length: usize) -> Option<&str> {
    (0..=length).rev().find_map(|at| text.get(..at))
}

fn suffix(text: &str, length: usize) -> Option<&str> {
    (text.len().saturating_sub(length)..text.len()).find_map(|at| text.get(at..))
}

fn is_one_character(words: &str) -> bool {
    words.chars().count() == 1 && words.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

/// Whether the words so far came one character a line.
fn is_stack(words: &str, printed: Option<&str>) -> bool {
    let lines = printed.map_or(0, |printed| printed.lines().filter(|line| !line.trim().is_empty()).count());
    let count = words.chars().count();
    (1..=20).contains(&count) && lines == count
}

fn leading_space(piece: &str) -> usize {
    piece.len() - piece.trim_start().len()
}

fn is_flattened(text: &str) -> bool {
    let ends = memchr::memchr2_iter(b'\n', b'\x0c', text.trim().as_bytes()).count();
    ends * CHARACTERS_A_LINE < text.len() / 3
}

fn printed(text: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in memchr::memchr3_iter(b'\n', b'\r', b'\x0c', text.as_bytes()) {
        pieces.push((start, end));
        start = end + 1;
    }
    pieces.push((start, text.len()));
    pieces
}

/// A text without line ends: spaces divide its paragraphs.
fn flattened(text: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices().filter(|(_, character)| character.is_whitespace()) {
        pieces.push((start, at));
        start = at + character.len_utf8();
    }
    pieces.push((start, text.len()));
    pieces
}
