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
    fn gather<L: Lanes>(&mut self, _: L, head: usize) {
        let Attention { heads, size, ref mut queries, ref mut keys, ref mut values, .. } = *self.attention;
        let (hidden, half) = (heads * size, size / 2);
        let length = self.out.len() / hidden;
        let scale = 1.0 / (size as f32).sqrt();
        queries.resize(length * size, 0.0);
        keys.reset::<L>(size, length);
        values.reset::<L>(length, size);
        for (place, row) in self.rows.chunks_exact(3 * hidden).enumerate() {
            let turn = place * half..(place + 1) * half;
            let (cosine, sine) = (&self.rotary.cosine[turn.clone()], &self.rotary.sine[turn]);
            let (first, second) = row[head * size..][..size].split_at(half);
            let (first_out, second_out) = queries[place * size..][..size].split_at_mut(half);
            for index in 0..half {
                first_out[index] = (first[index] * cosine[index] - second[index] * sine[index]) * scale;
                second_out[index] = (first[index] * sine[index] + second[index] * cosine[index]) * scale;
            }
            let (first, second) = row[hidden + head * size..][..size].split_at(half);
            let start = keys.at::<L>(0, place);
            let step = 2 * L::WIDTH;
            let (first_out, second_out) = keys.values()[start..].split_at_mut(half * step);
            for index in 0..half {
                first_out[index * step] = first[index] * cosine[index] - second[index] * sine[index];
                second_out[index * step] = first[index] * sine[index] + second[index] * cosine[index];
            }
            let value = &row[2 * hidden + head * size..][..size];
            for (panel, part) in value.chunks(step).enumerate() {
                let start = values.at::<L>(place, panel * step);
                values.values()[start..start + part.len()].copy_from_slice(part);
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
