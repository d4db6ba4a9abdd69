//! `qiuhao standard`: the review points.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Subcommand;

use super::{output, review};
use crate::pipeline;
use crate::report::{checklist, words};
use crate::review::validate;

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
        /// 标准文件夹，可有多个，后面的优先
        folders: Vec<PathBuf>,
    },
    /// 把全部评查点导出成清单
    #[command(after_help = "示例：qiuhao standard export 评查点.xlsx")]
    Export {
        /// 文件名，以 .xlsx 或 .docx 结尾
        file: PathBuf,
        /// 叠加的标准文件夹
        #[arg(long, num_args = 1..)]
        standards: Vec<PathBuf>,
    },
}

/// Runs one action.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.action {
        Action::List => list(),
        Action::Show { code } => show(code),
        Action::Check { folders } => check(folders),
        Action::Export { file, standards } => export(file, standards),
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

fn check(folders: &[PathBuf]) -> Result<ExitCode> {
    let standards = review::standards(folders)?;
    for change in &standards.changes {
        let (file, line) = &change.place;
        output::print(&format!("{} {}（{file} 第 {line} 行）\n", change.code, change.what))?;
    }
    let mut failures: Vec<String> =
        validate::unknown_names(&standards).iter().map(ToString::to_string).collect();
    failures.extend(pipeline::run_examples(&standards));
    let examples: usize = standards.points.iter().map(|point| point.examples().len()).sum();
    for failure in &failures {
        eprintln!("{failure}");
    }
    output::print(&format!(
        "评查点 {} 个，示例 {examples} 个，有误或不符 {} 个\n",
        standards.points.len(),
        failures.len()
    ))?;
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn export(file: &Path, folders: &[PathBuf]) -> Result<ExitCode> {
    let standards = review::standards(folders)?;
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let bytes = match ending.to_ascii_lowercase().as_str() {
        "xlsx" => checklist::xlsx(&standards)?,
        "docx" => checklist::docx(&standards)?,
        _ => bail!("{} 的文件名应以 .xlsx 或 .docx 结尾", file.display()),
    };
    std::fs::write(file, bytes)
        .with_context(|| format!("无法写入 {}，请核对文件夹是否存在、文件是否正被打开", file.display()))?;
    output::print(&format!("已导出 {} 个评查点到 {}\n", standards.points.len(), file.display()))?;
    Ok(ExitCode::SUCCESS)
}
