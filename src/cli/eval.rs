//! `qiuhao eval SUITE`: quality figures, one table.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

use crate::eval::{self, Suite};

/// Which suite, on which data.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// 评测项目
    suite: Suite,
    /// 数据目录
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// 与 findings、periods 一起用：打印几条发现、未能解释的刑期供人核对，每行一个 JSON
    #[arg(long)]
    sample: Option<usize>,
}

/// Prints the table of one suite. Without the data the suite is skipped with a line that says so.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    if arguments.suite.needs_data() && !arguments.data.is_dir() {
        println!("未找到数据目录 {}，本项评测跳过", arguments.data.display());
        return Ok(ExitCode::SUCCESS);
    }
    if let (Suite::Findings, Some(count)) = (arguments.suite, arguments.sample) {
        print!("{}", eval::findings::sample(&arguments.data, count)?);
        return Ok(ExitCode::SUCCESS);
    }
    if let (Suite::Periods, Some(count)) = (arguments.suite, arguments.sample) {
        print!("{}", eval::periods::sample(&arguments.data, count)?);
        return Ok(ExitCode::SUCCESS);
    }
    print!("{}", eval::run(arguments.suite, &arguments.data)?);
    Ok(ExitCode::SUCCESS)
}
