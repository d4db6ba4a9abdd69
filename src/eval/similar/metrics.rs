//! NDCG with the grade itself as gain, precision at 5 and mean average precision of the best grade, as LeCaRD reports them.

use super::Query;
use crate::search::similar::order;

const CUTS: [usize; 3] = [10, 20, 30];
/// Grade that counts as similar for precision.
const SIMILAR: u8 = 3;

/// Means over all queries: NDCG at each cut, P@5, MAP.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Figures {
    graded: [f64; 5],
    whole: [f64; 5],
    /// Standard deviation of graded NDCG@10 between repetitions.
    spread: f64,
}

impl Figures {
    /// Of the scores of every pool.
    pub(super) fn of(queries: &[Query], scored: &[Vec<f32>]) -> Self {
        let mut sum = Self::default();
        for (query, scores) in queries.iter().zip(scored) {
            let grades: Vec<Option<u8>> =
                order(scores).iter().map(|&at| query.labels.get(&query.pool[at]).copied()).collect();
            let graded: Vec<u8> = grades.iter().flatten().copied().collect();
            let whole: Vec<u8> = grades.iter().map(|grade| grade.unwrap_or(0)).collect();
            add(&mut sum.graded, measures(&graded, &graded), queries.len());
            add(&mut sum.whole, measures(&whole, &graded), queries.len());
        }
        sum
    }

    /// The mean of repetitions.
    pub(super) fn mean(repeated: &[Self]) -> Self {
        let mut mean = Self::default();
        for one in repeated {
            add(&mut mean.graded, one.graded, repeated.len());
            add(&mut mean.whole, one.whole, repeated.len());
        }
        let squares: f64 = repeated.iter().map(|one| (one.graded[0] - mean.graded[0]).powi(2)).sum();
        mean.spread = (squares / repeated.len().max(1) as f64).sqrt();
        mean
    }

    /// NDCG@10, 20 and 30 over the graded candidates, in one.
    pub(super) fn graded_ndcg(&self) -> f64 {
        self.graded[..CUTS.len()].iter().sum::<f64>() / CUTS.len() as f64
    }

    pub(super) fn row(&self, name: &str) -> Vec<String> {
        let cell = |v: &[f64; 5]| {
            let [a, b, c, precision, map] = v.map(|share| share * 100.0);
            format!("{a:.1} / {b:.1} / {c:.1}  {precision:.1}  {map:.1}")
        };
        let spread =
            if self.spread > 0.0 { format!("  ±{:.1}", self.spread * 100.0) } else { String::new() };
        vec![name.to_owned(), cell(&self.graded) + &spread, cell(&self.whole)]
    }
}

fn add(sum: &mut [f64; 5], values: [f64; 5], count: usize) {
    for (total, value) in sum.iter_mut().zip(values) {
        *total += value / count as f64;
    }
}

fn measures(ranked: &[u8], ideal: &[u8]) -> [f64; 5] {
    let [a, b, c] = CUTS.map(|cut| ndcg(ranked, ideal, cut));
    let hits = ranked.iter().take(5).filter(|&&grade| grade >= SIMILAR).count();
    [a, b, c, hits as f64 / 5.0, average_precision(ranked)]
}

fn ndcg(ranked: &[u8], grades: &[u8], cut: usize) -> f64 {
    let mut ideal = grades.to_vec();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let gain = |grades: &[u8]| -> f64 {
        let places = grades.iter().take(cut).enumerate();
        places.map(|(place, &grade)| f64::from(grade) / (place as f64 + 2.0).log2()).sum()
    };
    let best = gain(&ideal);
    if best > 0.0 { gain(ranked) / best } else { 0.0 }
}

fn average_precision(ranked: &[u8]) -> f64 {
    let (mut hits, mut sum) = (0.0, 0.0);
    for (place, _) in ranked.iter().enumerate().filter(|(_, grade)| **grade >= SIMILAR) {
        hits += 1.0;
        sum += hits / (place as f64 + 1.0);
    }
    if hits > 0.0 { sum / hits } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_order_is_one_and_a_worse_one_less() {
        assert!((ndcg(&[3, 2, 0], &[0, 2, 3], 10) - 1.0).abs() < 1e-9);
        let swapped = (2.0 + 3.0 / 3_f64.log2()) / (3.0 + 2.0 / 3_f64.log2());
        assert!((ndcg(&[2, 3, 0], &[3, 2, 0], 10) - swapped).abs() < 1e-9);
        assert!(ndcg(&[0, 0], &[0, 0], 10).abs() < f64::EPSILON);
        assert!((average_precision(&[3, 0, 3]) - f64::midpoint(1.0, 2.0 / 3.0)).abs() < 1e-9);
    }
}
