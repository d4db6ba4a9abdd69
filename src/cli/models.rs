//! Which text models to use: those of the program, of a folder, or none.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::settings;
use crate::nlp::Models;

/// Goes with every command.
#[derive(clap::Args)]
pub(super) struct Options {
    /// 用此目录中的模型代替程序自带的（须有 manifest.json）
    #[arg(long, global = true, value_name = "DIR", conflicts_with = "no_models")]
    models: Option<PathBuf>,
    /// 不用模型，只按规则
    #[arg(long, global = true)]
    no_models: bool,
}

impl Options {
    /// Makes the choice for the whole program: the command line goes before `qiuhao.toml`.
    pub(super) fn apply(self) -> Result<()> {
        if self.no_models {
            Models::off().replace_shipped();
            return Ok(());
        }
        let folder = match self.models {
            Some(folder) => Some(folder),
            None => settings::read()?.models,
        };
        if let Some(folder) = folder {
            let models =
                Models::open(&folder).with_context(|| format!("打不开模型目录 {}", folder.display()))?;
            models.replace_shipped();
        }
        Ok(())
    }
}
