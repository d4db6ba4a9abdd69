//! What is known of words and of slips: whether an edit makes a word or breaks one, and which slips people make.

use super::edit::Edit;
use super::table::{Counts, key};
use crate::nlp::{Arrays, ModelError};

/// Longest word that is looked for, in symbols.
const LONGEST: usize = 4;

/// Columns that `Known::row` fills: the last ones of an edit.
const COLUMNS: usize = 9;

/// The words of a word list with how common they are, and the slips counted in written pairs.
#[derive(Debug)]
pub(super) struct Known<'m> {
    base: u64,
    words: Counts<'m>,
    slips: Counts<'m>,
}

impl<'m> Known<'m> {
    pub(super) fn new(arrays: &'m Arrays) -> Result<Self, ModelError> {
        let base = arrays.u32("runs.base")?.first().copied().unwrap_or_default();
        Ok(Self {
            base: base.into(),
            words: Counts::new(arrays, "words")?,
            slips: Counts::new(arrays, "slips")?,
        })
    }

    /// The last columns of an edit of these symbols.
    pub(super) fn row(&self, symbols: &[u32], edit: &Edit) -> [f32; COLUMNS] {
        let (start, end) = (edit.start, edit.end);
        let new = edit.new_symbols();
        let from = start.saturating_sub(LONGEST);
        let behind = symbols.iter().skip(end).take(LONGEST);
        let edited: Vec<u32> = symbols[from..start].iter().chain(new).chain(behind).copied().collect();
        let (first, after) = (start - from, start - from + new.len());
        let (old_word, old_common) = self.word(symbols, start, end);
        let (new_word, new_common) = self.word(&edited, first, after);
        let left = repeats(symbols, &edited[first.saturating_sub(1)..after]);
        let right = repeats(symbols, &edited[first..(after + 1).min(edited.len())]);
        let (slip, any_slip) = self.slips(&symbols[start..end], new);
        let both = f32::from(u8::from(left > 0.0 && right > 0.0));
        [old_word, old_common, new_word, new_common, left, right, both, slip, any_slip]
    }

    /// The longest word that has one of the symbols `start..end`: its length, and how common it is (the commonest of that
    /// length). Zeros without one. An empty range counts as the symbol at it.
    pub(super) fn word(&self, symbols: &[u32], start: usize, end: usize) -> (f32, f32) {
        let end = end.max(start + 1);
        for length in (2..=LONGEST).rev() {
            let from = (start + 1).saturating_sub(length);
            let common = symbols
                .windows(length)
                .take(end)
                .skip(from)
                .filter_map(|run| self.words.get(key(self.base, run)))
                .reduce(f32::max);
            if let Some(common) = common {
                return (length as f32, common);
            }
        }
        (0.0, 0.0)
    }

    /// How often people wrote the old symbols for the new ones, and the old ones for any others, over all that differ.
    pub(super) fn slips(&self, old: &[u32], new: &[u32]) -> (f32, f32) {
        if old.len() != new.len() {
            return (0.0, 0.0);
        }
        let differ = old.iter().zip(new).filter(|(old, new)| old != new);
        differ.fold((0.0, 0.0), |(these, any), (&old, &new)| {
            let count = |run: &[u32]| self.slips.get(key(self.base, run)).unwrap_or_default();
            (these + count(&[old, new]), any + count(&[old]))
        })
    }
}

/// How often a run stands in a text, at most twice; a single symbol says nothing.
pub(super) fn repeats(symbols: &[u32], run: &[u32]) -> f32 {
    if run.len() < 2 {
        return 0.0;
    }
    symbols.windows(run.len()).filter(|&other| other == run).take(2).count() as f32
}

#[cfg(test)]
mod tests {
    use safetensors::Dtype;

    use super::super::edit::Kind;
    use super::super::language_model::tests::{Tensors, arrays, tensors};
    use super::super::table::place;
    use super::*;

    /// A table of one bucket: runs with their codes, in steps of a half.
    fn counted(all: &mut Tensors, name: &str, runs: &[(&[u32], u8)]) {
        let offsets = [0, runs.len() as u32].iter().flat_map(|at| at.to_le_bytes()).collect();
        let tags = runs.iter().flat_map(|(run, _)| place(key(10, run), 1).1.to_le_bytes()).collect();
        all.insert(format!("{name}.offsets"), (Dtype::U32, offsets));
        all.insert(format!("{name}.tags"), (Dtype::U16, tags));
        all.insert(format!("{name}.logarithms"), (Dtype::U8, runs.iter().map(|(_, code)| *code).collect()));
        all.insert(format!("{name}.step"), (Dtype::F32, 0.5_f32.to_le_bytes().to_vec()));
    }

    #[test]
    fn an_edit_is_told_by_the_words_it_makes_and_the_slips_it_undoes() {
        let mut all = tensors();
        counted(&mut all, "words", &[(&[1, 2], 4), (&[4, 1, 2], 2), (&[3, 5], 1)]);
        counted(&mut all, "slips", &[(&[3, 1], 6), (&[3], 8)]);
        let arrays = arrays(&all);
        let known = Known::new(&arrays).unwrap();
        let written = [4, 3, 2, 9, 1, 2];
        let row = known.row(&written, &Edit::new(Kind::Replace, 1, 2, &[1]));
        let wanted = [0.0, 0.0, 3.0, 1.0, 0.0, 1.0, 0.0, 3.0, 4.0];
        assert!(row.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-6), "{row:?}");
        let row = known.row(&written, &Edit::new(Kind::Delete, 4, 6, &[]));
        let wanted = [2.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        assert!(row.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-6), "{row:?}");
    }

    #[test]
    fn repeats_count_runs_of_two_and_more_at_most_twice() {
        let text = [1, 2, 1, 2, 1, 2];
        let counts = [repeats(&text, &[1, 2]), repeats(&text, &[2, 2]), repeats(&text, &[1])];
        assert!(counts.iter().zip([2.0, 0.0, 0.0]).all(|(a, b)| (a - b).abs() < 1e-6), "{counts:?}");
    }
}
