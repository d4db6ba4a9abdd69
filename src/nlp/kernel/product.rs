//! Products of f32 rows with packed columns: attention and the heads.

use super::lanes::{Kernel, Lanes};
use super::path::Path;

/// The widest panel of any path: two vectors of sixteen.
const WIDEST: usize = 32;

/// Columns in panels of two vectors, each panel row by row, so that a product reads memory in order.
#[derive(Debug, Default)]
pub(super) struct Panels {
    values: Vec<f32>,
    depth: usize,
    columns: usize,
}

impl Panels {
    /// Room for `columns` columns of length `depth`; what was there is forgotten.
    #[inline(always)]
    pub(super) fn reset<L: Lanes>(&mut self, depth: usize, columns: usize) {
        self.depth = depth;
        self.columns = columns;
        let size = columns.next_multiple_of(2 * L::WIDTH) * depth;
        // The columns that fill the last panel are computed with and must hold numbers.
        self.values.clear();
        self.values.resize(size, 0.0);
    }

    /// Where a value stands.
    #[inline(always)]
    pub(super) fn at<L: Lanes>(&self, depth: usize, column: usize) -> usize {
        let panel = 2 * L::WIDTH;
        (column / panel * self.depth + depth) * panel + column % panel
    }

    #[inline(always)]
    pub(super) fn values(&mut self) -> &mut [f32] {
        &mut self.values
    }

    /// Number of columns with the filling.
    #[inline(always)]
    pub(super) fn width<L: Lanes>(&self) -> usize {
        self.columns.next_multiple_of(2 * L::WIDTH)
    }
}

/// rows [R, depth] × panels = out [R, width]; rows and out with their distance from row to row.
#[inline(always)]
pub(super) fn product<L: Lanes>(
    lanes: L,
    rows: (&[f32], usize),
    panels: &Panels,
    out: (&mut [f32], usize),
    count: usize,
) {
    let (rows, stride) = rows;
    let (out, out_stride) = out;
    let mut row = 0;
    while L::WIDTH == 16 && row + 8 <= count {
        tile::<L, 8>(lanes, &rows[row * stride..], stride, panels, &mut out[row * out_stride..], out_stride);
        row += 8;
    }
    while row + 4 <= count {
        tile::<L, 4>(lanes, &rows[row * stride..], stride, panels, &mut out[row * out_stride..], out_stride);
        row += 4;
    }
    while row < count {
        tile::<L, 1>(lanes, &rows[row * stride..], stride, panels, &mut out[row * out_stride..], out_stride);
        row += 1;
    }
}

#[inline(always)]
fn tile<L: Lanes, const R: usize>(
    lanes: L,
    rows: &[f32],
    stride: usize,
    panels: &Panels,
    out: &mut [f32],
    out_stride: usize,
) {
    let depth = panels.depth;
    let rows: [&[f32]; R] = std::array::from_fn(|r| &rows[r * stride..][..depth]);
    let size = 2 * L::WIDTH * depth;
    for (index, panel) in panels.values.chunks_exact(size.max(1)).enumerate() {
        let mut sums = [[lanes.splat(0.0); 2]; R];
        for step in 0..depth {
            // SAFETY: a panel holds `depth` times two vectors, a row `depth` values.
            unsafe {
                let pair = panel.get_unchecked(step * 2 * L::WIDTH..(step + 1) * 2 * L::WIDTH);
                let columns = [lanes.load(pair), lanes.load(&pair[L::WIDTH..])];
                for r in 0..R {
                    let value = lanes.splat(*rows[r].get_unchecked(step));
                    sums[r][0] = lanes.fused(value, columns[0], sums[r][0]);
                    sums[r][1] = lanes.fused(value, columns[1], sums[r][1]);
                }
            }
        }
        for (r, sums) in sums.into_iter().enumerate() {
            let place = &mut out[r * out_stride + index * 2 * L::WIDTH..][..2 * L::WIDTH];
            lanes.store(sums[0], place);
            lanes.store(sums[1], &mut place[L::WIDTH..]);
        }
    }
}

/// An f32 linear layer.
#[derive(Debug)]
pub struct Columns {
    path: Path,
    panels: Panels,
    bias: Vec<f32>,
    inputs: usize,
}

impl Columns {
    /// From rows of weights, one an output.
    pub fn new(path: Path, rows: &[f32], bias: &[f32], inputs: usize) -> Self {
        assert_eq!(rows.len(), bias.len() * inputs, "one row an output");
        let mut columns = Self { path, panels: Panels::default(), bias: bias.to_vec(), inputs };
        path.run(Pack { columns: &mut columns, rows });
        columns
    }

    /// Outputs of rows laid end to end.
    pub fn apply(&self, rows: &[f32]) -> Vec<f32> {
        let count = rows.len() / self.inputs.max(1);
        let mut out = Vec::with_capacity(count * self.bias.len());
        self.path.run(Apply { columns: self, rows, count, out: &mut out });
        out
    }
}

struct Pack<'a> {
    columns: &'a mut Columns,
    rows: &'a [f32],
}

impl Kernel for Pack<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, _: L) {
        let Columns { panels, bias, inputs, .. } = self.columns;
        panels.reset::<L>(*inputs, bias.len());
        for (output, row) in self.rows.chunks_exact((*inputs).max(1)).enumerate() {
            for (input, weight) in row.iter().enumerate() {
                let place = panels.at::<L>(input, output);
                panels.values[place] = *weight;
            }
        }
    }
}

struct Apply<'a> {
    columns: &'a Columns,
    rows: &'a [f32],
    count: usize,
    out: &'a mut Vec<f32>,
}

impl Kernel for Apply<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        const ROWS: usize = 32;
        let Columns { panels, bias, inputs, .. } = self.columns;
        let width = panels.width::<L>();
        debug_assert!(2 * L::WIDTH <= WIDEST, "no path has wider panels");
        let mut block = vec![0.0; ROWS.min(self.count) * width];
        for rows in self.rows.chunks((ROWS * inputs).max(1)) {
            let count = rows.len() / (*inputs).max(1);
            product(lanes, (rows, *inputs), panels, (&mut block, width), count);
            for row in block.chunks_exact(width.max(1)).take(count) {
                self.out.extend(row.iter().zip(bias).map(|(value, bias)| value + bias));
            }
        }
    }
}
