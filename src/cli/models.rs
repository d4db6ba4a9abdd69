//! Which text models to use: those of the program, of a folder, or none.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::settings;
use crate::nlp::{Arithmetic, Models};

/// Goes with every command.
#[derive(clap::Args)]
pub(super) struct Options {
    /// 用此目录中的模型代替程序自带的（须有 manifest.json）
    #[arg(long, global = true, value_name = "DIR", conflicts_with = "no_models")]
    models: Option<PathBuf>,
    /// 不用模型，只按规则
    #[arg(long, global = true)]
    no_models: bool,
    /// 用 32 位浮点运算代替 8 位整数运算（慢，用于核对）
    #[arg(long, global = true, conflicts_with = "no_models")]
    exact_models: bool,
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
        let models = match folder {
            Some(folder) => {
                Some(Models::open(&folder).with_context(|| format!("打不开模型目录 {}", folder.display()))?)
            }
            None => None,
        };
        match (models, self.exact_models) {
            (Some(models), true) => models.computed(Arithmetic::Reference).replace_shipped(),
            (Some(models), false) => models.replace_shipped(),
            (None, true) => Models::shipped().computed(Arithmetic::Reference).replace_shipped(),
            (None, false) => {}
        }
        Ok(())
    }
}
