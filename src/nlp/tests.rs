//! A tiny model of invented numbers, written to a folder as the training scripts write theirs.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use safetensors::Dtype;
use safetensors::tensor::TensorView;
use serde_json::json;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::kernel::Path as Instructions;
use super::{Arithmetic, ModelError, Models};

const HIDDEN: usize = 32;
const INNER: usize = 64;
const TOKENS: &str = "被告人赵某在青城市盗窃手机一部，价值元。123";
const LABELS: [&str; 3] = ["O", "B", "I"];

/// Numbers between -1 and 1 that look random and are the same every time.
fn numbers(count: usize, seed: usize) -> impl Iterator<Item = f32> {
    (0..count).map(move |index| ((index * 7919 + seed * 104_729 + 13) % 2003) as f32 / 1001.5 - 1.0)
}

struct File {
    tensors: Vec<(String, Dtype, Vec<usize>, Vec<u8>)>,
}

impl File {
    fn floats(&mut self, name: &str, shape: &[usize], values: impl Iterator<Item = f32>) {
        let bytes = values.flat_map(f32::to_le_bytes).collect();
        self.tensors.push((name.to_owned(), Dtype::F32, shape.to_vec(), bytes));
    }

    fn rows(&mut self, name: &str, outputs: usize, inputs: usize) {
        let seed = self.tensors.len();
        let bytes =
            numbers(outputs * inputs, seed).map(|value| ((value * 127.0) as i8).cast_unsigned()).collect();
        self.tensors.push((format!("{name}.weight"), Dtype::I8, vec![outputs, inputs], bytes));
        let scale = 1.0 / 127.0 / (inputs as f32).sqrt();
        self.floats(&format!("{name}.weight.scale"), &[outputs], (0..outputs).map(|_| scale * 1.5));
    }

    fn linear(&mut self, name: &str, outputs: usize, inputs: usize) {
        self.rows(name, outputs, inputs);
        self.floats(&format!("{name}.bias"), &[outputs], numbers(outputs, 5).map(|value| value * 0.2));
    }

    fn norm(&mut self, name: &str) {
        self.floats(&format!("{name}.weight"), &[HIDDEN], numbers(HIDDEN, 6).map(|value| 1.0 + value * 0.2));
        self.floats(&format!("{name}.bias"), &[HIDDEN], numbers(HIDDEN, 7).map(|value| value * 0.2));
    }

    fn bytes(&self) -> Vec<u8> {
        let views: HashMap<&str, TensorView> = self
            .tensors
            .iter()
            .map(|(name, kind, shape, data)| {
                (name.as_str(), TensorView::new(*kind, shape.clone(), data).expect("sizes that fit"))
            })
            .collect();
        safetensors::serialize(views, None).expect("a file in memory")
    }
}

fn encoder(vocabulary: usize) -> Vec<u8> {
    let mut file = File { tensors: Vec::new() };
    file.rows("embedding", vocabulary, HIDDEN);
    file.norm("embedding_norm");
    file.linear("stem", HIDDEN, 5 * HIDDEN);
    for layer in 0..2 {
        file.norm(&format!("layers.{layer}.attention_norm"));
        file.linear(&format!("layers.{layer}.query_key_value"), 3 * HIDDEN, HIDDEN);
        file.linear(&format!("layers.{layer}.attention_out"), HIDDEN, HIDDEN);
        file.norm(&format!("layers.{layer}.feed_norm"));
        file.linear(&format!("layers.{layer}.feed_in"), INNER, HIDDEN);
        file.linear(&format!("layers.{layer}.feed_out"), HIDDEN, INNER);
    }
    file.norm("final_norm");
    file.floats("head.names.weight", &[3, HIDDEN], numbers(3 * HIDDEN, 8));
    file.floats("head.names.bias", &[3], numbers(3, 9));
    file.bytes()
}

fn described(folder: &Path, file: &str, content: &[u8]) -> serde_json::Value {
    std::fs::write(folder.join(file), content).expect("a writable folder");
    let mut sha256 = String::new();
    for byte in Sha256::digest(content) {
        write!(sha256, "{byte:02x}").expect("a string grows");
    }
    json!({"file": file, "bytes": content.len(), "sha256": sha256})
}

fn with(mut entry: serde_json::Value, more: &serde_json::Value) -> serde_json::Value {
    for (key, value) in more.as_object().expect("an object") {
        entry[key] = value.clone();
    }
    entry
}

fn folder() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let mut vocab = serde_json::Map::new();
    for token in ["[PAD]", "[UNK]"].map(str::to_owned).into_iter().chain(TOKENS.chars().map(String::from)) {
        let id = vocab.len();
        vocab.entry(token).or_insert_with(|| json!(id));
    }
    let size = vocab.len();
    let tokenizer = json!({"version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null,
        "pre_tokenizer": null, "post_processor": null, "decoder": null,
        "model": {"type": "WordLevel", "vocab": vocab, "unk_token": "[UNK]"}});
    let tokenizer = described(folder.path(), "tokenizer.json", tokenizer.to_string().as_bytes());
    let config = json!({"vocab": size, "hidden": HIDDEN, "layers": 2, "heads": 2, "feed_forward": INNER, "stem_width": 5,
        "rotary_base": 10000.0, "norm_epsilon": 1e-5});
    let encoder = with(
        described(folder.path(), "tiny.safetensors", &encoder(size)),
        &json!({"encoder": config, "heads": {"names": LABELS}, "meta": {"threshold": 0.5}, "data": ["invented"]}),
    );
    let mut arrays = File { tensors: Vec::new() };
    arrays.floats("table", &[2, 3], numbers(6, 1));
    let arrays =
        with(described(folder.path(), "table.safetensors", &arrays.bytes()), &json!({"meta": {"rows": 2}}));
    let manifest = json!({"format": 1, "tokenizer": tokenizer, "models": {"tiny": encoder, "table": arrays}});
    std::fs::write(folder.path().join("manifest.json"), manifest.to_string()).expect("a writable folder");
    folder
}

#[test]
fn every_path_agrees_with_stock_candle() {
    let folder = folder();
    let models = Models::open(folder.path()).unwrap();
    let long = "赵某在青城市盗窃手机一部，价值1231元。".repeat(17);
    let texts = ["被告人赵某在青城市盗窃手机一部，价值3000元。", "", "盗", &long];
    let reference = models.computed(Arithmetic::Reference);
    let expected = reference.encoder_model("tiny").unwrap().logits("names", &texts).unwrap();
    let spread =
        expected.iter().flat_map(|scores| &scores.values).fold(0.0_f32, |top, value| top.max(value.abs()));
    assert!(spread > 0.5, "the numbers of this model say something: {spread}");
    for path in Instructions::available() {
        let models = models.computed(Arithmetic::Quick(path));
        let found = models.encoder_model("tiny").unwrap().logits("names", &texts).unwrap();
        for ((text, expected), found) in texts.iter().zip(&expected).zip(&found) {
            assert_eq!(found.len(), text.chars().count());
            assert_eq!((found.len(), found.labels()), (expected.len(), expected.labels()));
            for (expected, found) in expected.values.iter().zip(&found.values) {
                assert!((expected - found).abs() < 0.04 * spread, "{}: {found} for {expected}", path.name());
            }
        }
    }
}

#[test]
fn company_does_not_change_a_text() {
    let folder = folder();
    let models = Models::open(folder.path()).unwrap();
    let model = models.encoder_model("tiny").unwrap();
    let texts = ["盗窃手机", "被告人赵某", "价值123元。", ""];
    let together = model.states(&texts).unwrap();
    for (text, states) in texts.iter().zip(&together) {
        assert_eq!(model.states(&[text]).unwrap(), std::slice::from_ref(states));
    }
    assert!(together[3].is_empty() && together[0].row(4).is_empty());
    assert_eq!(together[0].rows().count(), 4);
    assert_eq!(together[0].row(1).len(), model.width());
}

#[test]
fn pooled_vectors_have_length_one() {
    let folder = folder();
    let models = Models::open(folder.path()).unwrap();
    let model = models.encoder_model("tiny").unwrap();
    let long = "赵某盗窃，".repeat(200);
    let vectors = model.pooled(&["盗窃", &long, ""]).unwrap();
    for vector in &vectors[..2] {
        assert!((vector.iter().map(|value| value * value).sum::<f32>() - 1.0).abs() < 1e-4);
    }
    assert_eq!(vectors[2], vec![0.0; HIDDEN]);
    let scores = model.text_logits("names", &["盗窃"]).unwrap();
    assert_eq!(scores[0].row(0).len(), LABELS.len());
}

#[test]
fn what_is_missing_or_altered_is_told() {
    let folder = folder();
    let models = Models::open(folder.path()).unwrap();
    assert_eq!(models.encoder_model("甲").unwrap_err(), ModelError::NotShipped("甲".to_owned()));
    assert_eq!(models.encoder_model("table").unwrap_err(), ModelError::OtherKind("table".to_owned()));
    let table = models.arrays("table").unwrap();
    assert_eq!((table.f32("table").unwrap().len(), table.shape("table").unwrap()), (6, [2, 3].as_slice()));
    assert_eq!(table.meta()["rows"], 2);
    assert!(table.i8("table").is_err() && table.f32("other").is_err() && !table.contains("other"));
    assert!(matches!(Models::off().arrays("table").map(|_| ()), Err(ModelError::TurnedOff(_))));
    let model = models.encoder_model("tiny").unwrap();
    assert!(matches!(model.logits("other", &["盗"]), Err(ModelError::NoHead { .. })));
    assert_eq!((model.labels("names").len(), model.labels("other").len()), (3, 0));

    std::fs::write(folder.path().join("table.safetensors"), "x").unwrap();
    let again = models.computed(Arithmetic::Reference);
    assert!(again.arrays("table").unwrap_err().to_string().contains("与清单不符"));
    std::fs::remove_file(folder.path().join("tokenizer.json")).unwrap();
    assert!(again.encoder_model("tiny").unwrap_err().to_string().contains("tokenizer.json"));
    assert!(Models::open(&folder.path().join("nowhere")).is_err());
}
