//! Floor 10: the command line. Parses arguments, calls one function, prints Chinese.

mod archive;
mod audit;
mod closure;
mod demo;
mod eval;
mod export;
mod import;
mod index;
mod inspect;
mod job;
mod models;
mod nlp;
mod output;
mod progress;
mod review;
mod search;
mod serve;
mod settings;
mod similar;
mod standard;
mod user;
mod watch;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// 秋毫：刑事案件质量评查辅助系统（离线）
#[derive(Parser)]
#[command(name = "qiuhao", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(flatten)]
    models: models::Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 评查示例卷宗，并在 127.0.0.1:8686 提供网页
    #[command(after_help = "示例：qiuhao demo")]
    Demo(demo::Arguments),
    /// 评查卷宗，给出带原文依据的意见
    #[command(after_help = "示例：qiuhao review 卷宗/ --format html --out 结果/")]
    Review(review::Arguments),
    /// 评查标准：列出、查看、检查
    #[command(after_help = "示例：qiuhao standard show CM-07")]
    Standard(standard::Arguments),
    /// 只做三书比对
    #[command(after_help = "示例：qiuhao compare corpus/01-钱守义盗窃案 --format json")]
    Compare(inspect::Arguments),
    /// 读到了什么：种类、页、各部分、未能读取的内容
    #[command(after_help = "示例：qiuhao read 起诉书.pdf --format json")]
    Read(inspect::Arguments),
    /// 抽取要素，每个值带原文出处
    #[command(after_help = "示例：qiuhao extract 判决书.txt --format json")]
    Extract(inspect::Arguments),
    /// 文本任务：标准输入每行一个 JSON，标准输出每行一个 JSON，次序不变
    #[command(after_help = "示例：echo '{\"text\":\"……\"}' | qiuhao nlp sections --jsonl")]
    Nlp(nlp::Arguments),
    /// 档案库：加入卷宗与裁判文书，供检索与类案查找
    #[command(after_help = "示例：qiuhao index add 卷宗/ 判决书.jsonl")]
    Index(index::Arguments),
    /// 在档案库中检索：词、“原文”、字段:值
    #[command(after_help = "示例：qiuhao search '罪名:盗窃 刑期:>3年 现场勘验'")]
    Search(search::Arguments),
    /// 查找类案：哪里相同、哪里不同、量刑分布
    #[command(after_help = "示例：qiuhao similar --dossier 卷宗/ --top 10")]
    Similar(similar::Arguments),
    /// 监看文件夹：卷宗放齐即自动评查、入库、建索引
    #[command(after_help = "示例：qiuhao watch 结案卷宗/ --settle 30")]
    Watch(watch::Arguments),
    /// 处理队列中的任务（上传的卷宗、重新排队的任务）
    #[command(after_help = "示例：qiuhao worker --once")]
    Worker(watch::WorkerArguments),
    /// 导入案卡表：没有文书也按案卡检查，并判断是否属重点评查
    #[command(after_help = "示例：qiuhao import 案卡导出.xlsx")]
    Import(import::Arguments),
    /// 任务：队列、未能处理的卷宗、各版变化
    #[command(after_help = "示例：qiuhao job dead")]
    Job(job::Arguments),
    /// 文书与台账：意见书、评定报告、三书比对、流转单、问题清单
    #[command(after_help = export::EXAMPLES)]
    Export(export::Arguments),
    /// 账号：新建、列出、停用、改密码、改角色
    #[command(after_help = user::EXAMPLES)]
    User(user::Arguments),
    /// 日志：核验、列出
    #[command(after_help = audit::EXAMPLES)]
    Audit(audit::Arguments),
    /// 网页：案件列表、检索、类案（本机浏览）
    #[command(after_help = "示例：qiuhao serve --data-dir 数据/")]
    Serve(serve::Arguments),
    /// 用外部数据衡量质量，打印一张表
    #[command(after_help = "示例：qiuhao eval elements --data ../shared/data")]
    Eval(eval::Arguments),
}

/// Runs the command line and maps its result to an exit code: 0 nothing to report, 1 findings, 2 could not do it.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let result = arguments.models.apply().and_then(|()| run_command(arguments.command));
    match result {
        Ok(code) => code,
        // A reader that closes its end early (`| head`) is no failure.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(2)
        }
    }
}

fn run_command(command: Command) -> Result<ExitCode> {
    match command {
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Review(arguments) => review::run(&arguments),
        Command::Standard(arguments) => standard::run(&arguments),
        Command::Compare(arguments) => inspect::compare(&arguments),
        Command::Read(arguments) => inspect::read(&arguments),
        Command::Extract(arguments) => inspect::extract(&arguments),
        Command::Nlp(arguments) => nlp::run(&arguments),
        Command::Index(arguments) => index::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Similar(arguments) => similar::run(&arguments),
        Command::Watch(arguments) => watch::run(&arguments),
        Command::Worker(arguments) => watch::worker(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Job(arguments) => job::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::User(arguments) => user::run(&arguments),
        Command::Audit(arguments) => audit::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments),
    }
}
