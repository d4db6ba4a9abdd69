//! Cases like the one at hand: in what order, why, and how they were sentenced. Pure functions of values; the archive
//! brings the candidates.

mod explain;
mod likeness;
mod rank;
mod spread;

pub use explain::{Explanation, explain};
pub use likeness::{Asked, Likeness};
pub use rank::{Candidate, SIGNALS, Signals, WEIGHTS, order, scores, signals};
pub use spread::{SHARES, Spread, Standing, duration, spread};
