//! What an edit is.

/// Longest replacement, in symbols.
pub(super) const LONGEST: usize = 4;

/// What an edit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// One character for another.
    Replace,
    /// Two neighbours for a common pair that sounds like them.
    Pair,
    /// One or two characters struck out.
    Delete,
    /// Neighbouring characters or pairs exchanged.
    Swap,
    /// A character put in.
    Insert,
}

/// How a written and an intended character are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// The edit is no replacement of one character.
    None,
    /// They share a reading (tones aside).
    SameSound,
    /// Readings one slip apart.
    NearSound,
    /// Alike in shape alone.
    Shape,
}

/// Symbols from `start` to `end` become others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edit {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    new: [u32; LONGEST],
    count: usize,
    pub(super) relation: Relation,
    /// How alike the pictures are, 0 to 1.
    pub(super) likeness: f32,
}

impl Edit {
    pub(super) fn new(kind: Kind, start: usize, end: usize, symbols: &[u32]) -> Self {
        let mut new = [0; LONGEST];
        for (slot, &symbol) in new.iter_mut().zip(symbols) {
            *slot = symbol;
        }
        let count = symbols.len().min(LONGEST);
        Self { kind, start, end, new, count, relation: Relation::None, likeness: 0.0 }
    }

    pub(super) fn alike(self, relation: Relation, likeness: f32) -> Self {
        Self { relation, likeness, ..self }
    }

    /// The symbols to write.
    pub(super) fn new_symbols(&self) -> &[u32] {
        &self.new[..self.count]
    }

    /// Number of symbols written over or struck out.
    pub(super) fn width(&self) -> usize {
        self.end - self.start
    }

    /// Edits at one place compete; putting in before a character is another place than changing it.
    pub(super) fn place(&self) -> (usize, bool) {
        (self.start, self.kind != Kind::Insert)
    }

    /// What the text must gain (logarithm to base ten) for the baseline to make the edit.
    pub(super) fn cost(&self) -> f32 {
        let kind = match self.kind {
            Kind::Replace if self.relation == Relation::SameSound => 0.0,
            Kind::Replace => 0.8,
            Kind::Pair => 1.0,
            Kind::Swap if self.width() == 2 => 1.0,
            Kind::Swap => 3.0,
            Kind::Delete if self.width() == 1 => 4.0,
            Kind::Delete => 8.0,
            Kind::Insert => 5.0,
        };
        kind + 5.0
    }
}
