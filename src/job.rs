//! Floor 10: dossiers that review themselves: the queue, the watched folder, the workers.
//!
//! A job names a dossier. A worker claims it, reads, reviews and keeps it, all in one transaction of the store, so that a
//! process that dies at any moment leaves either a waiting job or a finished case. What cannot be done is kept with its
//! reason in Chinese.

pub mod diff;
pub mod import;
mod listing;
mod owner;
mod panics;
mod process;
pub mod watch;
pub mod worker;

pub use process::{Desk, End};
pub use worker::Event;
