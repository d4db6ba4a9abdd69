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
/// Back-off weights of one context by length.
pub(super) type Backoffs = [f32; CONTEXT];
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
        model.alone =
            (0..u64::from(base)).map(|symbol| model.find(1, symbol).unwrap_or((UNSEEN, 0.0))).collect();
        Ok(model)
    }

    /// Logarithm of the last symbol after those before it (at most `ORDER` symbols in all).
    ///
    /// The tables hold every shorter run of a run that they hold, so the search goes from short to long and ends at the
    /// first that is missing.
    pub(super) fn last(&self, run: &[u32]) -> f32 {
        let Some((&symbol, context)) = run.split_last() else { return UNSEEN };
        let (logarithm, order) = self.longest(symbol, context);
        logarithm + self.weights(context, order).sum::<f32>()
    }

    /// Logarithm of the longest stored run that ends in the symbol, and its length.
    fn longest(&self, symbol: u32, context: &[u32]) -> (f32, usize) {
        let mut logarithm = self.alone(symbol);
        let (mut key, mut step, mut order) = (u64::from(symbol), self.base, 1);
        for &before in context.iter().rev() {
            key = key.wrapping_add(step.wrapping_mul(before.into()));
            step = step.wrapping_mul(self.base);
            let Some((longer, _)) = self.find(order + 1, key) else { break };
            logarithm = longer;
            order += 1;
        }
        (logarithm, order)
    }

    /// The back-off weights of a context by length, shortest first: looked up once for all symbols that may follow it.
    pub(super) fn backoffs(&self, context: &[u32]) -> Backoffs {
        let mut known = [0.0; CONTEXT];
        for (slot, weight) in known.iter_mut().zip(self.weights(context, 1)) {
            *slot = weight;
        }
        known
    }

    /// Back-off weights of the contexts of `order` symbols and more, up to the first that was never seen.
    fn weights(&self, context: &[u32], order: usize) -> impl Iterator<Item = f32> {
        let (mut key, mut step) = (0, 1_u64);
        let keys = context.iter().rev().map(move |&symbol| {
            key = step.wrapping_mul(symbol.into()).wrapping_add(key);
            step = step.wrapping_mul(self.base);
            key
        });
        (1..).zip(keys).skip(order - 1).map_while(|(length, key)| self.weight(length, key))
    }

    fn weight(&self, length: usize, key: u64) -> Option<f32> {
        let alone = || self.alone.get(usize::try_from(key).ok()?).copied();
        let found = if length == 1 { alone() } else { self.find(length, key) };
        found.map(|(_, backoff)| backoff)
    }

    /// Logarithms of the symbols from `CONTEXT` on, added up; nothing once the sum is below `least`. `first` are the
    /// weights of the first `CONTEXT` symbols.
    pub(super) fn sum(&self, padded: &[u32], first: &Backoffs, least: f32) -> Option<f32> {
        padded.windows(ORDER).enumerate().try_fold(0.0, |sum, (at, run)| {
            let sum = sum + if at == 0 { self.last_after(run, first) } else { self.last(run) };
            (sum >= least).then_some(sum)
        })
    }

    /// As `last`, where the weights of the context are at hand.
    fn last_after(&self, run: &[u32], known: &Backoffs) -> f32 {
        let Some((&symbol, context)) = run.split_last() else { return UNSEEN };
        let (logarithm, order) = self.longest(symbol, context);
        logarithm + known.iter().skip(order - 1).sum::<f32>()
    }

    /// Logarithm of one symbol after another.
    pub(super) fn pair(&self, first: u32, second: u32) -> f32 {
        self.last(&[first, second])
    }

    /// Logarithm of a symbol by itself.
    pub(super) fn alone(&self, symbol: u32) -> f32 {
        self.alone.get(symbol as usize).map_or(UNSEEN, |known| known.0)
    }

    /// Logarithm and back-off weight of a run.
    fn find(&self, order: usize, key: u64) -> Option<(f32, f32)> {
        let runs = self.tables.get(order.wrapping_sub(1))?;
        let at = runs.places.find(key)?;
        let level =
            |codes: &[u8], levels: &[f32; 256]| codes.get(at).map_or(0.0, |&code| levels[usize::from(code)]);
        Some((level(runs.logarithms, &self.logarithms), level(runs.backoffs, &self.backoffs)))
    }
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
        let first = model.backoffs(&[0, 0, 0, 7]);
        close(model.sum(&[0, 0, 0, 7, 1, 2], &first, f32::NEG_INFINITY).unwrap(), -1.1);
        assert_eq!(model.sum(&[0, 0, 0, 7, 1, 2], &first, -0.5), None, "given up below the least sum");
        let seen = model.backoffs(&[7, 7, 7, 1]);
        close(seen[0], -0.4);
        close(model.sum(&[7, 7, 7, 1, 1], &seen, f32::NEG_INFINITY).unwrap(), model.pair(1, 1));
        close(model.last(&[]), UNSEEN);
    }
}
