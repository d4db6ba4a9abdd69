//! JSON lines compressed with zstd.

use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Reads every record of a `.jsonl.zst` file.
pub fn records<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let file = std::fs::File::open(path)
        .with_context(|| format!("打不开评测数据 {}，请用 --data 指出数据目录", path.display()))?;
    let lines = BufReader::new(zstd::Decoder::new(file)?).lines();
    lines
        .enumerate()
        .map(|(number, line)| {
            serde_json::from_str(&line?)
                .with_context(|| format!("{} 第 {} 行读不懂", path.display(), number + 1))
        })
        .collect()
}

/// A published judgment.
#[derive(Deserialize)]
pub(super) struct Judgment {
    /// Its whole text.
    pub text: String,
}

/// The judgments that every suite reads.
pub(super) fn judgments(folder: &Path) -> Result<Vec<Judgment>> {
    records(&folder.join("judgments/lecard.jsonl.zst"))
}
