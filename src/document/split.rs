//! Splits a volume at the title pages of the papers it holds.

mod lines;
mod marks;
mod starts;

use lines::Line;

/// One paper of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paper {
    /// Its words, as in the file.
    pub text: String,
    /// Character of the file's text at which it begins.
    pub begin: u32,
    /// Character of `text` at which each of its pages starts; the first is 0.
    pub page_starts: Vec<u32>,
    /// Page of the file on which it begins, from 1.
    pub first_page: u32,
}

/// Splits a text into its papers: one in nearly every file. `page_starts` counts characters.
///
/// A title merely mentioned in running text splits nothing: a start needs a title on a line of its
/// own and further signs such as a page start, a number line or the end of another paper before it.
pub(super) fn papers(text: &str, page_starts: &[u32]) -> Vec<Paper> {
    let pages = page_bytes(text, page_starts);
    let lines = lines::of(text, &pages);
    let cuts: Vec<usize> =
        starts::of(&lines).into_iter().filter_map(|at| lines.get(at)).map(|line: &Line| line.start).collect();
    let (mut begin, mut characters) = (0, 0);
    let mut papers = Vec::new();
    for end in cuts.into_iter().chain([text.len()]) {
        let words = text.get(begin..end).unwrap_or_default();
        if !words.trim().is_empty() || end == text.len() && papers.is_empty() {
            papers.push(Paper { begin: characters, ..paper(words, begin, &pages) });
        }
        characters += words.chars().count() as u32;
        begin = end;
    }
    papers
}

fn paper(words: &str, begin: usize, pages: &[usize]) -> Paper {
    let first_page = pages.partition_point(|&page| page <= begin).max(1) as u32;
    let mut page_starts = vec![0];
    let (mut characters, mut done) = (0, 0);
    for page in pages.iter().filter(|&&page| page > begin && page < begin + words.len()) {
        let Some(piece) = words.get(done..page - begin) else { continue };
        characters += piece.chars().count() as u32;
        done = page - begin;
        page_starts.push(characters);
    }
    Paper { text: words.to_owned(), begin: 0, page_starts, first_page }
}

/// Bytes at which the pages start.
fn page_bytes(text: &str, page_starts: &[u32]) -> Vec<usize> {
    let mut pages = Vec::with_capacity(page_starts.len());
    let mut wanted = page_starts.iter().copied().peekable();
    for (character, (byte, _)) in (0..).zip(text.char_indices()) {
        while wanted.next_if(|&start| start <= character).is_some() {
            pages.push(byte);
        }
        if wanted.peek().is_none() {
            break;
        }
    }
    if pages.is_empty() {
        pages.push(0);
    }
    pages
}

#[cfg(test)]
mod tests;
