//! A value together with where it stands in a normalised text.

/// Byte range in a normalised text ([`crate::text::SourceText::plain`]).
pub type Range = std::ops::Range<usize>;

/// A value a scanner found, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// The value as understood.
    pub value: T,
    /// Where it stands, in bytes of the normalised text that was scanned.
    pub range: Range,
}

impl<T> Found<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, range: Range) -> Self {
        Self { value, range }
    }

    /// The same finding moved by `offset` bytes: a scan of a slice, seen from the whole text.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        let range = self.range.start + offset..self.range.end + offset;
        Self { value: self.value, range }
    }
}
