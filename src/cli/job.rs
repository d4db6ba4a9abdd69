//! `qiuhao job`: what is queued, what could not be done, and the versions of a case.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Subcommand, ValueEnum};
use jiff::Timestamp;

use super::archive::Place;
use super::closure::now;
use super::output;
use crate::job::diff;
use crate::office::time_in_china;
use crate::store::{Job, JobState, Store};

/// What to show or do.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand)]
enum Action {
    /// 列出任务，最近的在前
    #[command(after_help = "示例：qiuhao job list --state queued")]
    List {
        /// 只列一种状态
        #[arg(long, value_enum)]
        state: Option<State>,
        /// 最多列出几条
        #[arg(long, default_value_t = 50)]
        top: usize,
    },
    /// 列出未能处理的任务与原因
    #[command(after_help = "示例：qiuhao job dead")]
    Dead {
        /// 最多列出几条
        #[arg(long, default_value_t = 50)]
        top: usize,
    },
    /// 重新排队：改正卷宗后，用任务号再试
    #[command(after_help = "示例：qiuhao job retry 12 15")]
    Retry {
        /// 任务号，见 job dead
        #[arg(required = true)]
        numbers: Vec<i64>,
    },
    /// 从未能处理的名单中去掉，不再处理
    #[command(after_help = "示例：qiuhao job drop 12")]
    Drop {
        /// 任务号，见 job dead
        #[arg(required = true)]
        numbers: Vec<i64>,
    },
    /// 一件案件的各版，及每一版较上一版的变化
    #[command(after_help = "示例：qiuhao job versions 01-钱守义盗窃案")]
    Versions {
        /// 卷宗名
        key: String,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum State {
    /// 排队
    Queued,
    /// 处理中
    Running,
    /// 完成
    Done,
    /// 未能处理
    Dead,
}

/// Shows or moves jobs.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let (archive, _) = arguments.place.open_unfollowed()?;
    let store = archive.store();
    match &arguments.action {
        Action::List { state, top } => {
            let state = state.map(|state| match state {
                State::Queued => JobState::Queued,
                State::Running => JobState::Running,
                State::Done => JobState::Done,
                State::Dead => JobState::Dead,
            });
            let counts: Result<Vec<String>> = JobState::ALL
                .iter()
                .map(|&state| Ok(format!("{} {}", state.label(), store.job_count(state)?)))
                .collect();
            output::print(&format!("{}\n{}", counts?.join("，"), listed(&store.jobs(state, 0, *top)?)))?;
        }
        Action::Dead { top } => {
            let dead = store.jobs(Some(JobState::Dead), 0, *top)?;
            let text =
                if dead.is_empty() { "没有未能处理的任务\n".to_owned() } else { listed(&dead) };
            output::print(&text)?;
        }
        Action::Retry { numbers } => {
            each(numbers, |number| Ok(store.retry(number, now())?))?;
            let count = numbers.len();
            output::print(&format!("已重新排队 {count} 个任务，由 qiuhao watch 或 qiuhao worker 处理\n"))?;
        }
        Action::Drop { numbers } => {
            each(numbers, |number| Ok(store.dismiss(number)?))?;
            output::print(&format!("已去掉 {} 个任务\n", numbers.len()))?;
        }
        Action::Versions { key } => output::print(&versions(store, key)?)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Does something with every job given up; a number that is none of them is an error.
fn each(numbers: &[i64], act: impl Fn(i64) -> Result<bool>) -> Result<()> {
    for &number in numbers {
        if !act(number)? {
            bail!("任务 {number} 不在未能处理之列，请用 qiuhao job dead 核对任务号");
        }
    }
    Ok(())
}

fn listed(jobs: &[Job]) -> String {
    let mut text = String::new();
    for job in jobs {
        let version = job.version.map_or(String::new(), |version| format!(" 第 {version} 版"));
        let reason = job.reason.as_ref().map_or(String::new(), |reason| format!("\n      {reason}"));
        let state = if job.state == JobState::Running { &job.progress } else { job.state.label() };
        let (number, at, kind, key) = (job.id, time(job.updated), job.kind.label(), &job.key);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{number:>5} {at} {state} {kind} {key}{version}{reason}");
    }
    text
}

fn versions(store: &Store, key: &str) -> Result<String> {
    let case = store.case(key)?.with_context(|| format!("档案库里没有 {key}，请核对卷宗名"))?;
    let mut text = String::new();
    let mut former = None;
    for version in store.versions(case.id)? {
        let stored = store.review(case.id, version.version)?.context("这一版已不在")?;
        let against = former.map_or(String::new(), |former| diff::between(&former, &stored.review).summary());
        let _ = writeln!(text, "第 {} 版 {} {against}", version.version, time(version.created));
        former = Some(stored.review);
    }
    Ok(text)
}

/// In China's time, to the minute.
fn time(milliseconds: i64) -> String {
    let at = Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH);
    time_in_china(at).strftime("%Y-%m-%d %H:%M").to_string()
}
