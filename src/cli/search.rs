//! `qiuhao search`: finds papers in the archive.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use jiff::Timestamp;

use super::archive::Place;
use super::output;
use crate::office::time_in_china;
use crate::search::query::parse;
use crate::search::{Answer, Passage, Question, Sort, export, json};

/// What to look for and how to show it.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,
    /// 检索式，如：罪名:盗窃 刑期:>3年 "现场勘验"
    query: Vec<String>,
    /// 最多列出多少份
    #[arg(long, default_value_t = 20)]
    top: usize,
    /// 略过前面多少份
    #[arg(long, default_value_t = 0)]
    skip: usize,
    /// 排序
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// 写入的文件
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Order {
    /// 最相关的在前
    Relevance,
    /// 日期近的在前
    Date,
    /// 刑期长的在前
    Term,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// 文字
    Text,
    /// JSON
    Json,
    /// 工作簿，须用 --out 指出文件
    Xlsx,
}

/// Asks the archive.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    if arguments.format == Format::Xlsx && arguments.out.is_none() {
        bail!("请用 --out 指出要写入的 .xlsx 文件");
    }
    let typed = arguments.query.join(" ");
    let query = parse(&typed)?;
    let archive = arguments.place.open(true)?;
    let sort = match arguments.sort {
        Order::Relevance => Sort::Relevance,
        Order::Date => Sort::Latest,
        Order::Term => Sort::Heaviest,
    };
    let facets = arguments.format == Format::Json;
    let answer = archive.ask(&Question {
        query: &query,
        skip: arguments.skip,
        take: arguments.top,
        sort,
        facets,
        hidden: &[],
    })?;
    let shown = match arguments.format {
        Format::Text => text(&answer, arguments.skip).into_bytes(),
        Format::Json => format!("{:#}\n", json::answer(&typed, &answer)).into_bytes(),
        Format::Xlsx => workbook(&typed, &answer)?,
    };
    match &arguments.out {
        Some(file) => {
            std::fs::write(file, shown).with_context(|| format!("无法写入 {}", file.display()))?;
        }
        None => output::print_bytes(&shown)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn workbook(query: &str, answer: &Answer) -> Result<Vec<u8>> {
    let rows: Vec<export::Row> = answer.hits.iter().map(export::row).collect();
    let exported = time_in_china(Timestamp::now());
    Ok(export::xlsx(&rows, &export::Caption { query, exported, total: answer.total })?)
}

fn text(answer: &Answer, skipped: usize) -> String {
    let mut lines = vec![format!("共 {} 份文书", answer.total)];
    for (at, hit) in answer.hits.iter().enumerate() {
        lines.push(format!(
            "{}. {}　{}（{}）",
            skipped + at + 1,
            hit.case.profile.name,
            hit.paper.kind,
            hit.case.key
        ));
        lines.extend(
            hit.passages.iter().map(|passage| format!("   第{}页　{}", passage.page, marked(passage))),
        );
    }
    lines.join("\n") + "\n"
}

fn marked(passage: &Passage) -> String {
    let piece = |(words, lit): &(String, bool)| {
        let words = words.replace(['\n', '\r', '\t'], " ");
        if *lit { format!("【{words}】") } else { words }
    };
    passage.pieces.iter().map(piece).collect()
}
