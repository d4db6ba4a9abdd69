use proptest::prelude::*;

use super::*;

/// Hash of a run of characters, as the training script computes it.
fn hash(run: &str) -> u32 {
    let grams = Grams::of(run, 10);
    let n = run.chars().count();
    grams.hashes(n).next().expect("one run")
}

/// 盗窃 speaks for label 0, 诈骗 for label 1.
fn model() -> Linear {
    let mut rows = [(hash("盗窃"), 0, 100), (hash("诈骗"), 1, 50)];
    rows.sort_by_key(|row| row.0);
    let hashes: Vec<u32> = rows.iter().map(|row| row.0).collect();
    Linear {
        buckets: buckets(&hashes),
        hashes,
        rarity: vec![1.0; 2],
        starts: vec![0, 1, 2],
        labels: rows.iter().map(|row| row.1).collect(),
        weights: rows.iter().map(|row| row.2).collect(),
        scale: vec![0.01, 0.02],
        bias: vec![0.0, -0.5],
        longest: 3,
        head: 3000,
    }
}

#[test]
fn hashes_are_those_of_the_training_script() {
    // python: ngrams.hashes("盗窃", 2)
    let grams = Grams::of("盗窃", 10);
    assert_eq!(grams.hashes(1).collect::<Vec<_>>(), [3_123_406_401, 1_847_069_341]);
    assert_eq!(grams.hashes(2).collect::<Vec<_>>(), [4_287_876_303]);
}

#[test]
fn known_runs_give_scores() {
    let scores = model().scores("林小舟盗窃一次");
    assert!((scores[0] - 1.0).abs() < 1e-6 && (scores[1] + 0.5).abs() < 1e-6, "{scores:?}");
    let both = model().scores("盗窃诈骗");
    assert!((both[0] - 0.5_f32.sqrt()).abs() < 1e-6, "{both:?}");
}

#[test]
fn digits_masks_and_white_space_are_alike() {
    let codes = |text: &str| Grams::of(text, 100).hashes(1).collect::<Vec<_>>();
    assert_eq!(codes("价值 １２３４元"), codes("价值56元"));
    assert_eq!(codes("以××××罪"), codes("以**罪"));
}

#[test]
fn reasons_are_places_of_the_text() {
    assert_eq!(model().why("他 盗 窃 财物", 0, 3), std::iter::once(2..5).collect::<Vec<_>>());
    assert!(model().why("他借钱", 0, 3).is_empty());
}

#[test]
fn tensors_that_do_not_fit_are_refused() {
    let mut broken = model();
    broken.labels[0] = 9;
    assert!(broken.check().is_err());
}

proptest! {
    #[test]
    fn any_text_has_scores(text in "\\PC{0,60}") {
        let model = model();
        prop_assert_eq!(model.scores(&text).len(), 2);
        for run in model.why(&text, 0, 5) {
            prop_assert!(run.end <= text.chars().count());
        }
    }
}
