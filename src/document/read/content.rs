//! What a reader gives back.

use crate::document::imprint::Imprint;

/// The words of one file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::document) struct Content {
    /// The text as it stands in the file.
    pub text: String,
    /// Character at which each page starts; the first is 0.
    pub page_starts: Vec<u32>,
    /// What could not be read, in Chinese; `None` when everything was.
    pub gap: Option<String>,
    /// Where the characters stand on printed pages, where the file has such.
    pub imprint: Imprint,
}

impl Content {
    /// A text whose pages are divided by form feeds, if at all.
    pub(super) fn paged_by_form_feeds(text: String) -> Self {
        let page_starts = page_starts_of(&text);
        Self { text, page_starts, ..Self::default() }
    }
}

/// A page starts at 0 and after every form feed.
fn page_starts_of(text: &str) -> Vec<u32> {
    let mut starts = vec![0];
    let mut characters = 0;
    for (piece, is_last) in pieces(text) {
        characters += piece.chars().count() as u32;
        if !is_last {
            starts.push(characters);
        }
    }
    starts
}

fn pieces(text: &str) -> impl Iterator<Item = (&str, bool)> {
    // A form feed at the very end closes the last page and opens no new one.
    let body = text.trim_end_matches(['\u{c}', '\n', '\r', ' ']);
    let mut rest = Some(body);
    std::iter::from_fn(move || {
        let now = rest?;
        let Some(at) = now.find('\u{c}') else {
            rest = None;
            return Some((now, true));
        };
        rest = now.get(at + 1..);
        Some((now.get(..=at)?, false))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_start_after_form_feeds() {
        assert_eq!(page_starts_of("甲乙\n\u{c}丙\u{c}丁\u{c}\n"), [0, 4, 6]);
        assert_eq!(page_starts_of(""), [0]);
    }
}
