//! Which words of a text speak for a label.

use std::ops::Range;

use super::Linear;
use super::grams::Grams;

/// A character belongs to a reason when it carries this share of what the strongest one does.
const SHARE: f32 = 0.4;
const SHORTEST: usize = 2;

impl Linear {
    /// The runs of characters (places in the text) that speak most for a label, strongest first.
    pub fn why(&self, text: &str, label: usize, most: usize) -> Vec<Range<usize>> {
        let grams = Grams::of(text, self.head);
        let places = grams.places();
        let mut weight = vec![0.0_f32; places.len()];
        for n in 1..=self.longest {
            for (at, hash) in grams.hashes(n).enumerate() {
                let Some(gram) = self.find(hash) else { continue };
                let own: f32 = self.row(gram).filter(|(other, _)| *other == label).map(|(_, w)| w).sum();
                let share = own * self.rarity[gram] / n as f32;
                weight[at..at + n].iter_mut().for_each(|sum| *sum += share);
            }
        }
        let least = weight.iter().copied().fold(0.0, f32::max) * SHARE;
        if least <= 0.0 {
            return Vec::new();
        }
        let mut runs: Vec<(f32, Range<usize>)> = Vec::new();
        let mut start = None;
        for at in 0..=weight.len() {
            match (start, weight.get(at).is_some_and(|&sum| sum >= least)) {
                (None, true) => start = Some(at),
                (Some(from), false) => {
                    if at - from >= SHORTEST {
                        let run = places[from] as usize..places[at - 1] as usize + 1;
                        runs.push((weight[from..at].iter().sum(), run));
                    }
                    start = None;
                }
                _ => {}
            }
        }
        runs.sort_by(|a, b| b.0.total_cmp(&a.0));
        runs.into_iter().take(most).map(|(_, run)| run).collect()
    }
}
