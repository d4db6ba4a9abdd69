//! The archive of the data folder, for the commands that fill or ask it.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::settings;
use crate::search::Archive;
use crate::store::Store;

const FOLDER: &str = "qiuhao-data";

/// Where the data folder is.
#[derive(clap::Args)]
pub(super) struct Place {
    /// 数据文件夹（默认取 qiuhao.toml 的 data_dir，其次为当前目录下的 qiuhao-data）
    #[arg(long, value_name = "DIR", global = true)]
    data_dir: Option<PathBuf>,
}

impl Place {
    /// Opens the archive; one that is behind its store is brought up first.
    pub(super) fn open(&self, quiet: bool) -> Result<Archive> {
        let (archive, _) = self.open_unfollowed()?;
        follow(&archive, quiet)?;
        Ok(archive)
    }

    /// Opens the archive as it is, with its folder.
    pub(super) fn open_unfollowed(&self) -> Result<(Archive, PathBuf)> {
        let folder = self.folder()?;
        let archive =
            Archive::open(&folder).with_context(|| format!("打不开数据文件夹 {}", folder.display()))?;
        Ok((archive, folder))
    }

    /// Opens the store alone, for what asks no search.
    pub(super) fn open_store(&self) -> Result<Store> {
        let folder = self.folder()?;
        Store::open(&folder).with_context(|| format!("打不开数据文件夹 {}", folder.display()))
    }

    fn folder(&self) -> Result<PathBuf> {
        Ok(match &self.data_dir {
            Some(folder) => folder.clone(),
            None => settings::read()?.data_dir.unwrap_or_else(|| PathBuf::from(FOLDER)),
        })
    }
}

/// Brings the index up to the store, telling how far it is.
pub(super) fn follow(archive: &Archive, quiet: bool) -> Result<()> {
    let progress = super::progress::counting("建立索引", quiet);
    archive.follow(|done| progress.set_position(done as u64))?;
    progress.finish_and_clear();
    Ok(())
}
