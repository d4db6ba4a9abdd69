//! The archive over all judgments: how quickly it fills, how large it is, whether any passage is found, and how quickly.

mod alike;
mod passages;
mod times;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::{data, table};
use crate::search::{Archive, intake};
use crate::store::CaseRecord;

/// Cases understood and kept at a time.
const STEP: usize = 256;

/// Fills an archive with every judgment, and with altered copies up to `times` as many, and asks it.
pub fn run(folder: &Path, times: usize) -> Result<String> {
    let place = Scratch::new()?;
    let archive = Archive::open(&place.0)?;
    let (filled, texts) = fill(&archive, folder, times)?;
    let sizes = sizes(&place.0, &texts);
    let exact = passages::run(&archive, &texts)?;
    let asked = times::run(&archive, &texts)?;
    let alike = alike::run(&archive, folder)?;
    Ok([filled, sizes, exact, asked, alike].join("\n"))
}

/// A folder that goes away with its value.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("qiuhao-eval-{}", std::process::id()));
        std::fs::create_dir_all(&folder).context("无法建立临时文件夹")?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is left to the system's own tidying.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn fill(archive: &Archive, folder: &Path, times: usize) -> Result<(String, Vec<String>)> {
    let judgments: Vec<intake::Judgment> = data::records(&folder.join("judgments/lecard.jsonl.zst"))?;
    let mut texts = Vec::new();
    let (mut understood, mut kept) = (0.0, 0.0);
    let mut judgments = judgments.into_iter().peekable();
    while judgments.peek().is_some() {
        let step: Vec<intake::Judgment> = judgments.by_ref().take(STEP).collect();
        let begun = Instant::now();
        let records: Vec<CaseRecord> = step.into_par_iter().map(intake::of_judgment).collect();
        understood += begun.elapsed().as_secs_f64();
        for copy in 0..times {
            let altered: Vec<CaseRecord> = records.par_iter().map(|record| altered(record, copy)).collect();
            let begun = Instant::now();
            archive.store().put(&altered)?;
            kept += begun.elapsed().as_secs_f64();
            texts.extend(altered.into_iter().flat_map(|record| record.papers).map(|paper| paper.text));
        }
    }
    let begun = Instant::now();
    archive.follow(|_| ())?;
    let indexed = begun.elapsed().as_secs_f64();
    let (cases, bytes) = (texts.len() as f64, texts.iter().map(String::len).sum::<usize>() as f64 / 1e6);
    let row = |name: &str, seconds: f64, share: f64| {
        let speed = |amount: f64| format!("{:.0}", amount * share / seconds);
        vec![name.to_owned(), format!("{seconds:.1}"), speed(cases), speed(bytes)]
    };
    let rows = [
        row("读懂（抽取要素，只计原件）", understood, 1.0 / times as f64),
        row("写入数据文件", kept, 1.0),
        row("建立索引", indexed, 1.0),
    ];
    let heading = [&*format!("{cases} 份、{bytes:.0} MB"), "秒", "份/秒", "MB/秒"];
    Ok((table::render(&heading, &rows), texts))
}

/// The record itself, or a copy with other figures and some of its sentences left out.
fn altered(record: &CaseRecord, copy: usize) -> CaseRecord {
    let mut record = record.clone();
    if copy == 0 {
        return record;
    }
    record.key = format!("{}-{copy}", record.key);
    for paper in &mut record.papers {
        let figures = paper.text.chars().map(|character| match character.to_digit(10) {
            Some(digit) => char::from_digit((digit + copy as u32) % 10, 10).unwrap_or(character),
            None => character,
        });
        let other: String = figures.collect();
        let sentences = other.split_inclusive('。').enumerate();
        paper.text = sentences.filter(|(at, _)| at % 11 != copy).map(|(_, sentence)| sentence).collect();
        let length = paper.text.chars().count() as u32;
        for range in &mut paper.facts {
            *range = (range.0.min(length), range.1.min(length));
        }
    }
    record
}

fn sizes(place: &Path, texts: &[String]) -> String {
    let text = texts.iter().map(String::len).sum::<usize>() as f64;
    let index = size_of(&place.join("index")) as f64;
    let all = size_of(place) as f64;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map_or("未知", str::trim);
    format!(
        "索引 {:.0} MB，为原文的 {:.2} 倍；连同数据文件 {:.0} MB（{:.2} 倍）；内存峰值 {peak}（含全部原文 {:.0} MB）\n",
        index / 1e6,
        index / text,
        all / 1e6,
        all / text,
        text / 1e6
    )
}

fn size_of(place: &Path) -> u64 {
    let files = walkdir::WalkDir::new(place).into_iter().filter_map(Result::ok);
    files
        .filter_map(|file| file.metadata().ok())
        .filter(std::fs::Metadata::is_file)
        .map(|file| file.len())
        .sum()
}
