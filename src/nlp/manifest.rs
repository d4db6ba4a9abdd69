//! `models/manifest.json`: which models there are, with size, hash and what the reader has to know of them.

use std::collections::BTreeMap;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::encoder::Config;
use super::error::ModelError;

/// The one format this program reads.
const FORMAT: u32 = 1;

/// The file as written by `models/training/export.py`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Manifest {
    format: u32,
    pub(super) tokenizer: FileEntry,
    pub(super) models: BTreeMap<String, ModelEntry>,
}

/// A file with what proves that it is the right one.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct FileEntry {
    pub(super) file: String,
    bytes: usize,
    pub(super) sha256: String,
}

/// One model. Training data and scores are for people and not read here.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ModelEntry {
    #[serde(flatten)]
    pub(super) file: FileEntry,
    /// Shape of the encoder; none for a model of plain arrays.
    #[serde(default)]
    pub(super) encoder: Option<Config>,
    /// Labels of every head.
    #[serde(default)]
    pub(super) heads: BTreeMap<String, Vec<String>>,
    /// What the task's own code wants to know.
    #[serde(default)]
    pub(super) meta: serde_json::Value,
}

impl Manifest {
    pub(super) fn parse(content: &[u8]) -> Result<Self, ModelError> {
        let manifest: Self =
            serde_json::from_slice(content).map_err(|error| ModelError::Manifest(error.to_string()))?;
        if manifest.format != FORMAT {
            return Err(ModelError::Manifest(format!(
                "格式为 {}，本程序只读格式 {FORMAT}，请更新程序或模型",
                manifest.format
            )));
        }
        // A name with a path in it would let a manifest read files outside its folder.
        for entry in manifest.models.values().map(|model| &model.file).chain([&manifest.tokenizer]) {
            if entry.file.contains(['/', '\\']) || entry.file.starts_with('.') {
                return Err(ModelError::Manifest(format!("文件名 {} 不得含路径", entry.file)));
            }
        }
        Ok(manifest)
    }
}

impl FileEntry {
    /// Whether these bytes are the file that the manifest means.
    pub(super) fn verify(&self, content: &[u8]) -> Result<(), ModelError> {
        let altered = |what| ModelError::Altered { file: self.file.clone(), what };
        if content.len() != self.bytes {
            return Err(altered("大小不同"));
        }
        let digest = Sha256::digest(content).iter().fold(String::new(), |mut text, byte| {
            use std::fmt::Write;
            let _ = write!(text, "{byte:02x}");
            text
        });
        if digest.eq_ignore_ascii_case(&self.sha256) { Ok(()) } else { Err(altered("校验值不同")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(format: u32, file: &str) -> String {
        format!(
            r#"{{"format": {format}, "tokenizer": {{"file": "tokenizer.json", "bytes": 3, "sha256": "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"}},
                "models": {{"甲": {{"file": "{file}", "bytes": 1, "sha256": "", "data": [], "scores": []}}}}}}"#
        )
    }

    #[test]
    fn the_file_must_be_the_one_described() {
        let manifest = Manifest::parse(manifest(1, "a.safetensors").as_bytes()).unwrap();
        assert_eq!(manifest.tokenizer.verify(b"abc"), Ok(()));
        let size = manifest.tokenizer.verify(b"ab").unwrap_err();
        assert!(size.to_string().contains("大小不同"), "{size}");
        let hash = manifest.tokenizer.verify(b"abd").unwrap_err();
        assert!(hash.to_string().contains("校验值不同"), "{hash}");
    }

    #[test]
    fn other_formats_and_paths_are_refused() {
        for (text, told) in [
            (manifest(2, "a"), "格式为 2"),
            (manifest(1, "../a"), "不得含路径"),
            ("{".to_owned(), "manifest.json"),
        ] {
            let error = Manifest::parse(text.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(told), "{error}");
        }
    }
}
