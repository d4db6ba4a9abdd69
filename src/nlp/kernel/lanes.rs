//! What a set of vector instructions has to offer. The kernels are written once over it.

/// Outputs of a linear layer computed together; one block of weights holds four inputs of each.
pub(super) const BLOCK: usize = 16;

/// Weights of sixteen outputs for four inputs, output by output.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
pub(super) struct Weights(pub(super) [u8; 4 * BLOCK]);

/// Vector instructions. A value of an implementing type proves that the machine has them.
pub(super) trait Lanes: Copy {
    /// Numbers in one vector; divides `BLOCK`.
    const WIDTH: usize;
    /// Added to every 8-bit weight before packing, because the product wants one unsigned side.
    const OFFSET: u8;
    /// `WIDTH` numbers.
    type Floats: Copy;
    /// Running sums of `BLOCK` outputs.
    type Sums: Copy;

    fn splat(self, value: f32) -> Self::Floats;
    /// The first `WIDTH` values of the slice.
    fn load(self, from: &[f32]) -> Self::Floats;
    /// Into the first `WIDTH` places of the slice.
    fn store(self, value: Self::Floats, into: &mut [f32]);
    fn add(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn sub(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn mul(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn div(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn max(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn min(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn abs(self, a: Self::Floats) -> Self::Floats;
    /// a × b + c
    fn fused(self, a: Self::Floats, b: Self::Floats, c: Self::Floats) -> Self::Floats;
    /// To the nearest whole number.
    fn round(self, a: Self::Floats) -> Self::Floats;
    /// value × 2^power for a whole power from -126 to 127.
    fn scale(self, value: Self::Floats, power: Self::Floats) -> Self::Floats;
    /// To the nearest whole numbers, which must lie within ±127, into the first `WIDTH` places.
    fn narrow(self, value: Self::Floats, into: &mut [i8]);

    /// Sums for a row whose values add up to `row_sum`.
    fn start(self, row_sum: i32) -> Self::Sums;
    /// Adds the products of four inputs with their weights.
    fn dot(self, sums: Self::Sums, weights: &Weights, inputs: [i8; 4]) -> Self::Sums;
    /// Sums `part × WIDTH` and following as floats.
    fn part(self, sums: Self::Sums, part: usize) -> Self::Floats;

    /// The sum of all lanes.
    #[inline(always)]
    fn total(self, value: Self::Floats) -> f32 {
        let mut lanes = [0.0; BLOCK];
        self.store(value, &mut lanes);
        let mut width = Self::WIDTH;
        while width > 1 {
            width /= 2;
            for lane in 0..width {
                lanes[lane] += lanes[lane + width];
            }
        }
        lanes[0]
    }

    /// The largest of all lanes.
    #[inline(always)]
    fn largest(self, value: Self::Floats) -> f32 {
        let mut lanes = [f32::MIN; BLOCK];
        self.store(value, &mut lanes);
        lanes.iter().copied().fold(f32::MIN, f32::max)
    }
}

/// A kernel: code over any `Lanes`, run with those of a `Path`.
pub(super) trait Kernel {
    fn run<L: Lanes>(self, lanes: L);
}
