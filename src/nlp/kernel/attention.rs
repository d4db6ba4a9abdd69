//! Attention within one sequence, with rotary positions: a few query rows at a time, so that scores stay in the cache.

use super::float::raise;
use super::lanes::{Kernel, Lanes};
use super::path::Path;
use super::product::{Panels, product};

/// Query rows whose scores are held at once.
const ROWS: usize = 16;

/// Cosines and sines by place: [length, head size / 2].
#[derive(Debug, Clone)]
pub struct Rotary {
    base: f32,
    half: usize,
    cosine: Vec<f32>,
    sine: Vec<f32>,
}

impl Rotary {
    /// For heads of this size, ready for this many places.
    pub fn new(base: f32, size: usize, length: usize) -> Self {
        let mut rotary = Self { base, half: size / 2, cosine: Vec::new(), sine: Vec::new() };
        rotary.extend(length);
        rotary
    }

    /// Number of places it is ready for.
    pub fn len(&self) -> usize {
        self.cosine.len() / self.half.max(1)
    }

    /// Whether it is ready for no place.
    pub fn is_empty(&self) -> bool {
        self.cosine.is_empty()
    }

    /// Cosines and sines of a place.
    fn at(&self, place: usize) -> (&[f32], &[f32]) {
        let turn = place * self.half..(place + 1) * self.half;
        (&self.cosine[turn.clone()], &self.sine[turn])
    }

    /// Makes it ready for this many places.
    pub fn extend(&mut self, length: usize) {
        for place in self.len()..length {
            for index in 0..self.half {
                let angle = place as f32 * self.base.powf(-(index as f32) / self.half as f32);
                self.cosine.push(angle.cos());
                self.sine.push(angle.sin());
            }
        }
    }
}

/// Attention of `heads` heads of `size`. Holds memory between calls.
#[derive(Debug)]
pub struct Attention {
    path: Path,
    heads: usize,
    size: usize,
    queries: Vec<f32>,
    keys: Panels,
    values: Panels,
    turned: Vec<f32>,
    scores: Vec<f32>,
    attended: Vec<f32>,
}

impl Attention {
    /// For heads of an even size.
    pub fn new(path: Path, heads: usize, size: usize) -> Self {
        assert!(size.is_multiple_of(2), "rotary positions turn pairs");
        Self {
            path,
            heads,
            size,
            queries: Vec::new(),
            keys: Panels::default(),
            values: Panels::default(),
            turned: Vec::new(),
            scores: Vec::new(),
            attended: Vec::new(),
        }
    }

    /// From queries, keys and values of one sequence, [length, 3 × heads × size], to [length, heads × size].
    pub fn apply(&mut self, rotary: &Rotary, rows: &[f32], out: &mut [f32]) {
        let hidden = self.heads * self.size;
        assert_eq!(rows.len(), 3 * out.len(), "queries, keys and values of each row");
        assert_eq!(out.len() % hidden, 0, "whole rows");
        assert!(
            rotary.half == self.size / 2 && rotary.len() >= out.len() / hidden,
            "a rotary table long enough"
        );
        self.path.run(Apply { attention: self, rotary, rows, out });
    }
}

struct Apply<'a> {
    attention: &'a mut Attention,
    rotary: &'a Rotary,
    rows: &'a [f32],
    out: &'a mut [f32],
}

impl Kernel for Apply<'_> {
    #[inline(always)]
    fn run<L: Lanes>(mut self, lanes: L) {
        for head in 0..self.attention.heads {
            self.gather::<L>(lanes, head);
            self.attend::<L>(lanes, head);
        }
    }
}

impl Apply<'_> {
    /// Turned and scaled queries, turned keys as columns, values as columns of the second product.
    #[inline(always)]
    fn gather<L: Lanes>(&mut self, lanes: L, head: usize) {
        let Attention { heads, size, ref mut queries, ref mut keys, ref mut values, ref mut turned, .. } =
            *self.attention;
        let hidden = heads * size;
        let length = self.out.len() / hidden;
        let scale = 1.0 / (size as f32).sqrt();
        queries.resize(length * size, 0.0);
        turned.resize(2 * L::WIDTH * size, 0.0);
        keys.reset::<L>(size, length);
        values.reset::<L>(length, size);
        let step = 2 * L::WIDTH;
        // As many places at a time as a panel of keys has columns.
        for (panel, rows) in self.rows.chunks(step * 3 * hidden).enumerate() {
            let rows = rows.chunks_exact(3 * hidden);
            let count = rows.len();
            for (column, (row, turned)) in rows.zip(turned.chunks_exact_mut(size)).enumerate() {
                let place = panel * step + column;
                let query = &mut queries[place * size..][..size];
                turn(lanes, self.rotary.at(place), scale, &row[head * size..][..size], query);
                turn(lanes, self.rotary.at(place), 1.0, &row[hidden + head * size..][..size], turned);
                let value = &row[2 * hidden + head * size..][..size];
                for (part, value) in value.chunks(step).enumerate() {
                    let start = values.at::<L>(place, part * step);
                    values.values()[start..start + value.len()].copy_from_slice(value);
                }
            }
            let columns = &mut keys.values()[panel * step * size..][..step * size];
            for (index, columns) in columns.chunks_exact_mut(step).enumerate() {
                for (value, turned) in columns[..count].iter_mut().zip(turned.chunks_exact(size)) {
                    *value = turned[index];
                }
            }
        }
    }

    #[inline(always)]
    fn attend<L: Lanes>(&mut self, lanes: L, head: usize) {
        let Attention {
            heads,
            size,
            ref queries,
            ref keys,
            ref values,
            ref mut scores,
            ref mut attended,
            ..
        } = *self.attention;
        let hidden = heads * size;
        let length = self.out.len() / hidden;
        let (width, deep) = (keys.width::<L>(), values.width::<L>());
        scores.resize(ROWS * width, 0.0);
        attended.resize(ROWS * deep, 0.0);
        for (block, out) in self.out.chunks_mut(ROWS * hidden).enumerate() {
            let count = out.len() / hidden;
            product(lanes, (&queries[block * ROWS * size..], size), keys, (scores, width), count);
            let mut divisors = [1.0; ROWS];
            for (row, divisor) in scores.chunks_exact_mut(width).zip(&mut divisors).take(count) {
                *divisor = raise(lanes, row, length);
            }
            product(lanes, (scores, width), values, (attended, deep), count);
            let rows = out.chunks_exact_mut(hidden).zip(attended.chunks_exact(deep)).zip(divisors);
            for ((out, attended), divisor) in rows {
                for (place, value) in out[head * size..][..size].iter_mut().zip(attended) {
                    *place = value / divisor;
                }
            }
        }
    }
}

/// Turns the pairs (i, i + half) by the angles of a place, and scales.
#[inline(always)]
fn turn<L: Lanes>(lanes: L, angles: (&[f32], &[f32]), scale: f32, row: &[f32], out: &mut [f32]) {
    let (cosine, sine) = angles;
    let half = cosine.len();
    let (first, second) = row.split_at(half);
    let (first_out, second_out) = out.split_at_mut(half);
    let whole = half / L::WIDTH * L::WIDTH;
    for at in (0..whole).step_by(L::WIDTH) {
        let (cosine, sine) = (lanes.load(&cosine[at..]), lanes.load(&sine[at..]));
        let factor = lanes.splat(scale);
        let (first, second) =
            (lanes.mul(lanes.load(&first[at..]), factor), lanes.mul(lanes.load(&second[at..]), factor));
        lanes.store(lanes.sub(lanes.mul(first, cosine), lanes.mul(second, sine)), &mut first_out[at..]);
        lanes.store(lanes.fused(first, sine, lanes.mul(second, cosine)), &mut second_out[at..]);
    }
    for at in whole..half {
        let (first, second) = (first[at] * scale, second[at] * scale);
        first_out[at] = first * cosine[at] - second * sine[at];
        second_out[at] = first * sine[at] + second * cosine[at];
    }
}
