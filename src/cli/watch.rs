//! `qiuhao watch` and `qiuhao worker`: dossiers that review themselves.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::closure::{self, Manner, Shift, now};
use crate::job::watch::Watcher;

/// Between two looks at the folder.
const INTERVAL: Duration = Duration::from_secs(2);
/// A look may take this part of the time.
const SHARE: u32 = 10;
/// With `--once`: how many times the settling time is waited for folders that still change.
const PATIENCE: u32 = 10;

/// Which folder to watch, and how.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// 监看的文件夹，其中每个子文件夹或 zip 为一卷
    folder: PathBuf,
    /// 评查完现有卷宗就结束
    #[arg(long)]
    once: bool,
    /// 卷宗多少秒没有变化才算放齐；放入 完成.txt 或 .ready 则立即算放齐
    #[arg(long, default_value_t = 30.0, value_name = "秒")]
    settle: f64,
    #[command(flatten)]
    manner: Manner,
}

/// How to work off the queue.
#[derive(clap::Args)]
pub(super) struct WorkerArguments {
    /// 队列空了就结束
    #[arg(long)]
    once: bool,
    #[command(flatten)]
    manner: Manner,
}

/// Watches a folder until told to stop.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    if !arguments.folder.is_dir() {
        bail!("找不到文件夹 {}，请核对路径", arguments.folder.display());
    }
    let settle = Duration::try_from_secs_f64(arguments.settle)?;
    arguments.manner.run(arguments.once, |shift| watch(&arguments.folder, settle, arguments.once, shift))
}

/// Works off the queue until told to stop.
pub(super) fn worker(arguments: &WorkerArguments) -> Result<ExitCode> {
    let wait = |shift: &Shift<'_>| {
        while !arguments.once && !shift.stop.load(Ordering::Acquire) {
            closure::pause(shift.stop, INTERVAL);
        }
        Ok(())
    };
    arguments.manner.run(arguments.once, wait)
}

fn watch(folder: &Path, settle: Duration, once: bool, shift: &Shift<'_>) -> Result<()> {
    let store = shift.archive.store();
    let mut watcher = Watcher::new(folder, shift.data, settle.as_millis() as i64, store)?;
    let begun = Instant::now();
    while !shift.stop.load(Ordering::Acquire) {
        let start = Instant::now();
        let look = match watcher.look(store, now()) {
            Ok(look) => look,
            // A network drive may be away for a while; only one that never was there is an error.
            Err(error) if once => return Err(error.into()),
            Err(error) => {
                eprintln!("{error}");
                closure::pause(shift.stop, INTERVAL * SHARE);
                continue;
            }
        };
        if once && look.waiting == 0 {
            return Ok(());
        }
        if once && begun.elapsed() > settle * PATIENCE + INTERVAL {
            eprintln!("还有 {} 卷仍在变化，本次未评查", look.waiting);
            return Ok(());
        }
        let interval = if look.waiting > 0 { INTERVAL.min(settle / 2) } else { INTERVAL };
        closure::pause(shift.stop, interval.max(start.elapsed() * SHARE).max(Duration::from_millis(20)));
    }
    Ok(())
}
