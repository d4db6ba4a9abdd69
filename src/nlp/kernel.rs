//! The arithmetic of the fast path, chosen for the processor at run time. The only module with `unsafe`.
//!
//! Why it is sound: a `Path` can only be had for instructions the machine was found to have (`path.rs`), the types of
//! `Lanes` are made nowhere but there, and the few unchecked reads stand in `linear.rs` and `product.rs` behind the
//! length checks named beside them. Every path is tested against plain f32 arithmetic (`tests.rs`).
#![expect(
    clippy::inline_always,
    reason = "vector code is fast only inside a function that has the instructions"
)]

mod attention;
mod float;
mod lanes;
mod linear;
#[cfg(target_arch = "aarch64")]
mod neon;
mod path;
mod portable;
mod product;
mod quantise;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "x86_64")]
mod x86;

pub use attention::{Attention, Rotary};
pub use float::Norm;
pub use linear::{Linear, Then};
pub use path::Path;
pub use product::Columns;
pub use quantise::Quantised;
