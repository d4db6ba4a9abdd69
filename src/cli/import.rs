//! `qiuhao import`: case cards by themselves.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;

use super::closure::{Manner, now};
use crate::job::import::{self, ImportError};

/// Which exports.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// 案卡表：.xlsx、.csv（每行一件）或 .json（每个对象一件），可有多个
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    manner: Manner,
}

/// Queues the cards and reviews them; a file that cannot be read hinders no other.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let is_refused = AtomicBool::new(false);
    let code = arguments.manner.run(true, |shift| {
        for file in &arguments.files {
            match import::queue(shift.archive.store(), file, now()) {
                Ok(jobs) => eprintln!("{}：{} 张案卡", file.display(), jobs.len()),
                Err(ImportError::Cards(error)) => {
                    eprintln!("{}：{error}", file.display());
                    is_refused.store(true, Ordering::Relaxed);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    })?;
    Ok(if is_refused.into_inner() { ExitCode::from(2) } else { code })
}
