//! AVX-512 with VNNI, and AVX2 with or without it.
#![allow(clippy::wildcard_imports, reason = "the instructions have prefixed names")]

use std::arch::x86_64::*;

use super::lanes::{Lanes, Weights};

/// Proof of AVX-512 F, BW, VL and VNNI.
#[derive(Debug, Clone, Copy)]
pub(super) struct Avx512(());

/// Proof of AVX2 and FMA, and of AVX-VNNI where `VNNI`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Avx2<const VNNI: bool>(());

impl Avx512 {
    /// # Safety
    /// The machine has AVX-512 F, BW, VL and VNNI, AVX2 and FMA.
    pub(super) unsafe fn new() -> Self {
        Self(())
    }
}

impl<const VNNI: bool> Avx2<VNNI> {
    /// # Safety
    /// The machine has AVX2 and FMA, and AVX-VNNI where `VNNI`.
    pub(super) unsafe fn new() -> Self {
        Self(())
    }
}

const NEAREST: i32 = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC;

// SAFETY of the blocks below: `self` proves the instructions, and loads and stores check the length of their slice.
impl Lanes for Avx512 {
    const WIDTH: usize = 16;
    const OFFSET: u8 = 0x80;
    type Floats = __m512;
    type Sums = __m512i;

    #[inline(always)]
    fn splat(self, value: f32) -> __m512 {
        unsafe { _mm512_set1_ps(value) }
    }
    #[inline(always)]
    fn load(self, from: &[f32]) -> __m512 {
        unsafe { _mm512_loadu_ps(from[..16].as_ptr()) }
    }
    #[inline(always)]
    fn store(self, value: __m512, into: &mut [f32]) {
        unsafe { _mm512_storeu_ps(into[..16].as_mut_ptr(), value) }
    }
    #[inline(always)]
    fn add(self, a: __m512, b: __m512) -> __m512 {
        unsafe { _mm512_add_ps(a, b) }
    }
    #[inline(always)]
    fn sub(self, a: __m512, b: __m512) -> __m512 {
        unsafe { _mm512_sub_ps(a, b) }
    }
    #[inline(always)]
    fn mul(self, a: __m512, b: __m512) -> __m512 {
        unsafe { _mm512_mul_ps(a, b) }
    }
    #[inline(always)]
    fn div(self, a: __m512, b: __m512) -> __m512 {
        unsafe { _mm512_div_ps(a, b) }
    }
    #[inline(always)]
    fn max(self, a: __m512, b: __m512) -> __m512 {
        unsafe { _mm512_max_ps(a, b) }
    }
    #[inline(always)]
    fn min(self, a: __m512, b: __m512) -> __m512 {
        unsafe { _mm512_min_ps(a, b) }
    }
    #[inline(always)]
    fn abs(self, a: __m512) -> __m512 {
        unsafe { _mm512_abs_ps(a) }
    }
    #[inline(always)]
    fn fused(self, a: __m512, b: __m512, c: __m512) -> __m512 {
        unsafe { _mm512_fmadd_ps(a, b, c) }
    }
    #[inline(always)]
    fn round(self, a: __m512) -> __m512 {
        unsafe { _mm512_roundscale_ps::<NEAREST>(a) }
    }
    #[inline(always)]
    fn scale(self, value: __m512, power: __m512) -> __m512 {
        unsafe { _mm512_scalef_ps(value, power) }
    }
    #[inline(always)]
    fn narrow(self, value: __m512, into: &mut [i8]) {
        unsafe {
            let bytes = _mm512_cvtsepi32_epi8(_mm512_cvtps_epi32(value));
            _mm_storeu_si128(into[..16].as_mut_ptr().cast(), bytes);
        }
    }

    #[inline(always)]
    fn start(self, row_sum: i32) -> __m512i {
        unsafe { _mm512_set1_epi32(-i32::from(Self::OFFSET) * row_sum) }
    }
    #[inline(always)]
    fn dot(self, sums: __m512i, weights: &Weights, inputs: [i8; 4]) -> __m512i {
        unsafe {
            let weights = _mm512_load_si512(weights.0.as_ptr().cast());
            _mm512_dpbusd_epi32(sums, weights, _mm512_set1_epi32(packed(inputs)))
        }
    }
    #[inline(always)]
    fn part(self, sums: __m512i, _: usize) -> __m512 {
        unsafe { _mm512_cvtepi32_ps(sums) }
    }

    #[inline(always)]
    fn total(self, value: __m512) -> f32 {
        unsafe { _mm512_reduce_add_ps(value) }
    }
    #[inline(always)]
    fn largest(self, value: __m512) -> f32 {
        unsafe { _mm512_reduce_max_ps(value) }
    }
}

// SAFETY of the blocks below: as above.
impl<const VNNI: bool> Lanes for Avx2<VNNI> {
    const WIDTH: usize = 8;
    const OFFSET: u8 = if VNNI { 0x80 } else { 0 };
    type Floats = __m256;
    type Sums = [__m256i; 2];

    #[inline(always)]
    fn splat(self, value: f32) -> __m256 {
        unsafe { _mm256_set1_ps(value) }
    }
    #[inline(always)]
    fn load(self, from: &[f32]) -> __m256 {
        unsafe { _mm256_loadu_ps(from[..8].as_ptr()) }
    }
    #[inline(always)]
    fn store(self, value: __m256, into: &mut [f32]) {
        unsafe { _mm256_storeu_ps(into[..8].as_mut_ptr(), value) }
    }
    #[inline(always)]
    fn add(self, a: __m256, b: __m256) -> __m256 {
        unsafe { _mm256_add_ps(a, b) }
    }
    #[inline(always)]
    fn sub(self, a: __m256, b: __m256) -> __m256 {
        unsafe { _mm256_sub_ps(a, b) }
    }
    #[inline(always)]
    fn mul(self, a: __m256, b: __m256) -> __m256 {
        unsafe { _mm256_mul_ps(a, b) }
    }
    #[inline(always)]
    fn div(self, a: __m256, b: __m256) -> __m256 {
        unsafe { _mm256_div_ps(a, b) }
    }
    #[inline(always)]
    fn max(self, a: __m256, b: __m256) -> __m256 {
        unsafe { _mm256_max_ps(a, b) }
    }
    #[inline(always)]
    fn min(self, a: __m256, b: __m256) -> __m256 {
        unsafe { _mm256_min_ps(a, b) }
    }
    #[inline(always)]
    fn abs(self, a: __m256) -> __m256 {
        unsafe { _mm256_andnot_ps(_mm256_set1_ps(-0.0), a) }
    }
    #[inline(always)]
    fn fused(self, a: __m256, b: __m256, c: __m256) -> __m256 {
        unsafe { _mm256_fmadd_ps(a, b, c) }
    }
    #[inline(always)]
    fn round(self, a: __m256) -> __m256 {
        unsafe { _mm256_round_ps::<NEAREST>(a) }
    }
    #[inline(always)]
    fn scale(self, value: __m256, power: __m256) -> __m256 {
        unsafe {
            let exponent = _mm256_add_epi32(_mm256_cvtps_epi32(power), _mm256_set1_epi32(127));
            _mm256_mul_ps(value, _mm256_castsi256_ps(_mm256_slli_epi32::<23>(exponent)))
        }
    }
    #[inline(always)]
    fn narrow(self, value: __m256, into: &mut [i8]) {
        unsafe {
            let whole = _mm256_cvtps_epi32(value);
            let halves = _mm_packs_epi32(_mm256_castsi256_si128(whole), _mm256_extracti128_si256::<1>(whole));
            _mm_storel_epi64(into[..8].as_mut_ptr().cast(), _mm_packs_epi16(halves, halves));
        }
    }

    #[inline(always)]
    fn start(self, row_sum: i32) -> [__m256i; 2] {
        unsafe { [_mm256_set1_epi32(-i32::from(Self::OFFSET) * row_sum); 2] }
    }
    #[inline(always)]
    fn dot(self, sums: [__m256i; 2], weights: &Weights, inputs: [i8; 4]) -> [__m256i; 2] {
        unsafe {
            let inputs = _mm256_set1_epi32(packed(inputs));
            let half = |half: usize| {
                let weights = _mm256_load_si256(weights.0.as_ptr().add(32 * half).cast());
                if VNNI {
                    return _mm256_dpbusd_avx_epi32(sums[half], weights, inputs);
                }
                // Weights and inputs lie within ±127, so the sum of two products fits 16 bits.
                let pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(weights), _mm256_sign_epi8(inputs, weights));
                _mm256_add_epi32(sums[half], _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)))
            };
            [half(0), half(1)]
        }
    }
    #[inline(always)]
    fn part(self, sums: [__m256i; 2], part: usize) -> __m256 {
        unsafe { _mm256_cvtepi32_ps(sums[part]) }
    }

    #[inline(always)]
    fn total(self, value: __m256) -> f32 {
        unsafe {
            let four = _mm_add_ps(_mm256_castps256_ps128(value), _mm256_extractf128_ps::<1>(value));
            let two = _mm_add_ps(four, _mm_movehl_ps(four, four));
            _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)))
        }
    }
    #[inline(always)]
    fn largest(self, value: __m256) -> f32 {
        unsafe {
            let four = _mm_max_ps(_mm256_castps256_ps128(value), _mm256_extractf128_ps::<1>(value));
            let two = _mm_max_ps(four, _mm_movehl_ps(four, four));
            _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)))
        }
    }
}

#[inline(always)]
fn packed(inputs: [i8; 4]) -> i32 {
    i32::from_le_bytes(inputs.map(i8::cast_unsigned))
}
