//! The shipped encoders give in Rust what they gave in PyTorch (`models/training/parity.py` writes the expected numbers).

use std::collections::BTreeMap;

use qiuhao::nlp::{Arithmetic, Models};
use serde::Deserialize;

/// Largest difference allowed, on logits and states of order 1 to 10.
const ALLOWED: f32 = 1e-3;

#[derive(Deserialize)]
struct Expected {
    texts: Vec<String>,
    models: BTreeMap<String, Outputs>,
}

#[derive(Deserialize)]
struct Outputs {
    sha256: String,
    /// By head (no name for the states themselves), text, character: the first columns.
    outputs: BTreeMap<String, Vec<Vec<Vec<f32>>>>,
}

#[test]
fn candle_and_pytorch_agree() {
    let expected: Expected = serde_json::from_str(include_str!("parity.json")).expect("the written numbers");
    assert_eq!(expected.texts.len(), 20);
    let texts: Vec<&str> = expected.texts.iter().map(String::as_str).collect();
    let models = Models::shipped().computed(Arithmetic::Reference);
    let (shipped, written): (Vec<_>, Vec<_>) =
        (models.encoders().collect(), expected.models.keys().map(String::as_str).collect());
    assert_eq!(shipped, written, "run models/training/parity.py after changing the models");
    for (name, expected) in &expected.models {
        assert_eq!(
            models.hash(name),
            Some(expected.sha256.as_str()),
            "{name}: run models/training/parity.py"
        );
        let model = models.encoder_model(name).expect("a shipped model");
        for (head, expected) in &expected.outputs {
            let found: Vec<Vec<Vec<f32>>> = if head.is_empty() {
                let states = model.states(&texts).expect("states");
                states.iter().map(|states| states.rows().map(<[f32]>::to_vec).collect()).collect()
            } else {
                let scores = model.logits(head, &texts).expect("scores");
                scores.iter().map(|scores| scores.rows().map(<[f32]>::to_vec).collect()).collect()
            };
            for (text, (found, expected)) in found.iter().zip(expected).enumerate() {
                assert_eq!(found.len(), expected.len(), "{name} {head}: characters of text {text}");
                for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
                    for (found, expected) in found.iter().zip(expected) {
                        let apart = (found - expected).abs();
                        assert!(
                            apart < ALLOWED,
                            "{name} {head} text {text} at {place}: {found} for {expected}"
                        );
                    }
                }
            }
        }
    }
}
