//! Rows of numbers as 8-bit whole numbers with one scale a row.

use super::float::{Norm, norm_row};
use super::lanes::{Kernel, Lanes};
use super::path::Path;

/// The largest 8-bit value used, on both sides.
const TOP: f32 = 127.0;

/// Quantised rows. Kept between calls, so that its memory is asked for once.
#[derive(Debug, Default)]
pub struct Quantised {
    /// Inputs of a row in fours, the last filled up with zeros.
    pub(super) fours: Vec<[i8; 4]>,
    pub(super) scales: Vec<f32>,
    /// Sum of the 8-bit values of each row.
    pub(super) sums: Vec<i32>,
    pub(super) inputs: usize,
    /// A row that is made before it is quantised.
    row: Vec<f32>,
}

impl Quantised {
    /// Takes rows laid end to end.
    pub fn rows(&mut self, path: Path, rows: &[f32], inputs: usize) {
        path.run(Take { into: self, rows, inputs, norm: None });
    }

    /// Takes rows laid end to end, each normed first.
    pub fn normed(&mut self, path: Path, rows: &[f32], norm: &Norm) {
        path.run(Take { into: self, rows, inputs: norm.width(), norm: Some(norm) });
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    fn clear(&mut self, rows: usize, inputs: usize) {
        self.inputs = inputs;
        // Every four is written below, but for the filling of the last ones.
        self.fours.resize(rows * inputs.div_ceil(4), [0; 4]);
        self.scales.resize(rows, 0.0);
        self.sums.resize(rows, 0);
    }
}

struct Take<'a> {
    into: &'a mut Quantised,
    rows: &'a [f32],
    inputs: usize,
    norm: Option<&'a Norm>,
}

impl Kernel for Take<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let Self { into, rows, inputs, norm } = self;
        let width = inputs.max(1);
        into.clear(rows.len() / width, inputs);
        let mut normed = std::mem::take(&mut into.row);
        for (index, row) in rows.chunks_exact(width).enumerate() {
            let row = match norm {
                None => row,
                Some(norm) => {
                    normed.resize(row.len(), 0.0);
                    norm_row(lanes, norm, row, &mut normed);
                    &normed
                }
            };
            let fours = inputs.div_ceil(4);
            let bytes = into.fours[index * fours..(index + 1) * fours].as_flattened_mut();
            (into.scales[index], into.sums[index]) = quantise(lanes, row, bytes);
        }
        into.row = normed;
    }
}

/// Writes a row; returns its scale and the sum of what was written.
#[inline(always)]
fn quantise<L: Lanes>(lanes: L, row: &[f32], into: &mut [i8]) -> (f32, i32) {
    let mut tops = [lanes.splat(0.0); 4];
    let mut parts = row.chunks_exact(4 * L::WIDTH);
    for part in &mut parts {
        for (top, part) in tops.iter_mut().zip(part.chunks_exact(L::WIDTH)) {
            *top = lanes.max(*top, lanes.abs(lanes.load(part)));
        }
    }
    let tops = lanes.max(lanes.max(tops[0], tops[1]), lanes.max(tops[2], tops[3]));
    let top = parts.remainder().iter().fold(lanes.largest(tops), |top, value| top.max(value.abs()));
    // A row of zeros stays zeros; endless or undefined values, which no sound model makes, become bounded ones.
    let top = top.clamp(1e-30, 1e30);
    let factor = TOP / top;
    let (whole, rest) = into.split_at_mut(row.len() / L::WIDTH * L::WIDTH);
    for (part, place) in row.chunks_exact(L::WIDTH).zip(whole.chunks_exact_mut(L::WIDTH)) {
        let scaled = lanes.mul(lanes.load(part), lanes.splat(factor));
        let bounded = lanes.max(lanes.min(scaled, lanes.splat(TOP)), lanes.splat(-TOP));
        lanes.narrow(bounded, place);
    }
    rest.fill(0);
    for (value, place) in row.chunks_exact(L::WIDTH).remainder().iter().zip(rest) {
        *place = (value * factor).round_ties_even().clamp(-TOP, TOP) as i8;
    }
    (top / TOP, into.iter().map(|value| i32::from(*value)).sum())
}
