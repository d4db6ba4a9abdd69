//! `qiuhao review`: one or many dossiers; one bad dossier never stops a batch.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use super::{output, progress, settings};
use crate::document::{ReadState, dossier};
use crate::office::day_in_china;
use crate::pipeline;
use crate::report::{self, Review};
use crate::review::{Finding, ReviewOptions};
use crate::standard::Standards;

/// Which dossiers, by which standards, to what output.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// 卷宗文件夹、文件或 zip，可有多个
    #[arg(required = true)]
    dossiers: Vec<PathBuf>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// 输出文件夹；不给则写到标准输出（docx 写到当前文件夹）
    #[arg(long)]
    out: Option<PathBuf>,
    /// 本院的评查标准文件夹，叠加在自带标准之上，可有多个
    #[arg(long, num_args = 1..)]
    standards: Vec<PathBuf>,
    /// 省份，决定数额标准，如 山东
    #[arg(long)]
    province: Option<String>,
    /// 以哪一天为准，如 2026-03-01；不给则为今天
    #[arg(long)]
    as_of: Option<Date>,
    /// 并行数
    #[arg(long)]
    jobs: Option<usize>,
    /// JSON 中也列出通过与不适用的评查点
    #[arg(long)]
    all: bool,
    /// 不显示进度
    #[arg(long)]
    quiet: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// 文字
    Text,
    /// JSON，一卷一行（只有一卷时为一个对象）
    Json,
    /// 单个网页
    Html,
    /// 案件质量评查意见书
    Docx,
}

/// Reviews the dossiers and prints or writes the results.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let standards = standards(&arguments.standards)?;
    let options = options(&standards, arguments.province.clone(), arguments.as_of);
    if let Some(jobs) = arguments.jobs {
        // A second call in one process keeps the first pool; the command line makes only one.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.max(1)).build_global();
    }
    let progress = progress::bar("评查", arguments.dossiers.len(), arguments.quiet);
    let reviewed: Vec<(&PathBuf, Result<Review>)> = arguments
        .dossiers
        .par_iter()
        .map(|path| {
            let review = one(path, &standards, &options);
            progress.inc(1);
            (path, review)
        })
        .collect();
    progress.finish_and_clear();
    let mut worst = 0;
    for (path, review) in reviewed {
        let code = match review.and_then(|review| write(arguments, &review).map(|()| has_findings(&review))) {
            Ok(true) => 1,
            Ok(false) => 0,
            Err(error) if output::is_broken_pipe(&error) => return Ok(ExitCode::SUCCESS),
            Err(error) => {
                eprintln!("{}：{error:#}", path.display());
                2
            }
        };
        worst = worst.max(code);
    }
    Ok(ExitCode::from(worst))
}

/// The shipped standards with the office's folders laid over them: those of `qiuhao.toml`, then those given.
pub(super) fn standards(folders: &[PathBuf]) -> Result<Standards> {
    let settings = settings::read()?;
    let mut standards = Standards::shipped()?;
    for folder in settings.standards.iter().chain(folders) {
        standards
            .overlay(folder)
            .with_context(|| format!("评查标准文件夹 {} 有误，请按提示修改", folder.display()))?;
    }
    standards.province = settings.province.or(standards.province);
    Ok(standards)
}

/// Options with the office's province and today's date where none is given.
pub(super) fn options(standards: &Standards, province: Option<String>, as_of: Option<Date>) -> ReviewOptions {
    ReviewOptions {
        province: province.or(standards.province.clone()),
        as_of: as_of.unwrap_or_else(|| day_in_china(Timestamp::now())),
    }
}

/// Reviews one dossier on disk.
pub(super) fn one(path: &Path, standards: &Standards, options: &ReviewOptions) -> Result<Review> {
    let start = Instant::now();
    let opened = dossier::open(path)?;
    let read = start.elapsed().as_millis() as u64;
    if opened.documents.iter().all(|document| document.read == ReadState::Failed) {
        let notes: Vec<&str> =
            opened.documents.iter().filter_map(|document| document.note.as_deref()).collect();
        bail!("没有能读的文书：{}", notes.join("；"));
    }
    let mut review = pipeline::review_documents(&opened.name, opened.documents, standards, options);
    review.timing.read = read;
    review.timing.total += read;
    Ok(review)
}

fn has_findings(review: &Review) -> bool {
    review.findings.iter().any(Finding::is_open) || !review.differences.is_empty()
}

fn write(arguments: &Arguments, review: &Review) -> Result<()> {
    let (bytes, ending) = match arguments.format {
        Format::Text => (report::text::review(review).into_bytes(), "txt"),
        Format::Json => (json(arguments, review).into_bytes(), "json"),
        Format::Html => (report::html::page(review)?.into_bytes(), "html"),
        Format::Docx => (report::opinion::docx(review)?, "docx"),
    };
    let folder = match (&arguments.out, arguments.format) {
        (Some(folder), _) => folder.clone(),
        (None, Format::Docx) => PathBuf::from("."),
        (None, _) => return output::print_bytes(&bytes),
    };
    std::fs::create_dir_all(&folder).with_context(|| format!("无法建立输出文件夹 {}", folder.display()))?;
    let file = folder.join(format!("{}.{ending}", review.case.dossier));
    std::fs::write(&file, bytes).with_context(|| format!("无法写入 {}", file.display()))
}

fn json(arguments: &Arguments, review: &Review) -> String {
    let value = report::json::review(review, arguments.all);
    if arguments.dossiers.len() == 1 { format!("{value:#}\n") } else { format!("{value}\n") }
}
