//! Weights of the signals by least squares on the grades, and how they do on queries they were not fitted to.

use std::fmt::Write;

use super::metrics::Figures;
use super::{Query, columns};
use crate::search::similar::{SIGNALS, Signals};

const FOLDS: usize = 9;
const REPETITIONS: u64 = 5;
/// Keeps weights small where the grades say little.
const RIDGE: f64 = 0.001;

/// The fit of a row of signals without the queries it is measured on, repeated over divisions.
pub(super) fn validated(queries: &[Query], signals: &[Vec<Signals>], chosen: &[usize]) -> Figures {
    let columns: Vec<Vec<Vec<f32>>> = signals.iter().map(|pool| self::columns(pool, chosen)).collect();
    let repeated: Vec<Figures> = (0..REPETITIONS)
        .map(|seed| {
            let fold = folds(queries.len(), seed);
            let weights: Vec<Vec<f64>> = (0..FOLDS)
                .map(|held| fitted(queries, &columns, chosen.len(), |at| fold[at] != held))
                .collect();
            let scored: Vec<Vec<f32>> =
                columns.iter().zip(&fold).map(|(own, &held)| scored(own, &weights[held])).collect();
            Figures::of(queries, &scored)
        })
        .collect();
    Figures::mean(&repeated)
}

/// The weights from all queries, their range over the folds, and the share of each signal in what all three gain.
pub(super) fn told(queries: &[Query], signals: &[Vec<Signals>]) -> String {
    let every: Vec<usize> = (0..SIGNALS).collect();
    let columns: Vec<Vec<Vec<f32>>> = signals.iter().map(|pool| self::columns(pool, &every)).collect();
    let whole = in_one(fitted(queries, &columns, SIGNALS, |_| true));
    let fold = folds(queries.len(), 0);
    let parts: Vec<Vec<f64>> =
        (0..FOLDS).map(|held| in_one(fitted(queries, &columns, SIGNALS, |at| fold[at] != held))).collect();
    let shares = shares(queries, signals);
    let mut lines =
        String::from("拟合的权重（和为一）、各折范围，以及在三项所得提升中的份额（Shapley，只给事实）：\n");
    for (at, name) in Signals::NAMES.iter().enumerate() {
        let range = parts.iter().map(|weights| weights[at]);
        let (low, high) = range.fold((f64::MAX, f64::MIN), |(low, high), w| (low.min(w), high.max(w)));
        let share = shares[at] * 100.0;
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{name} {:.3}（{low:.3}–{high:.3}） {share:.0}%", whole[at]);
    }
    lines
}

/// Weights that add up to one.
fn in_one(weights: Vec<f64>) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / total).collect()
}

/// What each signal adds to mean graded NDCG, averaged over every order of adding them, as a share of the whole gain
/// over candidates in no order.
fn shares(queries: &[Query], signals: &[Vec<Signals>]) -> [f64; SIGNALS] {
    let worth: Vec<f64> = (0..1_usize << SIGNALS)
        .map(|set| {
            let chosen: Vec<usize> = (0..SIGNALS).filter(|at| set & (1 << at) != 0).collect();
            if chosen.is_empty() {
                unordered(queries)
            } else {
                validated(queries, signals, &chosen).graded_ndcg()
            }
        })
        .collect();
    let factorial = |n: usize| (1..=n).product::<usize>() as f64;
    let mut shares = [0.0; SIGNALS];
    for (at, share) in shares.iter_mut().enumerate() {
        for set in (0..worth.len()).filter(|set| set & (1 << at) == 0) {
            let size = set.count_ones() as usize;
            let weight = factorial(size) * factorial(SIGNALS - size - 1) / factorial(SIGNALS);
            *share += weight * (worth[set | (1 << at)] - worth[set]);
        }
    }
    let gain = worth[worth.len() - 1] - worth[0];
    shares.map(|share| share / gain)
}

/// Mean graded NDCG of candidates in no order: every place holds the mean grade.
fn unordered(queries: &[Query]) -> f64 {
    let by_chance: Vec<Figures> = (0..REPETITIONS)
        .map(|seed| {
            let mut state = seed + 1;
            let scored: Vec<Vec<f32>> = queries
                .iter()
                .map(|query| query.pool.iter().map(|_| next(&mut state) as f32).collect())
                .collect();
            Figures::of(queries, &scored)
        })
        .collect();
    Figures::mean(&by_chance).graded_ndcg()
}

fn scored(columns: &[Vec<f32>], weights: &[f64]) -> Vec<f32> {
    let count = columns.first().map_or(0, Vec::len);
    (0..count)
        .map(|row| columns.iter().zip(weights).map(|(column, weight)| column[row] * *weight as f32).sum())
        .collect()
}

/// Ridge regression of the grades on the signals, each query counting alike and set to its own mean.
fn fitted(
    queries: &[Query],
    columns: &[Vec<Vec<f32>>],
    width: usize,
    used: impl Fn(usize) -> bool,
) -> Vec<f64> {
    let mut matrix = vec![vec![0.0; width + 1]; width];
    let mut count = 0.0;
    for (_, (query, own)) in queries.iter().zip(columns).enumerate().filter(|(at, _)| used(*at)) {
        count += 1.0;
        let graded: Vec<(usize, f64)> = query
            .pool
            .iter()
            .enumerate()
            .filter_map(|(row, id)| Some((row, f64::from(*query.labels.get(id)?))))
            .collect();
        let size = graded.len().max(1) as f64;
        let mean = |value: &dyn Fn(&(usize, f64)) -> f64| graded.iter().map(value).sum::<f64>() / size;
        let middle = mean(&|one| one.1);
        let centre: Vec<f64> = own.iter().map(|column| mean(&|one| f64::from(column[one.0]))).collect();
        for (row, grade) in &graded {
            let values: Vec<f64> =
                own.iter().zip(&centre).map(|(column, mean)| f64::from(column[*row]) - mean).collect();
            for (i, line) in matrix.iter_mut().enumerate() {
                for (j, value) in values.iter().enumerate() {
                    line[j] += values[i] * value / size;
                }
                line[width] += values[i] * (grade - middle) / size;
            }
        }
    }
    for (i, line) in matrix.iter_mut().enumerate() {
        line[i] += RIDGE * count;
    }
    solved(matrix)
}

/// Gauss-Jordan on a positive definite matrix with its right side in the last column.
fn solved(mut matrix: Vec<Vec<f64>>) -> Vec<f64> {
    let width = matrix.len();
    for pivot in 0..width {
        let scale = matrix[pivot][pivot];
        matrix[pivot].iter_mut().for_each(|value| *value /= scale);
        let line = matrix[pivot].clone();
        for (_, other) in matrix.iter_mut().enumerate().filter(|(at, _)| *at != pivot) {
            let factor = other[pivot];
            other.iter_mut().zip(&line).for_each(|(value, own)| *value -= factor * own);
        }
    }
    matrix.iter().map(|line| line[width]).collect()
}

/// The fold of each query, in an order drawn from the seed.
fn folds(count: usize, seed: u64) -> Vec<usize> {
    let mut state = seed + 1;
    let mut drawn: Vec<(u64, usize)> = (0..count).map(|at| (next(&mut state), at)).collect();
    drawn.sort_unstable();
    let mut folds = vec![0; count];
    for (place, (_, at)) in drawn.into_iter().enumerate() {
        folds[at] = place % FOLDS;
    }
    folds
}

/// SplitMix64, cut to what a float holds.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31)) >> 41
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_are_solved() {
        let found = solved(vec![vec![2.0, 1.0, 5.0], vec![1.0, 3.0, 10.0]]);
        assert!((found[0] - 1.0).abs() < 1e-9 && (found[1] - 3.0).abs() < 1e-9);
    }

    #[test]
    fn folds_are_even_and_differ_by_seed() {
        let one = folds(54, 0);
        assert!((0..FOLDS).all(|fold| one.iter().filter(|&&own| own == fold).count() == 6));
        assert_ne!(one, folds(54, 1));
    }
}
