//! Questions of the LawBench tasks and their measures.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::data::records;

/// One question with its answer.
#[derive(Deserialize)]
pub(super) struct Question {
    pub question: String,
    pub answer: String,
}

/// The questions of a task, such as `3-7`.
pub(super) fn questions(folder: &Path, task: &str) -> Result<Vec<Question>> {
    records(&folder.join(format!("lawbench/{task}.dev.jsonl.zst")))
}

/// F1 of two sets; zero when they share nothing.
pub(super) fn set_f1<T: Ord>(gold: &BTreeSet<T>, found: &BTreeSet<T>) -> f64 {
    let shared = gold.intersection(found).count();
    if shared == 0 {
        return 0.0;
    }
    2.0 * shared as f64 / (gold.len() + found.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn set_f1_is_the_harmonic_mean() {
        let f1 = |gold: &[u8], found: &[u8]| {
            set_f1(&gold.iter().copied().collect(), &found.iter().copied().collect())
        };
        assert!((f1(&[1, 2], &[1]) - 2.0 / 3.0).abs() < 1e-9);
        assert!(f1(&[1], &[2]).abs() < 1e-9);
        assert!((f1(&[1, 2], &[2, 1]) - 1.0).abs() < 1e-9);
    }
}
