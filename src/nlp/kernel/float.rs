//! Exponential, GELU, and the layer norm of one row.

use super::lanes::{Kernel, Lanes};
use super::path::Path;

/// Weight and bias of a layer norm.
#[derive(Debug)]
pub struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
    epsilon: f32,
}

impl Norm {
    /// Both of one length.
    pub fn new(weight: &[f32], bias: &[f32], epsilon: f32) -> Self {
        assert_eq!(weight.len(), bias.len(), "weight and bias belong together");
        Self { weight: weight.to_vec(), bias: bias.to_vec(), epsilon }
    }

    /// Length of a row.
    pub fn width(&self) -> usize {
        self.weight.len()
    }

    /// Norms rows laid end to end, in place.
    pub fn apply(&self, path: Path, rows: &mut [f32]) {
        struct Rows<'a>(&'a Norm, &'a mut [f32]);
        impl Kernel for Rows<'_> {
            #[inline(always)]
            fn run<L: Lanes>(self, lanes: L) {
                let mut before = vec![0.0; self.0.width()];
                for row in self.1.chunks_exact_mut(self.0.width().max(1)) {
                    before.copy_from_slice(row);
                    norm_row(lanes, self.0, &before, row);
                }
            }
        }
        path.run(Rows(self, rows));
    }
}

/// Norms a row into another.
#[inline(always)]
pub(super) fn norm_row<L: Lanes>(lanes: L, norm: &Norm, row: &[f32], into: &mut [f32]) {
    let count = row.len() as f32;
    let mean = sum_of(lanes, row, |value| value, |value| value) / count;
    let centre = lanes.splat(mean);
    let squares = sum_of(
        lanes,
        row,
        |value| {
            let apart = lanes.sub(value, centre);
            lanes.mul(apart, apart)
        },
        |value| (value - mean) * (value - mean),
    );
    let factor = 1.0 / (squares / count + norm.epsilon).sqrt();

    let whole = row.len() / L::WIDTH * L::WIDTH;
    for at in (0..whole).step_by(L::WIDTH) {
        let apart = lanes.mul(lanes.sub(lanes.load(&row[at..]), centre), lanes.splat(factor));
        let value = lanes.fused(apart, lanes.load(&norm.weight[at..]), lanes.load(&norm.bias[at..]));
        lanes.store(value, &mut into[at..]);
    }
    for at in whole..row.len() {
        into[at] = (row[at] - mean) * factor * norm.weight[at] + norm.bias[at];
    }
}

/// The sum of a function of every value. Four running sums, so that none waits for the one before.
#[inline(always)]
fn sum_of<L: Lanes>(
    lanes: L,
    row: &[f32],
    of_lanes: impl Fn(L::Floats) -> L::Floats,
    of_one: impl Fn(f32) -> f32,
) -> f32 {
    let mut sums = [lanes.splat(0.0); 4];
    let mut parts = row.chunks_exact(4 * L::WIDTH);
    for part in &mut parts {
        for (sum, part) in sums.iter_mut().zip(part.chunks_exact(L::WIDTH)) {
            *sum = lanes.add(*sum, of_lanes(lanes.load(part)));
        }
    }
    let sums = lanes.add(lanes.add(sums[0], sums[1]), lanes.add(sums[2], sums[3]));
    lanes.total(sums) + parts.remainder().iter().map(|value| of_one(*value)).sum::<f32>()
}

/// e^x, exact to about one part in ten million; flat beyond ±87.
#[inline(always)]
pub(super) fn exp<L: Lanes>(lanes: L, x: L::Floats) -> L::Floats {
    let x = lanes.max(lanes.min(x, lanes.splat(87.0)), lanes.splat(-87.0));
    let power = lanes.round(lanes.mul(x, lanes.splat(std::f32::consts::LOG2_E)));
    // ln 2 in two parts, so that the rest keeps its last bits (the constants of Cephes).
    let rest = lanes.fused(power, lanes.splat(-0.693_359_4), x);
    let rest = lanes.fused(power, lanes.splat(2.121_944_4e-4), rest);
    let mut sum = lanes.splat(1.987_569_1e-4);
    for factor in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 0.166_666_65, 0.5] {
        sum = lanes.fused(sum, rest, lanes.splat(factor));
    }
    let sum = lanes.add(lanes.fused(sum, lanes.mul(rest, rest), rest), lanes.splat(1.0));
    lanes.scale(sum, power)
}

/// GELU in its tanh form, as x / (1 + e^(-2u)).
#[inline(always)]
pub(super) fn gelu<L: Lanes>(lanes: L, x: L::Floats) -> L::Floats {
    // -2 √(2/π) and 0.044715 of it.
    let cubic = lanes.fused(lanes.mul(x, x), lanes.splat(-0.071_354_81), lanes.splat(-1.595_769));
    let raised = exp(lanes, lanes.mul(cubic, x));
    lanes.div(x, lanes.add(raised, lanes.splat(1.0)))
}

/// Softmax of a row up to its divisor, which is returned. Only the first `count` values take part; the others become 0.
#[inline(always)]
pub(super) fn raise<L: Lanes>(lanes: L, row: &mut [f32], count: usize) -> f32 {
    row[count..].fill(f32::MIN);
    let mut top = lanes.splat(f32::MIN);
    for part in row.chunks_exact(L::WIDTH) {
        top = lanes.max(top, lanes.load(part));
    }
    let top = lanes.splat(lanes.largest(top));
    let mut sums = lanes.splat(0.0);
    for part in row.chunks_exact_mut(L::WIDTH) {
        let raised = exp(lanes, lanes.sub(lanes.load(part), top));
        lanes.store(raised, part);
        sums = lanes.add(sums, raised);
    }
    // What stands beyond the end was raised to e^-87 each, which no sum feels.
    lanes.total(sums)
}
