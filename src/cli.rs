//! Floor 5: the command line. Parses arguments, calls one function, prints Chinese.

mod eval;
mod nlp;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// 秋毫：刑事案件质量评查辅助系统（离线）
#[derive(Parser)]
#[command(name = "qiuhao", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 文本任务：标准输入每行一个 JSON，标准输出每行一个 JSON，次序不变
    #[command(after_help = "示例：echo '{\"text\":\"……\"}' | qiuhao nlp sections --jsonl")]
    Nlp(nlp::Arguments),
    /// 用外部数据衡量质量，打印一张表
    #[command(after_help = "示例：qiuhao eval elements --data ../shared/data")]
    Eval(eval::Arguments),
}

/// Runs the command line and maps its result to an exit code: 0 nothing to report, 1 findings, 2 could not do it.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Nlp(arguments) => nlp::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(2)
        }
    }
}
