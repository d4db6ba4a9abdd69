//! Plain Rust: for machines without the instructions of the other paths, and the yardstick of their tests.

use super::lanes::{BLOCK, Lanes, Weights};

/// Needs nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Portable;

const WIDTH: usize = 8;

#[inline(always)]
fn each(a: [f32; WIDTH], b: [f32; WIDTH], apply: impl Fn(f32, f32) -> f32) -> [f32; WIDTH] {
    std::array::from_fn(|lane| apply(a[lane], b[lane]))
}

impl Lanes for Portable {
    const WIDTH: usize = WIDTH;
    const OFFSET: u8 = 0;
    type Floats = [f32; WIDTH];
    type Sums = [i32; BLOCK];

    #[inline(always)]
    fn splat(self, value: f32) -> Self::Floats {
        [value; WIDTH]
    }
    #[inline(always)]
    fn load(self, from: &[f32]) -> Self::Floats {
        std::array::from_fn(|lane| from[lane])
    }
    #[inline(always)]
    fn store(self, value: Self::Floats, into: &mut [f32]) {
        into[..WIDTH].copy_from_slice(&value);
    }
    #[inline(always)]
    fn add(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(a, b, |a, b| a + b)
    }
    #[inline(always)]
    fn sub(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(a, b, |a, b| a - b)
    }
    #[inline(always)]
    fn mul(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(a, b, |a, b| a * b)
    }
    #[inline(always)]
    fn div(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(a, b, |a, b| a / b)
    }
    #[inline(always)]
    fn max(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(a, b, f32::max)
    }
    #[inline(always)]
    fn min(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(a, b, f32::min)
    }
    #[inline(always)]
    fn abs(self, a: Self::Floats) -> Self::Floats {
        a.map(f32::abs)
    }
    #[inline(always)]
    fn fused(self, a: Self::Floats, b: Self::Floats, c: Self::Floats) -> Self::Floats {
        // Not `mul_add`: without the instruction that is a slow function.
        each(each(a, b, |a, b| a * b), c, |product, c| product + c)
    }
    #[inline(always)]
    fn round(self, a: Self::Floats) -> Self::Floats {
        a.map(f32::round_ties_even)
    }
    #[inline(always)]
    fn scale(self, value: Self::Floats, power: Self::Floats) -> Self::Floats {
        each(value, power, |value, power| value * f32::from_bits(((power as i32 + 127) as u32) << 23))
    }
    #[inline(always)]
    fn narrow(self, value: Self::Floats, into: &mut [i8]) {
        for (place, value) in into[..WIDTH].iter_mut().zip(value) {
            *place = value.round_ties_even() as i8;
        }
    }

    #[inline(always)]
    fn start(self, _: i32) -> Self::Sums {
        [0; BLOCK]
    }
    #[inline(always)]
    fn dot(self, sums: Self::Sums, weights: &Weights, inputs: [i8; 4]) -> Self::Sums {
        // Two products of 16 bits and their sum: a shape that compilers know an instruction for.
        let pair = |output: usize, first: usize| {
            let product = |input: usize| {
                i32::from(i16::from(weights.0[4 * output + input].cast_signed()))
                    * i32::from(i16::from(inputs[input]))
            };
            product(first) + product(first + 1)
        };
        let mut sums = sums;
        for (output, sum) in sums.iter_mut().enumerate() {
            *sum += pair(output, 0) + pair(output, 2);
        }
        sums
    }
    #[inline(always)]
    fn part(self, sums: Self::Sums, part: usize) -> Self::Floats {
        std::array::from_fn(|lane| sums[part * WIDTH + lane] as f32)
    }
}
