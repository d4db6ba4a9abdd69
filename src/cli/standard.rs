//! `qiuhao standard`: the review points.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Subcommand;

use super::{output, review};
use crate::pipeline;
use crate::report::words;

/// What to do with the standards.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// 列出评查点
    List,
    /// 显示一个评查点的说明
    Show {
        /// 编号，如 CM-07
        code: String,
    },
    /// 检查标准文件夹并运行其中的示例；不给文件夹则检查自带标准
    Check {
        /// 标准文件夹
        folder: Option<PathBuf>,
    },
}

/// Runs one action.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.action {
        Action::List => list(),
        Action::Show { code } => show(code),
        Action::Check { folder } => check(folder.as_ref()),
    }
}

fn list() -> Result<ExitCode> {
    for point in review::standards(&[])?.points {
        output::print(&format!(
            "{}  {}  {}  {}\n",
            point.code,
            words::severity(&point.severity),
            point.area,
            point.title
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn show(code: &str) -> Result<ExitCode> {
    let standards = review::standards(&[])?;
    let Some(point) = standards.point(code) else {
        bail!("没有编号为 {code} 的评查点，可用 qiuhao standard list 查看全部编号");
    };
    let basis: Vec<String> = point.basis.iter().map(words::basis).collect();
    let severity = words::severity(&point.severity);
    output::print(&format!(
        "{} {}\n领域：{}　严重程度：{severity}\n依据：{}\n\n{}\n",
        point.code,
        point.title,
        point.area,
        basis.join("；"),
        point.prose
    ))?;
    Ok(ExitCode::SUCCESS)
}

fn check(folder: Option<&PathBuf>) -> Result<ExitCode> {
    let folders: Vec<PathBuf> = folder.into_iter().cloned().collect();
    let standards = review::standards(&folders)?;
    let failures = pipeline::run_examples(&standards);
    let examples: usize = standards.points.iter().map(|point| point.examples.len()).sum();
    for failure in &failures {
        eprintln!("{failure}");
    }
    output::print(&format!(
        "评查点 {} 个，示例 {examples} 个，不符 {} 个\n",
        standards.points.len(),
        failures.len()
    ))?;
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
