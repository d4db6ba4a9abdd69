//! A paper as lines of sentences, each with the words it rests on: what the .docx and a page are made from alike.

use docx_rs::{Docx, Paragraph};
use serde::Serialize;

use crate::report::layout;
use crate::text::Quote;

/// Longest quotation printed whole, in characters; of longer ones the beginning.
pub(super) const LONGEST: usize = 120;

/// What a line is on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Title of the paper.
    Title,
    /// A remark below the title: that it is a draft.
    Remark,
    /// Label and value: the first sentence is the label.
    Labelled,
    /// 一、二、三
    Heading,
    /// （一）（二）（三）
    Subheading,
    /// A paragraph.
    Body,
    /// At the end, at the right.
    Signature,
}

/// A line, which is a paragraph of the paper.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// What it is.
    pub form: Form,
    /// What it says.
    pub sentences: Vec<Sentence>,
}

/// A sentence with what it rests on.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Sentence {
    /// Its parts in order.
    pub pieces: Vec<Piece>,
    /// Name of the finding it tells, as decisions know it.
    pub finding: Option<String>,
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// Words of the paper itself.
    Plain(String),
    /// Words of a document, printed between quotation marks with their place behind.
    Quoted {
        /// The words that are printed: their range in the document is exactly `start..end`.
        quote: Quote,
        /// Whether the quoted passage goes on behind them.
        cut: bool,
        /// Whether the place is printed behind; of several quotations from one place only behind the last.
        placed: bool,
    },
    /// A value as the paper puts it, with the words it was read from.
    Read {
        /// As printed.
        text: String,
        /// Where it was read.
        quote: Quote,
    },
}

impl Piece {
    /// A quotation, its beginning where it is long.
    pub fn quoted(quote: &Quote) -> Self {
        let head = quote.head(LONGEST);
        Self::Quoted { cut: head.end < quote.end, quote: head, placed: true }
    }

    /// As printed.
    pub fn text(&self) -> String {
        match self {
            Self::Plain(text) | Self::Read { text, .. } => text.clone(),
            Self::Quoted { quote, cut, placed } => {
                let more = if *cut { "……" } else { "" };
                let place = if *placed { format!("（{}）", place(quote)) } else { String::new() };
                format!("“{}{more}”{place}", printed(&quote.text))
            }
        }
    }

    /// The words it rests on.
    pub fn quote(&self) -> Option<&Quote> {
        match self {
            Self::Plain(_) => None,
            Self::Quoted { quote, .. } | Self::Read { quote, .. } => Some(quote),
        }
    }
}

impl Sentence {
    /// A sentence that rests on no words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { pieces: vec![Piece::Plain(text.into())], finding: None }
    }

    /// As printed.
    pub fn text(&self) -> String {
        self.pieces.iter().map(Piece::text).collect()
    }

    /// The words it rests on.
    pub fn quotes(&self) -> impl Iterator<Item = &Quote> {
        self.pieces.iter().filter_map(Piece::quote)
    }
}

impl Line {
    pub(super) fn new(form: Form, text: impl Into<String>) -> Self {
        Self { form, sentences: vec![Sentence::plain(text)] }
    }

    pub(super) fn labelled(label: &str, value: impl Into<String>) -> Self {
        Self { form: Form::Labelled, sentences: vec![Sentence::plain(label), Sentence::plain(value)] }
    }

    pub(super) fn body(text: impl Into<String>) -> Self {
        Self::new(Form::Body, text)
    }

    pub(super) fn of(sentences: Vec<Sentence>) -> Self {
        Self { form: Form::Body, sentences }
    }

    /// As printed.
    pub fn text(&self) -> String {
        let texts: Vec<String> = self.sentences.iter().map(Sentence::text).collect();
        texts.join(if self.form == Form::Labelled { "：" } else { "" })
    }
}

/// Quotations with a semicolon between them; neighbours from one place share its name.
pub(super) fn joined(quotes: &[Quote]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (at, quote) in quotes.iter().enumerate() {
        if at > 0 {
            pieces.push(Piece::Plain("；".to_owned()));
        }
        let mut piece = Piece::quoted(quote);
        if let Piece::Quoted { placed, .. } = &mut piece {
            *placed =
                quotes.get(at + 1).is_none_or(|next| (&next.file, next.page) != (&quote.file, quote.page));
        }
        pieces.push(piece);
    }
    pieces
}

/// Where words stand, as papers name it: the file without its ending, and the page.
pub(super) fn place(quote: &Quote) -> String {
    let file = quote.file.rsplit_once('.').map_or(quote.file.as_str(), |(stem, ending)| {
        if (1..=5).contains(&ending.len()) && ending.is_ascii() { stem } else { &quote.file }
    });
    format!("{file}第{}页", quote.page)
}

/// Quoted words on one line: the line breaks of the original and the blanks around them are not its words. Latin words
/// keep a space between them.
pub(super) fn printed(text: &str) -> String {
    let mut lines = text.split(['\n', '\r', '\t', '\u{c}']).map(str::trim).filter(|line| !line.is_empty());
    let mut printed = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(printed.chars().next_back()) && latin(line.chars().next()) {
            printed.push(' ');
        }
        printed.push_str(line);
    }
    printed
}

/// The lines as an official paper.
pub(super) fn paper(lines: &[Line]) -> Docx {
    let mut page = layout::page();
    let first_signature = lines.iter().position(|line| line.form == Form::Signature);
    for (at, line) in lines.iter().enumerate() {
        if first_signature == Some(at) {
            page = page.add_paragraph(layout::empty());
        }
        page = page.add_paragraph(paragraph(line));
    }
    page
}

fn paragraph(line: &Line) -> Paragraph {
    let text = line.text();
    match line.form {
        Form::Title => layout::title(&text),
        Form::Remark => layout::remark(&text),
        Form::Heading => layout::heading(&text),
        Form::Subheading => layout::subheading(&text),
        Form::Body => layout::body(&text),
        Form::Signature => layout::signature(&text),
        Form::Labelled => {
            let mut sentences = line.sentences.iter().map(Sentence::text);
            let label = sentences.next().unwrap_or_default();
            layout::labelled(&label, &sentences.collect::<String>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_of_the_original_are_not_printed() {
        assert_eq!(printed("盗窃电动自\r\n  行车一辆\n"), "盗窃电动自行车一辆");
        assert_eq!(printed("型号 iPhone\nPro 一部"), "型号 iPhone Pro 一部");
        assert_eq!(printed("被　告　人"), "被　告　人");
    }

    #[test]
    fn a_long_quotation_is_cut_and_its_range_with_it() {
        let text = "字".repeat(LONGEST + 5);
        let quote = Quote {
            document: "d1".to_owned(),
            file: "起诉书.txt".to_owned(),
            page: 2,
            start: 10,
            end: 10 + text.chars().count() as u32,
            text,
            boxes: Vec::new(),
        };
        let piece = Piece::quoted(&quote);
        assert!(piece.text().ends_with("字……”（起诉书第2页）"));
        let words = piece.quote().unwrap();
        assert_eq!((words.start, words.end), (10, 10 + LONGEST as u32));
        assert_eq!(words.text.chars().count(), LONGEST);
    }
}
