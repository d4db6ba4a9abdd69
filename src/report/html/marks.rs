//! Quoted words marked inside their documents. Quotes may overlap: a text is cut at every border and
//! each piece carries the names of the quotes that cover it.

use std::collections::{BTreeMap, BTreeSet};

use super::Spot;
use super::sheets::{self, SheetView};
use crate::case::CaseFile;
use crate::report::words;
use crate::text::Quote;

/// Collects the quotes of a page and names them.
#[derive(Default)]
pub(crate) struct Marks {
    /// Per document: (start, end) in characters → name.
    by_document: BTreeMap<String, BTreeMap<(u32, u32), String>>,
}

/// A quote as a link.
pub(crate) struct QuoteView {
    pub mark: String,
    pub document: String,
    pub file: String,
    pub page: u32,
    pub text: String,
}

/// A document of the page.
pub(crate) struct DocumentView {
    pub id: String,
    pub kind: String,
    pub file: String,
    pub read: String,
    pub note: Option<String>,
    pub paragraphs: Vec<Vec<Piece>>,
    /// Its printed pages with the boxes of its quotes, where its file has such.
    pub sheets: Vec<SheetView>,
    /// Whether it is the one seen when the page opens.
    pub shown: bool,
}

/// A piece of text with the quotes that cover it.
#[derive(Clone)]
pub(crate) struct Piece {
    pub text: String,
    /// Names of quotes, blank-separated; empty for plain text.
    pub marks: String,
    /// Whether it is where the page opens.
    pub anchor: bool,
}

const SHOWN: usize = 120;
/// Name of all words that were looked for.
const HIT: &str = "hit";
/// Name of the one to look at, besides.
const TARGET: &str = "hit-at";

impl Marks {
    /// Names a quote, the same words always alike.
    pub(crate) fn quote(&mut self, quote: &Quote) -> QuoteView {
        let of_document = self.by_document.entry(quote.document.clone()).or_default();
        let next = of_document.len();
        let name = of_document
            .entry((quote.start, quote.end))
            .or_insert_with(|| format!("{}-q{next}", quote.document))
            .clone();
        let mut text: String = quote.text.chars().filter(|c| *c != '\n' && *c != '\r').take(SHOWN).collect();
        if quote.text.chars().count() > SHOWN {
            text.push('…');
        }
        QuoteView {
            mark: name,
            document: quote.document.clone(),
            file: quote.file.clone(),
            page: quote.page,
            text,
        }
    }
}

/// Every document with its marks; the words of a spot lit.
pub(crate) fn documents(case: &CaseFile, marks: &Marks, spot: Option<&Spot>) -> Vec<DocumentView> {
    let first = case.papers.first().map(|paper| paper.document.id.as_str());
    let shown = spot.map(|spot| spot.document.as_str()).or(first);
    case.papers
        .iter()
        .map(|paper| {
            let document = &paper.document;
            let mut quotes = marks.by_document.get(&document.id).cloned().unwrap_or_default();
            if let Some(spot) = spot.filter(|spot| spot.document == document.id) {
                light(&mut quotes, spot);
            }
            let mut paragraphs = paragraphs(&pieces(document.text.original(), &quotes));
            let is_target = |piece: &&mut Piece| piece.marks.split(' ').any(|name| name == TARGET);
            if let Some(piece) = paragraphs.iter_mut().flatten().find(is_target) {
                piece.anchor = true;
            }
            DocumentView {
                id: document.id.clone(),
                kind: document.kind.label().to_owned(),
                file: document.file.clone(),
                read: words::read_state(document.read).to_owned(),
                note: document.note.clone(),
                paragraphs,
                sheets: sheets::of(document, &quotes),
                shown: shown == Some(document.id.as_str()),
            }
        })
        .collect()
}

/// Adds the words of a spot to the quotes. A range that is also a quote keeps that name.
fn light(quotes: &mut BTreeMap<(u32, u32), String>, spot: &Spot) {
    let mut add = |start: u32, end: u32, name: &str| {
        let names = quotes.entry((start, end)).or_default();
        if !names.is_empty() {
            names.push(' ');
        }
        names.push_str(name);
    };
    for range in &spot.lit {
        add(range.start, range.end, HIT);
    }
    let Some(at) = spot.at else { return };
    match spot.lit.iter().find(|range| range.end > at) {
        Some(range) => add(range.start, range.end, TARGET),
        None => add(at, at.saturating_add(1), TARGET),
    }
}

/// Cuts a text at the borders of its quotes.
pub(crate) fn pieces(text: &str, quotes: &BTreeMap<(u32, u32), String>) -> Vec<Piece> {
    let mut borders: BTreeSet<u32> = quotes.keys().flat_map(|&(start, end)| [start, end]).collect();
    borders.insert(u32::MAX);
    let mut borders = borders.into_iter().peekable();
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut start = 0;
    for (at, character) in (0_u32..).zip(text.chars()) {
        if borders.peek().is_some_and(|&border| border == at) {
            borders.next();
            finish(&mut pieces, &mut piece, start, quotes);
            start = at;
        }
        piece.push(character);
    }
    finish(&mut pieces, &mut piece, start, quotes);
    pieces
}

fn finish(pieces: &mut Vec<Piece>, piece: &mut String, start: u32, quotes: &BTreeMap<(u32, u32), String>) {
    if piece.is_empty() {
        return;
    }
    let covering: Vec<&str> = quotes
        .range(..(start + 1, 0))
        .filter(|&(&(from, to), _)| from <= start && start < to)
        .map(|(_, name)| name.as_str())
        .collect();
    pieces.push(Piece { text: std::mem::take(piece), marks: covering.join(" "), anchor: false });
}

/// Pieces line by line.
fn paragraphs(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut lines = vec![Vec::new()];
    for piece in pieces {
        for (at, part) in piece.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            let text = part.trim_end_matches('\r');
            if let (false, Some(line)) = (text.is_empty(), lines.last_mut()) {
                line.push(Piece { text: text.to_owned(), marks: piece.marks.clone(), anchor: false });
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_quotes_cut_the_text_and_lose_nothing() {
        let quotes = BTreeMap::from([((1, 4), "a".to_owned()), ((2, 6), "b".to_owned())]);
        let cut = pieces("甲乙丙丁戊己庚", &quotes);
        let told: Vec<(&str, &str)> = cut.iter().map(|p| (p.text.as_str(), p.marks.as_str())).collect();
        assert_eq!(told, [("甲", ""), ("乙", "a"), ("丙丁", "a b"), ("戊己", "b"), ("庚", "")]);
    }

    #[test]
    fn words_looked_for_are_lit_beside_the_quotes() {
        let spot = Spot { document: "d1".to_owned(), lit: vec![0..1, 2..4], at: Some(1) };
        let mut quotes = BTreeMap::from([((2, 4), "a".to_owned()), ((3, 5), "b".to_owned())]);
        light(&mut quotes, &spot);
        let cut = pieces("甲乙丙丁戊己", &quotes);
        let told: Vec<(&str, &str)> = cut.iter().map(|p| (p.text.as_str(), p.marks.as_str())).collect();
        let wanted = [
            ("甲", "hit"),
            ("乙", ""),
            ("丙", "a hit hit-at"),
            ("丁", "a hit hit-at b"),
            ("戊", "b"),
            ("己", ""),
        ];
        assert_eq!(told, wanted);
    }

    #[test]
    fn a_place_with_nothing_to_light_is_still_found() {
        let mut quotes = BTreeMap::new();
        light(&mut quotes, &Spot { document: "d1".to_owned(), lit: Vec::new(), at: Some(u32::MAX) });
        light(&mut quotes, &Spot { document: "d1".to_owned(), lit: Vec::new(), at: Some(1) });
        let cut = pieces("甲乙丙", &quotes);
        assert_eq!(cut[1].marks, "hit-at");
    }
}
