//! A text as it was read, a normalised view of it for matching, and the way back.

use std::sync::OnceLock;

use super::{Found, Moment, Money, Range, date, money, normal};

/// A range of Unicode characters in the original text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CharSpan {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// Bytes between two entries of the character index.
const STRIDE: usize = 512;

/// An original text with its normalised view. Every range of the view leads back to the original.
#[derive(Debug, Clone)]
pub struct SourceText {
    original: String,
    plain: String,
    /// For each byte of `plain`: the byte of `original` where its character starts.
    back: Vec<u32>,
    /// Number of characters of `original` before every `STRIDE` bytes.
    characters_before: Vec<u32>,
    /// What many ask of a whole paper, read when it is first asked.
    dates: OnceLock<Vec<Found<Moment>>>,
    sums: OnceLock<Vec<Found<Money>>>,
}

impl SourceText {
    /// Normalises a text. Texts of 4 GiB and more cannot be addressed and are cut by the readers.
    pub fn new(original: String) -> Self {
        let view = normal::normalise(&original);
        let characters_before = index_characters(&original);
        let (dates, sums) = (OnceLock::new(), OnceLock::new());
        Self { plain: view.plain, back: view.back, original, characters_before, dates, sums }
    }

    /// The text exactly as it was read.
    pub fn original(&self) -> &str {
        &self.original
    }

    /// The normalised view: half-width digits, one kind of bracket, one paragraph a line.
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// Every date of the normalised view, as [`date::scan`] finds them.
    pub fn dates(&self) -> &[Found<Moment>] {
        self.dates.get_or_init(|| date::scan(&self.plain))
    }

    /// Every sum of the normalised view, as [`money::scan`] finds them.
    pub fn sums(&self) -> &[Found<Money>] {
        self.sums.get_or_init(|| money::scan(&self.plain))
    }

    /// The original characters behind a range of the normalised view.
    pub fn locate(&self, range: &Range) -> CharSpan {
        let bytes = self.original_bytes(range);
        CharSpan { start: self.character_at(bytes.start), end: self.character_at(bytes.end) }
    }

    /// The characters behind bytes of the original text.
    pub fn locate_original(&self, bytes: &Range) -> CharSpan {
        CharSpan { start: self.character_at(bytes.start), end: self.character_at(bytes.end) }
    }

    /// The original words behind a range of the normalised view.
    pub fn excerpt(&self, range: &Range) -> &str {
        &self.original[self.original_bytes(range)]
    }

    /// The byte of the normalised view that stands for original character `index`, or the first after it.
    pub fn plain_at(&self, index: u32) -> usize {
        self.back.partition_point(|&byte| self.character_at(byte as usize) < index)
    }

    /// The byte of the normalised view that stands for a byte of the original, or the first after it.
    pub(super) fn plain_of(&self, byte: usize) -> usize {
        self.back.partition_point(|&back| (back as usize) < byte)
    }

    fn original_bytes(&self, range: &Range) -> Range {
        if range.is_empty() {
            let at = self.back.get(range.start).map_or(self.original.len(), |&b| b as usize);
            return at..at;
        }
        let start = self.back[range.start] as usize;
        let last = self.back[range.end - 1] as usize;
        let width = self.original[last..].chars().next().map_or(0, char::len_utf8);
        start..last + width
    }

    fn character_at(&self, byte: usize) -> u32 {
        let stop = byte / STRIDE;
        let rest = &self.original.as_bytes()[stop * STRIDE..byte];
        self.characters_before[stop] + count_characters(rest)
    }
}

fn index_characters(text: &str) -> Vec<u32> {
    let mut total = 0;
    let mut before = vec![0];
    for chunk in text.as_bytes().chunks(STRIDE) {
        total += count_characters(chunk);
        before.push(total);
    }
    before
}

/// Characters that start in `bytes`: every byte that is not a UTF-8 continuation.
fn count_characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_the_view_leads_back_to_the_original_words() {
        let text = SourceText::new("被告人张某，男 ， １９８７ 年 1１ 月 7 日出生".to_owned());
        let start = text.plain().find("1987年11月7日").expect("normalised date");
        let range = start..start + "1987年11月7日".len();
        assert_eq!(text.excerpt(&range), "１９８７ 年 1１ 月 7 日");
        let span = text.locate(&range);
        let words: String = text
            .original()
            .chars()
            .skip(span.start as usize)
            .take((span.end - span.start) as usize)
            .collect();
        assert_eq!(words, text.excerpt(&range));
    }
}
