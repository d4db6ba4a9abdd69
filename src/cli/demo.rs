//! `qiuhao demo`: reviews the sample dossiers, makes them searchable and serves the pages.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::{index, review};
use crate::report::Review;
use crate::search::{Archive, intake};
use crate::store::CaseRecord;
use crate::web::{self, Site};

/// Where the samples are and where to listen.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// 示例卷宗所在文件夹
    #[arg(long, default_value = "corpus")]
    corpus: PathBuf,
    /// 一并检索的裁判文书：逐行 JSON（.jsonl 或 .jsonl.zst，每行有 id 与 text），可有多个
    #[arg(long)]
    judgments: Vec<PathBuf>,
    /// 监听地址
    #[arg(long, default_value = "127.0.0.1:8686")]
    listen: SocketAddr,
}

/// Reviews every dossier of the corpus, then serves until interrupted.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let standards = review::standards(&[])?;
    let options = review::options(&standards, None, None);
    let mut reviews: Vec<Review> = Vec::new();
    for dossier in dossiers(&arguments.corpus)? {
        match review::one(&dossier, &standards, &options) {
            Ok(review) => reviews.push(review),
            Err(error) => eprintln!("{}：{error:#}", dossier.display()),
        }
    }
    if reviews.is_empty() {
        bail!(
            "{} 里没有可评查的卷宗，请在项目根目录运行，或用 --corpus 指出文件夹",
            arguments.corpus.display()
        );
    }
    let archive = archive(&reviews, &arguments.judgments)?;
    println!("已评查 {} 卷，请在浏览器打开 http://{}（按 Ctrl+C 结束）", reviews.len(), arguments.listen);
    let runtime = tokio::runtime::Runtime::new().context("无法启动网页服务")?;
    runtime.block_on(web::serve(Site::new(reviews, Arc::new(archive)), arguments.listen))?;
    Ok(ExitCode::SUCCESS)
}

/// An archive of the reviewed dossiers and of judgments, for as long as the process lives.
fn archive(reviews: &[Review], judgments: &[PathBuf]) -> Result<Archive> {
    let archive = Archive::in_memory()?;
    let records: Vec<CaseRecord> = reviews.iter().map(intake::of_review).collect();
    archive.store().put(&records).context("无法建立档案库")?;
    for file in judgments {
        index::judgments(&archive, file, false).with_context(|| format!("{}", file.display()))?;
    }
    archive.follow(|_| ())?;
    Ok(archive)
}

fn dossiers(corpus: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(corpus).with_context(|| {
        format!("打不开 {}，请在项目根目录运行，或用 --corpus 指出文件夹", corpus.display())
    })?;
    let mut folders: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect();
    folders.sort();
    Ok(folders)
}
