//! Cases that review themselves: what `watch`, `worker` and `import` have in common.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use indicatif::ProgressBar;

use super::archive::Place;
use super::{progress, review};
use crate::job::worker::{self, Event, Signals};
use crate::job::{Desk, End};
use crate::search::Archive;
use crate::store::Job;

/// How dossiers are reviewed.
#[derive(clap::Args)]
pub(super) struct Manner {
    #[command(flatten)]
    place: Place,
    /// 本院的评查标准文件夹，叠加在自带标准之上，可有多个
    #[arg(long, num_args = 1..)]
    standards: Vec<PathBuf>,
    /// 省份，决定数额标准，如 山东
    #[arg(long)]
    province: Option<String>,
    /// 并行数（默认为处理器核数）
    #[arg(long)]
    jobs: Option<usize>,
    /// 不显示进度
    #[arg(long)]
    quiet: bool,
}

/// What the workers are to do and who may still bring them work.
pub(super) struct Shift<'a> {
    /// The archive they fill.
    pub archive: &'a Archive,
    /// The data folder.
    pub data: &'a Path,
    /// Set when the program is asked to stop.
    pub stop: &'a AtomicBool,
}

/// What came of the jobs of this run.
#[derive(Debug, Default)]
pub(super) struct Sum {
    kept: AtomicUsize,
    unchanged: AtomicUsize,
    dead: AtomicUsize,
    with_findings: AtomicUsize,
}

impl Manner {
    /// Opens the archive, lets `bring` queue work while the workers are at it, and ends when told to, or with
    /// `until_idle` when all is done.
    pub(super) fn run(
        &self,
        until_idle: bool,
        bring: impl FnOnce(&Shift<'_>) -> Result<()>,
    ) -> Result<ExitCode> {
        let standards = review::standards(&self.standards)?;
        let province = self.province.clone().or_else(|| standards.province.clone());
        let (archive, data) = self.place.open_unfollowed()?;
        let stop = stop_signal()?;
        let desk = Desk { archive: &archive, standards: &standards, province, clock: &now };
        let more_to_come = AtomicBool::new(true);
        let signals = Signals { stop: &stop, until_idle, more_to_come: &more_to_come };
        let sum = Sum::default();
        let bar = progress::counting("评查", self.quiet);
        let told = |event: &Event<'_>| tell(event, &sum, &bar, self.quiet);
        let workers =
            self.jobs.or_else(|| std::thread::available_parallelism().ok().map(usize::from)).unwrap_or(1);
        let brought = std::thread::scope(|scope| {
            let at_work = scope.spawn(|| worker::run(&desk, &data, workers, &signals, &told));
            let brought = bring(&Shift { archive: &archive, data: &data, stop: &stop });
            if brought.is_err() {
                stop.store(true, Ordering::Release);
            }
            more_to_come.store(false, Ordering::Release);
            let worked = at_work.join().map_or(Ok(()), |worked| worked);
            brought.and(worked.with_context(|| format!("无法在数据文件夹 {} 中工作", data.display())))
        });
        bar.finish_and_clear();
        brought?;
        if !self.quiet {
            eprintln!("{}", sum.told());
        }
        Ok(sum.code())
    }
}

impl Sum {
    fn told(&self) -> String {
        let count = |of: &AtomicUsize| of.load(Ordering::Relaxed);
        let dead = count(&self.dead);
        let hint = if dead > 0 { "（原因见 qiuhao job dead）" } else { "" };
        format!(
            "评查 {} 件，其中 {} 件有需核查的问题；未变 {} 件；未能处理 {dead} 件{hint}",
            count(&self.kept),
            count(&self.with_findings),
            count(&self.unchanged)
        )
    }

    fn code(&self) -> ExitCode {
        let some = |of: &AtomicUsize| of.load(Ordering::Relaxed) > 0;
        ExitCode::from(if some(&self.dead) { 2 } else { u8::from(some(&self.with_findings)) })
    }
}

/// Unix milliseconds.
pub(super) fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

fn tell(event: &Event<'_>, sum: &Sum, bar: &ProgressBar, quiet: bool) {
    let add = |to: &AtomicUsize| to.fetch_add(1, Ordering::Relaxed);
    let line = match event {
        Event::Begun(_) | Event::Ended(_, End::Lost) => return,
        Event::Ended(job, End::Unchanged { version }) => {
            add(&sum.unchanged);
            format!("{}：与第 {version} 版相同", job.key)
        }
        Event::Ended(job, End::Kept { kept, open, diff }) => {
            add(&sum.kept);
            if *open > 0 {
                add(&sum.with_findings);
            }
            let against = diff.as_ref().map_or(String::new(), |diff| format!("，较上一版{}", diff.summary()));
            format!("{}：第 {} 版，需核查 {open} 项{against}", job.key, kept.version)
        }
        Event::Failed { job, reason, again } => {
            if !again {
                add(&sum.dead);
            }
            let then = if *again { "稍后重试" } else { "未能处理" };
            format!("{}：{then}：{reason}", name(job))
        }
    };
    bar.inc(1);
    if !quiet {
        bar.suspend(|| eprintln!("{line}"));
    }
}

fn name(job: &Job) -> String {
    format!("{}（任务 {}）", job.key, job.id)
}

/// Set by Ctrl+C and SIGTERM; a second one ends the program at once.
fn stop_signal() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let set = stop.clone();
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().context("无法等待停止信号")?;
    std::thread::spawn(move || {
        runtime.block_on(asked_to_stop());
        set.store(true, Ordering::Release);
        eprintln!("正在收尾，做完手上的案件就结束；再按一次 Ctrl+C 立即结束");
        runtime.block_on(asked_to_stop());
        // What was not finished returns to the queue.
        std::process::exit(130);
    });
    Ok(stop)
}

/// Comes back at Ctrl+C or SIGTERM.
#[cfg(unix)]
pub(super) async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => (),
        _ = terminate.recv() => (),
    }
}

#[cfg(not(unix))]
pub(super) async fn asked_to_stop() {
    let _ = tokio::signal::ctrl_c().await;
}

/// Sleeps for a while or until asked to stop.
pub(super) fn pause(stop: &AtomicBool, while_: Duration) {
    let step = Duration::from_millis(100);
    let mut left = while_;
    while !left.is_zero() && !stop.load(Ordering::Acquire) {
        let now = left.min(step);
        std::thread::sleep(now);
        left -= now;
    }
}
