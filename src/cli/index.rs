//! `qiuhao index`: fills the archive with dossiers and judgments.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::archive::{Place, follow};
use super::{output, progress, review};
use crate::search::{Archive, intake};
use crate::store::CaseRecord;

/// Judgments understood and kept at a time.
const STEP: usize = 256;

/// What to do with the archive.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,
    /// 不显示进度
    #[arg(long, global = true)]
    quiet: bool,
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    /// 加入卷宗，或逐行 JSON 的裁判文书（.jsonl 或 .jsonl.zst，每行有 id 与 text）
    Add {
        /// 卷宗文件夹、zip，或 .jsonl 文件，可有多个
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// 移出案件
    Remove {
        /// 卷宗名或裁判文书的 id，可有多个
        #[arg(required = true)]
        keys: Vec<String>,
    },
    /// 档案库中有多少案件与文书
    Status,
}

/// Fills, empties or describes the archive. A bad line or dossier is told and left out.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let archive = arguments.place.open(arguments.quiet)?;
    match &arguments.action {
        Action::Add { paths } => add(&archive, paths, arguments.quiet),
        Action::Remove { keys } => {
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let removed = archive.store().remove(&keys)?;
            follow(&archive, arguments.quiet)?;
            output::print(&format!("移出 {removed} 件\n"))?;
            Ok(ExitCode::SUCCESS)
        }
        Action::Status => {
            let (cases, papers) = archive.store().counts()?;
            output::print(&format!("档案库有 {cases} 件案件、{papers} 份文书\n"))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn add(archive: &Archive, paths: &[PathBuf], quiet: bool) -> Result<ExitCode> {
    let (mut changed, mut all, mut failed) = (0, 0, 0);
    let (files, dossiers): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(|path| is_lines(path));
    for file in files {
        let sum = judgments(archive, file, quiet).with_context(|| format!("{}", file.display()))?;
        changed += sum.changed;
        all += sum.all;
        failed += sum.failed;
    }
    if !dossiers.is_empty() {
        let records = reviewed(&dossiers, quiet)?;
        failed += dossiers.len() - records.len();
        all += records.len();
        changed += archive.store().put(&records)?;
    }
    follow(archive, quiet)?;
    let unchanged = all - changed;
    output::print(&format!("加入或更新 {changed} 件，未变 {unchanged} 件，未能加入 {failed} 件\n"))?;
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn is_lines(path: &Path) -> bool {
    let ends =
        |path: &Path, with: &str| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(with));
    ends(path, "jsonl")
        || ends(path, "zst") && path.file_stem().is_some_and(|stem| ends(stem.as_ref(), "jsonl"))
}

/// Reviews dossiers; one that cannot be read is told and left out.
fn reviewed(dossiers: &[&PathBuf], quiet: bool) -> Result<Vec<CaseRecord>> {
    let standards = review::standards(&[])?;
    let options = review::options(&standards, None, None);
    let progress = progress::bar("评查", dossiers.len(), quiet);
    let records = dossiers.par_iter().filter_map(|path| {
        let reviewed = review::one(path, &standards, &options);
        progress.inc(1);
        reviewed
            .inspect_err(|error| progress.suspend(|| eprintln!("{}：{error:#}", path.display())))
            .ok()
            .map(|review| intake::of_review(&review))
    });
    let records = records.collect();
    progress.finish_and_clear();
    Ok(records)
}

/// How many judgments there were.
#[derive(Default)]
pub(super) struct Sum {
    changed: usize,
    all: usize,
    failed: usize,
}

/// Takes in judgments of a file; a bad line is told and left out.
pub(super) fn judgments(archive: &Archive, file: &Path, quiet: bool) -> Result<Sum> {
    let progress = progress::counting("读取裁判文书", quiet);
    let mut sum = Sum::default();
    let mut lines: Vec<(usize, String)> = Vec::with_capacity(STEP);
    for (at, line) in reader(file)?.lines().enumerate() {
        let line = line.context("读取失败，请确认文件是 UTF-8 编码的逐行 JSON")?;
        if !line.trim().is_empty() {
            lines.push((at + 1, line));
        }
        if lines.len() == STEP {
            keep(archive, &mut lines, &mut sum)?;
            progress.set_position(sum.all as u64);
        }
    }
    keep(archive, &mut lines, &mut sum)?;
    progress.finish_and_clear();
    Ok(sum)
}

fn reader(file: &Path) -> Result<Box<dyn BufRead>> {
    let open = File::open(file).context("打不开，请核对路径与权限")?;
    let is_packed = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zst"));
    Ok(if is_packed {
        Box::new(BufReader::new(zstd::Decoder::new(open).context("不是 zstd 压缩文件")?))
    } else {
        Box::new(BufReader::new(open))
    })
}

fn keep(archive: &Archive, lines: &mut Vec<(usize, String)>, sum: &mut Sum) -> Result<()> {
    let records: Vec<Option<CaseRecord>> = lines
        .par_drain(..)
        .map(|(number, line)| {
            let judgment = serde_json::from_str(&line).ok();
            if judgment.is_none() {
                eprintln!("第 {number} 行不是带 id 与 text 的 JSON，已略过");
            }
            judgment.map(intake::of_judgment)
        })
        .collect();
    sum.failed += records.iter().filter(|record| record.is_none()).count();
    let records: Vec<CaseRecord> = records.into_iter().flatten().collect();
    sum.all += records.len();
    sum.changed += archive.store().put(&records)?;
    Ok(())
}
