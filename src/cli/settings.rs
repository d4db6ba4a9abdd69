//! `qiuhao.toml` in the working folder: what an office would otherwise repeat on every command line.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::standard;

const FILE: &str = "qiuhao.toml";

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    /// Folders of the office's standards, laid over the shipped ones before those of the command line.
    #[serde(default)]
    pub standards: Vec<PathBuf>,
    /// Province whose figures apply.
    #[serde(default)]
    pub province: Option<String>,
    /// Folder of text models in place of the shipped ones.
    #[serde(default)]
    pub models: Option<PathBuf>,
    /// Folder of the archive.
    #[serde(default)]
    pub data_dir: Option<PathBuf>,
    /// How the pages are served.
    #[serde(default)]
    pub serve: Serving,
}

/// The section `[serve]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Serving {
    /// Largest file handed in, in MiB.
    #[serde(default)]
    pub upload_mb: Option<u64>,
    /// Addresses of proxies in front, whose `X-Forwarded-For` is taken at its word.
    #[serde(default)]
    pub proxies: Vec<IpAddr>,
}

/// The settings of the working folder, or none.
pub(super) fn read() -> Result<Settings> {
    let path = Path::new(FILE);
    if !path.exists() {
        return Ok(Settings::default());
    }
    let text = std::fs::read_to_string(path).with_context(|| format!("读不了 {FILE}，请核对权限"))?;
    Ok(standard::read_toml(FILE, &text, 1)?)
}
