//! From scores to a set of charges. `models/training/charges/decide.py` does the same.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

/// Charges that may be taken.
const MOST: usize = 3;
/// A third charge has to come nearer than a second.
const THIRD: f32 = 0.6;
const RANKED: usize = 12;

/// Weights and distances, from the manifest.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Settings {
    /// Weight of the best cue of a charge, and of each further one.
    cue_best: f32,
    cue_more: f32,
    /// How near a further charge must come to the best: without a cue, with one, and how much more is allowed
    /// where the text speaks of several offences.
    near: f32,
    near_with_cue: f32,
    near_when_several: f32,
    /// What the best cue must be worth for `near_with_cue`.
    cue_counts: f32,
}

/// What the cues say of a charge.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    pub(super) best: f32,
    pub(super) sum: f32,
}

/// A charge in its rank.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) label: usize,
    pub(super) score: f32,
    pub(super) taken: bool,
}

/// Whether a text, its charges masked or not, speaks of several offences.
pub(super) fn tells_several(text: &str) -> bool {
    static SEVERAL: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = "数罪|×罪[、和及与，]{1,2}[^。，]{0,14}×罪|×[、和及与]×|罪[、和及与]×";
        Regex::new(pattern).expect("the pattern is fixed")
    });
    SEVERAL.is_match(text)
}

/// The best labels, best first. `scores` are those of the trained labels; the labels behind them, which only cues
/// know, get the middle score.
pub(super) fn rank(scores: &[f32], told: &[Told], several: bool, settings: &Settings) -> Vec<Choice> {
    let middle = median(scores);
    let total = |label: usize, told: &Told| {
        let own = scores.get(label).copied().unwrap_or(middle);
        own + settings.cue_best * told.best + settings.cue_more * (told.sum - told.best)
    };
    let mut ranked: Vec<(usize, f32)> =
        told.iter().enumerate().map(|(label, told)| (label, total(label, told))).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    ranked.truncate(RANKED);
    let Some(&(_, best)) = ranked.first() else { return Vec::new() };
    let runner_up = ranked.get(1).map_or(best, |(_, score)| *score);
    let choice = |(rank, &(label, own)): (usize, &(usize, f32))| {
        if rank == 0 {
            return Choice { label, score: sigmoid(best - runner_up), taken: true };
        }
        let with_cue = told[label].best > settings.cue_counts;
        let mut near = if with_cue { settings.near_with_cue } else { settings.near };
        near += if several { settings.near_when_several } else { 0.0 };
        near *= if rank == 1 { 1.0 } else { THIRD };
        let room = near - (best - own);
        let taken = room > 0.0 && rank < MOST;
        let score = sigmoid(if taken { room } else { room.min(-0.01) });
        Choice { label, score, taken }
    };
    let mut choices: Vec<Choice> = ranked.iter().enumerate().map(choice).collect();
    // A lone best one is never less sure than what stands beside it.
    let highest = choices.iter().skip(1).map(|choice| choice.score).fold(0.0, f32::max);
    choices[0].score = choices[0].score.max(highest);
    choices
}

fn median(scores: &[f32]) -> f32 {
    let mut sorted = scores.to_vec();
    sorted.sort_by(f32::total_cmp);
    match sorted.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => sorted[odd / 2],
        even => f32::midpoint(sorted[even / 2 - 1], sorted[even / 2]),
    }
}

fn sigmoid(value: f32) -> f32 {
    1.0 / (1.0 + (-value).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings {
            cue_best: 0.5,
            cue_more: 0.1,
            near: 0.3,
            near_with_cue: 1.5,
            near_when_several: 2.0,
            cue_counts: 1.5,
        }
    }

    fn taken(scores: &[f32], best_cues: &[f32], several: bool) -> Vec<usize> {
        let told: Vec<Told> = best_cues.iter().map(|&best| Told { best, sum: best }).collect();
        let ranked = rank(scores, &told, several, &settings());
        assert!(ranked.iter().all(|choice| choice.taken == (choice.score >= 0.5)), "{ranked:?}");
        ranked.iter().filter(|choice| choice.taken).map(|choice| choice.label).collect()
    }

    #[test]
    fn a_second_charge_must_come_near() {
        assert_eq!(taken(&[2.0, 1.0, 0.0], &[0.0; 3], false), [0]);
        assert_eq!(taken(&[2.0, 1.9, 0.0], &[0.0; 3], false), [0, 1]);
        assert_eq!(taken(&[2.0, 1.0, -3.0], &[0.0; 3], true), [0, 1]);
    }

    #[test]
    fn a_cue_lifts_a_charge() {
        assert_eq!(taken(&[2.0, 0.0, 0.0], &[0.0, 5.0, 0.0], false), [1]);
        assert_eq!(taken(&[2.0, 0.0, 0.0], &[0.0, 2.0, 0.0], false), [0, 1]);
    }

    #[test]
    fn labels_with_cues_only_are_ranked_too() {
        assert_eq!(taken(&[1.0, 0.0, 0.0], &[0.0, 0.0, 0.0, 6.0], false), [3]);
    }

    #[test]
    fn several_offences_are_told() {
        assert!(tells_several("应当以××罪和××罪追究其刑事责任"));
        assert!(tells_several("应当数罪并罚"));
        assert!(!tells_several("应当以××罪追究其刑事责任"));
    }
}
