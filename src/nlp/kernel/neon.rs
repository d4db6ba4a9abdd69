//! NEON, which every 64-bit ARM processor has.
#![allow(clippy::wildcard_imports, reason = "the instructions have prefixed names")]

use std::arch::aarch64::*;

use super::lanes::{Lanes, Weights};

/// Proof of NEON.
#[derive(Debug, Clone, Copy)]
pub(super) struct Neon(());

impl Neon {
    /// # Safety
    /// The machine has NEON.
    pub(super) unsafe fn new() -> Self {
        Self(())
    }
}

// SAFETY of the blocks below: `self` proves the instructions, and loads and stores check the length of their slice.
impl Lanes for Neon {
    const WIDTH: usize = 4;
    const OFFSET: u8 = 0;
    type Floats = float32x4_t;
    /// Two partial sums an output, of two inputs each.
    type Sums = [int32x4_t; 8];

    #[inline(always)]
    fn splat(self, value: f32) -> float32x4_t {
        unsafe { vdupq_n_f32(value) }
    }
    #[inline(always)]
    fn load(self, from: &[f32]) -> float32x4_t {
        unsafe { vld1q_f32(from[..4].as_ptr()) }
    }
    #[inline(always)]
    fn store(self, value: float32x4_t, into: &mut [f32]) {
        unsafe { vst1q_f32(into[..4].as_mut_ptr(), value) }
    }
    #[inline(always)]
    fn add(self, a: float32x4_t, b: float32x4_t) -> float32x4_t {
        unsafe { vaddq_f32(a, b) }
    }
    #[inline(always)]
    fn sub(self, a: float32x4_t, b: float32x4_t) -> float32x4_t {
        unsafe { vsubq_f32(a, b) }
    }
    #[inline(always)]
    fn mul(self, a: float32x4_t, b: float32x4_t) -> float32x4_t {
        unsafe { vmulq_f32(a, b) }
    }
    #[inline(always)]
    fn div(self, a: float32x4_t, b: float32x4_t) -> float32x4_t {
        unsafe { vdivq_f32(a, b) }
    }
    #[inline(always)]
    fn max(self, a: float32x4_t, b: float32x4_t) -> float32x4_t {
        unsafe { vmaxq_f32(a, b) }
    }
    #[inline(always)]
    fn min(self, a: float32x4_t, b: float32x4_t) -> float32x4_t {
        unsafe { vminq_f32(a, b) }
    }
    #[inline(always)]
    fn abs(self, a: float32x4_t) -> float32x4_t {
        unsafe { vabsq_f32(a) }
    }
    #[inline(always)]
    fn fused(self, a: float32x4_t, b: float32x4_t, c: float32x4_t) -> float32x4_t {
        unsafe { vfmaq_f32(c, a, b) }
    }
    #[inline(always)]
    fn round(self, a: float32x4_t) -> float32x4_t {
        unsafe { vrndnq_f32(a) }
    }
    #[inline(always)]
    fn scale(self, value: float32x4_t, power: float32x4_t) -> float32x4_t {
        unsafe {
            let exponent = vaddq_s32(vcvtnq_s32_f32(power), vdupq_n_s32(127));
            vmulq_f32(value, vreinterpretq_f32_s32(vshlq_n_s32::<23>(exponent)))
        }
    }
    #[inline(always)]
    fn narrow(self, value: float32x4_t, into: &mut [i8]) {
        let mut whole = [0_i32; 4];
        unsafe { vst1q_s32(whole.as_mut_ptr(), vcvtnq_s32_f32(value)) }
        for (place, value) in into[..4].iter_mut().zip(whole) {
            *place = value as i8;
        }
    }

    #[inline(always)]
    fn start(self, _: i32) -> [int32x4_t; 8] {
        unsafe { [vdupq_n_s32(0); 8] }
    }
    #[inline(always)]
    fn dot(self, mut sums: [int32x4_t; 8], weights: &Weights, inputs: [i8; 4]) -> [int32x4_t; 8] {
        unsafe {
            let inputs = vreinterpret_s8_s32(vdup_n_s32(i32::from_le_bytes(inputs.map(i8::cast_unsigned))));
            for (pair, sums) in sums.iter_mut().enumerate() {
                let weights = vld1_s8(weights.0[8 * pair..8 * pair + 8].as_ptr().cast());
                *sums = vpadalq_s16(*sums, vmull_s8(weights, inputs));
            }
        }
        sums
    }
    #[inline(always)]
    fn part(self, sums: [int32x4_t; 8], part: usize) -> float32x4_t {
        unsafe { vcvtq_f32_s32(vpaddq_s32(sums[2 * part], sums[2 * part + 1])) }
    }
}
