//! A linear layer of 8-bit weights over quantised rows, with bias and what follows folded in.

use super::float::gelu;
use super::lanes::{BLOCK, Kernel, Lanes, Weights};
use super::path::Path;
use super::quantise::Quantised;

/// What becomes of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Written.
    Store,
    /// Written after GELU.
    Gelu,
    /// Added to what stands there (the residual).
    Add,
    /// Added to what stands there after GELU.
    GeluAdd,
}

/// Packed weights.
#[derive(Debug)]
pub struct Linear {
    path: Path,
    inputs: usize,
    outputs: usize,
    /// Block of outputs by block of outputs, each in steps of four inputs.
    weights: Vec<Weights>,
    /// Filled up to whole blocks, as is the bias.
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Linear {
    /// From rows of weights within ±127, one an output, with the scale and the bias of each.
    pub fn new(path: Path, rows: &[i8], scales: &[f32], bias: &[f32], inputs: usize) -> Self {
        let outputs = bias.len();
        assert_eq!(scales.len(), outputs, "one scale an output");
        assert_eq!(rows.len(), inputs * outputs, "one row an output");
        let mut linear =
            Self { path, inputs, outputs, weights: Vec::new(), scales: filled(scales), bias: filled(bias) };
        path.run(Pack { linear: &mut linear, rows });
        linear
    }

    /// Length of an output row.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Outputs of all rows, laid end to end.
    pub fn apply(&self, rows: &Quantised, then: Then, out: &mut [f32]) {
        assert_eq!(rows.inputs, self.inputs, "rows of this layer");
        assert_eq!(out.len(), rows.len() * self.outputs, "one output row a row");
        self.path.run(Apply { linear: self, rows, then, out });
    }
}

fn filled(values: &[f32]) -> Vec<f32> {
    let mut filled = values.to_vec();
    filled.resize(values.len().next_multiple_of(BLOCK), 0.0);
    filled
}

struct Pack<'a> {
    linear: &'a mut Linear,
    rows: &'a [i8],
}

impl Kernel for Pack<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, _: L) {
        let Linear { inputs, outputs, .. } = *self.linear;
        let steps = inputs.div_ceil(4);
        let mut packed = vec![Weights([L::OFFSET; 4 * BLOCK]); outputs.div_ceil(BLOCK) * steps];
        for (output, row) in self.rows.chunks_exact(inputs.max(1)).enumerate() {
            let block = &mut packed[output / BLOCK * steps..][..steps];
            for (four, weights) in row.chunks(4).zip(block) {
                for (weight, place) in four.iter().zip(&mut weights.0[output % BLOCK * 4..]) {
                    *place = weight.max(&-127).cast_unsigned().wrapping_add(L::OFFSET);
                }
            }
        }
        self.linear.weights = packed;
    }
}

struct Apply<'a> {
    linear: &'a Linear,
    rows: &'a Quantised,
    then: Then,
    out: &'a mut [f32],
}

impl Kernel for Apply<'_> {
    #[inline(always)]
    fn run<L: Lanes>(mut self, lanes: L) {
        let blocks = self.linear.outputs.div_ceil(BLOCK);
        let wide = L::WIDTH == BLOCK;
        let mut block = 0;
        while block < blocks {
            if wide && block + 2 <= blocks {
                self.down::<L, 2>(lanes, block);
                block += 2;
            } else {
                self.down::<L, 1>(lanes, block);
                block += 1;
            }
        }
    }
}

impl Apply<'_> {
    /// All rows for `B` blocks of outputs, in tiles as tall as the registers allow.
    #[inline(always)]
    fn down<L: Lanes, const B: usize>(&mut self, lanes: L, block: usize) {
        let count = self.rows.len();
        let mut row = 0;
        while L::WIDTH == BLOCK && row + 8 <= count {
            self.tile::<L, 8, B>(lanes, row, block);
            row += 8;
        }
        while L::WIDTH > 4 && row + 4 <= count {
            self.tile::<L, 4, B>(lanes, row, block);
            row += 4;
        }
        while row + 2 <= count {
            self.tile::<L, 2, B>(lanes, row, block);
            row += 2;
        }
        if row < count {
            self.tile::<L, 1, B>(lanes, row, block);
        }
    }

    #[inline(always)]
    fn tile<L: Lanes, const R: usize, const B: usize>(&mut self, lanes: L, row: usize, block: usize) {
        let steps = self.linear.inputs.div_ceil(4);
        let fours: [&[[i8; 4]]; R] = std::array::from_fn(|r| &self.rows.fours[(row + r) * steps..][..steps]);
        let weights: [&[Weights]; B] =
            std::array::from_fn(|b| &self.linear.weights[(block + b) * steps..][..steps]);
        let mut sums: [[L::Sums; B]; R] = std::array::from_fn(|r| [lanes.start(self.rows.sums[row + r]); B]);
        for step in 0..steps {
            for (sums, fours) in sums.iter_mut().zip(&fours) {
                for (sums, weights) in sums.iter_mut().zip(&weights) {
                    // SAFETY: both slices were cut to `steps`.
                    let (four, weights) =
                        unsafe { (*fours.get_unchecked(step), weights.get_unchecked(step)) };
                    *sums = lanes.dot(*sums, weights, four);
                }
            }
        }
        for (r, sums) in sums.into_iter().enumerate() {
            for (b, sums) in sums.into_iter().enumerate() {
                self.finish(lanes, sums, row + r, block + b);
            }
        }
    }

    /// Scales the sums of one block, adds the bias, and does what follows.
    #[inline(always)]
    fn finish<L: Lanes>(&mut self, lanes: L, sums: L::Sums, row: usize, block: usize) {
        let Self { linear, rows, then, out } = self;
        let first = block * BLOCK;
        let width = BLOCK.min(linear.outputs - first);
        let out = &mut out[row * linear.outputs + first..][..width];
        let mut edge = [0.0; BLOCK];
        let whole = width == BLOCK;
        if !whole {
            edge[..width].copy_from_slice(out);
        }
        let place = if whole { &mut *out } else { &mut edge };
        let scale = lanes.splat(rows.scales[row]);
        for part in 0..BLOCK / L::WIDTH {
            let at = part * L::WIDTH;
            let scale = lanes.mul(scale, lanes.load(&linear.scales[first + at..]));
            let mut value =
                lanes.fused(lanes.part(sums, part), scale, lanes.load(&linear.bias[first + at..]));
            if matches!(then, Then::Gelu | Then::GeluAdd) {
                value = gelu(lanes, value);
            }
            if matches!(then, Then::Add | Then::GeluAdd) {
                value = lanes.add(value, lanes.load(&place[at..]));
            }
            lanes.store(value, &mut place[at..]);
        }
        if !whole {
            out.copy_from_slice(&edge[..width]);
        }
    }
}
