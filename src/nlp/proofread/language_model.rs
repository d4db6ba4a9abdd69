//! A character language model of five symbols, read from quantised tables without unpacking them.
//!
//! `models/training/proofread/pack.py` writes them: for each order the runs of symbols (`table.rs`), each with a logarithm
//! (base 10) and a back-off weight of eight bits.

use super::table::Table;
use crate::nlp::{Arrays, ModelError};

/// Longest run of symbols.
pub(super) const ORDER: usize = 5;
/// Symbols before an edit, and after it, that its score depends on.
pub(super) const CONTEXT: usize = ORDER - 1;
/// Stands before the beginning of a text, where no run was counted.
pub(super) const NOTHING: u32 = 0;
/// Logarithm of a symbol that was never counted.
const UNSEEN: f32 = -7.0;

/// The tables, borrowed from the loaded file.
#[derive(Debug)]
pub(super) struct LanguageModel<'m> {
    base: u64,
    /// Logarithm and back-off weight of each symbol by itself.
    alone: Vec<(f32, f32)>,
    tables: [Runs<'m>; ORDER],
    logarithms: [f32; 256],
    backoffs: [f32; 256],
}

#[derive(Debug)]
struct Runs<'m> {
    places: Table<'m>,
    logarithms: &'m [u8],
    backoffs: &'m [u8],
}

/// The stored runs that end in one symbol: where each lies, by length.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ending {
    symbol: u32,
    /// Places of the runs of two symbols and more.
    places: [usize; CONTEXT],
    /// Symbols of the longest.
    length: usize,
}

impl<'m> LanguageModel<'m> {
    pub(super) fn new(arrays: &'m Arrays) -> Result<Self, ModelError> {
        let runs = |order: usize| -> Result<Runs<'m>, ModelError> {
            Ok(Runs {
                places: Table::new(arrays, &format!("runs.{order}"))?,
                logarithms: arrays.u8(&format!("runs.{order}.logarithms"))?,
                backoffs: arrays.u8(&format!("runs.{order}.backoffs"))?,
            })
        };
        let ranges = arrays.f32("runs.ranges")?;
        let level = |low: usize, code: usize| match (ranges.get(low), ranges.get(low + 1)) {
            (Some(from), Some(to)) => from + (to - from) * code as f32 / 255.0,
            _ => 0.0,
        };
        let base = arrays.u32("runs.base")?.first().copied().unwrap_or_default();
        let mut model = Self {
            base: base.into(),
            alone: Vec::new(),
            tables: [runs(1)?, runs(2)?, runs(3)?, runs(4)?, runs(5)?],
            logarithms: std::array::from_fn(|code| level(0, code)),
            backoffs: std::array::from_fn(|code| level(2, code)),
        };
        let runs = &model.tables[0];
        let alone = |symbol: u64| {
            let place = runs.places.find(symbol)?;
            let logarithm = read(runs.logarithms, &model.logarithms, place);
            Some((logarithm, read(runs.backoffs, &model.backoffs, place)))
        };
        model.alone = (0..u64::from(base)).map(|symbol| alone(symbol).unwrap_or((UNSEEN, 0.0))).collect();
        Ok(model)
    }

    /// Logarithm of the last symbol after those before it (at most `ORDER` symbols in all).
    fn last(&self, run: &[u32]) -> f32 {
        let Some((&symbol, context)) = run.split_last() else { return UNSEEN };
        self.after(symbol, context, &self.ending(context)).0
    }

    /// What is stored of the runs that end where a context (at most `CONTEXT` symbols) ends.
    pub(super) fn ending(&self, context: &[u32]) -> Ending {
        let Some((&symbol, before)) = context.split_last() else { return Ending::default() };
        self.longest(symbol, before)
    }

    /// The stored runs that end in the symbol.
    ///
    /// The tables hold every shorter run of a run that they hold, so the search goes from short to long and ends at the
    /// first that is missing.
    fn longest(&self, symbol: u32, context: &[u32]) -> Ending {
        let mut found = Ending { symbol, places: [0; CONTEXT], length: 1 };
        let (mut key, mut step) = (u64::from(symbol), self.base);
        for ((&before, runs), slot) in context.iter().rev().zip(&self.tables[1..]).zip(0..) {
            key = key.wrapping_add(step.wrapping_mul(before.into()));
            step = step.wrapping_mul(self.base);
            let Some(place) = runs.places.find(key) else { break };
            found.places[slot] = place;
            found.length += 1;
        }
        found
    }

    /// Logarithm of a symbol after a context, and the runs that end in it: those are the ones whose weights the next
    /// symbol asks for. `known` are the runs that end where the context ends.
    fn after(&self, symbol: u32, context: &[u32], known: &Ending) -> (f32, Ending) {
        let own = self.longest(symbol, context);
        let weights = (own.length..=known.length.min(CONTEXT)).map(|length| self.weight(known, length));
        (self.logarithm(&own) + weights.sum::<f32>(), own)
    }

    /// Logarithm of the longest run of an ending.
    fn logarithm(&self, ending: &Ending) -> f32 {
        match ending.place(ending.length) {
            None => self.alone(ending.symbol),
            Some(place) => read(self.tables[ending.length - 1].logarithms, &self.logarithms, place),
        }
    }

    /// Back-off weight of the run of so many symbols of an ending.
    fn weight(&self, ending: &Ending, length: usize) -> f32 {
        match ending.place(length) {
            None => self.alone.get(ending.symbol as usize).map_or(0.0, |known| known.1),
            Some(place) => read(self.tables[length - 1].backoffs, &self.backoffs, place),
        }
    }

    /// Logarithms of the symbols from `CONTEXT` on, one after the other. `first` is what is stored of the first `CONTEXT`.
    pub(super) fn each(&self, padded: &[u32], first: Ending) -> impl Iterator<Item = f32> {
        let mut known = first;
        padded.windows(ORDER).filter_map(move |run| {
            let (&symbol, context) = run.split_last()?;
            let (logarithm, own) = self.after(symbol, context, &known);
            known = own;
            Some(logarithm)
        })
    }

    /// As `each`, added up; nothing once the sum is below `least`.
    pub(super) fn sum(&self, padded: &[u32], first: &Ending, least: f32) -> Option<f32> {
        self.each(padded, *first).try_fold(0.0, |sum, logarithm| {
            let sum = sum + logarithm;
            (sum >= least).then_some(sum)
        })
    }

    /// Logarithm of one symbol after another.
    pub(super) fn pair(&self, first: u32, second: u32) -> f32 {
        self.last(&[first, second])
    }

    /// Logarithm of a symbol by itself.
    pub(super) fn alone(&self, symbol: u32) -> f32 {
        self.alone.get(symbol as usize).map_or(UNSEEN, |known| known.0)
    }
}

impl Ending {
    /// Where the run of so many symbols lies; a symbol by itself lies in no table.
    fn place(&self, length: usize) -> Option<usize> {
        self.places.get(length.checked_sub(2)?).copied()
    }
}

/// The value behind the code of a place.
fn read(codes: &[u8], levels: &[f32; 256], place: usize) -> f32 {
    codes.get(place).map_or(0.0, |&code| levels[usize::from(code)])
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::BTreeMap;

    use safetensors::Dtype;
    use safetensors::tensor::TensorView;

    use super::super::table::place;
    use super::*;

    /// Tensors by name, as a file would hold them.
    pub(in super::super) type Tensors = BTreeMap<String, (Dtype, Vec<u8>)>;

    pub(in super::super) fn arrays(tensors: &Tensors) -> Arrays {
        let views = tensors.iter().map(|(name, (kind, bytes))| {
            let size = if matches!(kind, Dtype::U8) {
                1
            } else if matches!(kind, Dtype::U16) {
                2
            } else {
                4
            };
            (name, TensorView::new(*kind, vec![bytes.len() / size], bytes).unwrap())
        });
        let file = safetensors::serialize(views, None).unwrap();
        Arrays::parse("test", file.into(), serde_json::Value::Null).unwrap()
    }

    /// A model of three symbols: 1, 2 and the run 1 2. Levels run from -2.55 in steps of a hundredth.
    pub(in super::super) fn tensors() -> Tensors {
        let words = |values: &[u32]| values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>();
        let mut all = Tensors::new();
        let ranges: Vec<u8> = [-2.55_f32, 0.0, -2.55, 0.0].iter().flat_map(|v| v.to_le_bytes()).collect();
        all.insert("runs.ranges".into(), (Dtype::F32, ranges));
        all.insert("runs.base".into(), (Dtype::U32, words(&[10])));
        let runs: [&[(u64, u8, u8)]; ORDER] =
            [&[(1, 155, 215), (2, 55, 255)], &[(12, 245, 255)], &[], &[], &[]];
        for (order, runs) in (1..).zip(runs) {
            let tags: Vec<u8> = runs.iter().flat_map(|run| place(run.0, 1).1.to_le_bytes()).collect();
            all.insert(format!("runs.{order}.offsets"), (Dtype::U32, words(&[0, runs.len() as u32])));
            all.insert(format!("runs.{order}.tags"), (Dtype::U16, tags));
            all.insert(
                format!("runs.{order}.logarithms"),
                (Dtype::U8, runs.iter().map(|run| run.1).collect()),
            );
            all.insert(format!("runs.{order}.backoffs"), (Dtype::U8, runs.iter().map(|run| run.2).collect()));
        }
        all
    }

    #[test]
    fn the_longest_known_run_counts_and_shorter_ones_are_weighed_down() {
        let arrays = arrays(&tensors());
        let model = LanguageModel::new(&arrays).unwrap();
        let close = |value: f32, wanted: f32| assert!((value - wanted).abs() < 1e-4, "{value} for {wanted}");
        close(model.alone(1), -1.0);
        close(model.alone(7), UNSEEN);
        close(model.pair(1, 2), -0.1);
        close(model.pair(2, 1), -1.0);
        close(model.pair(1, 1), -1.0 - 0.4);
        close(model.last(&[7, 7, 1, 2]), -0.1);
        let first = model.ending(&[0, 0, 0, 7]);
        close(model.sum(&[0, 0, 0, 7, 1, 2], &first, f32::NEG_INFINITY).unwrap(), -1.1);
        assert_eq!(model.sum(&[0, 0, 0, 7, 1, 2], &first, -0.5), None, "given up below the least sum");
        let seen = model.ending(&[7, 7, 7, 1]);
        close(model.weight(&seen, 1), -0.4);
        close(model.sum(&[7, 7, 7, 1, 1], &seen, f32::NEG_INFINITY).unwrap(), model.pair(1, 1));
        close(model.last(&[]), UNSEEN);
    }
}
