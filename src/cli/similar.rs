//! `qiuhao similar`: cases of the archive like a dossier or a text.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use serde_json::{Value, json};

use super::archive::Place;
use super::output;
use crate::document::dossier;
use crate::pipeline;
use crate::search::similar::{Asked, Signals, Spread, spread};
use crate::search::{Neighbour, asked_of, asked_of_text};

/// What the case at hand is and how to show those like it.
#[derive(clap::Args)]
#[group(id = "at_hand", required = true, multiple = false, args = ["text", "dossier"])]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,
    /// 案情或整份文书的文本文件；- 为标准输入
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
    /// 卷宗文件夹或 zip
    #[arg(long, value_name = "DIR")]
    dossier: Option<PathBuf>,
    /// 列出多少件
    #[arg(long, default_value_t = 20)]
    top: usize,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// 文字
    Text,
    /// JSON
    Json,
}

/// Finds the cases most like the one at hand.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let archive = arguments.place.open(true)?;
    let (asked, key) = match (&arguments.text, &arguments.dossier) {
        (Some(file), _) => (asked_of_text(&read(file)?)?, None),
        (None, Some(folder)) => of_dossier(folder)?,
        (None, None) => bail!("请用 --text 或 --dossier 指出本案"),
    };
    // A dossier that is kept is no case like itself.
    let itself = match key {
        Some(key) => archive.store().case(&key)?.map(|case| case.id),
        None => None,
    };
    let found = archive.neighbours(&asked, itself.as_slice(), arguments.top)?;
    let spread = spread(found.iter().map(|one| &one.case.profile));
    match arguments.format {
        Format::Text => output::print(&text(&asked, &found, &spread))?,
        Format::Json => output::print(&format!("{:#}\n", answer(&asked, &found, &spread)))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes).context("读取标准输入失败")?;
    } else {
        bytes =
            std::fs::read(file).with_context(|| format!("打不开 {}，请核对路径与权限", file.display()))?;
    }
    String::from_utf8(bytes).ok().context("文本不是 UTF-8 编码，请转换后再试，或用 --dossier 交给程序读取")
}

fn of_dossier(folder: &Path) -> Result<(Asked, Option<String>)> {
    let opened = dossier::open(folder)?;
    let case = pipeline::understand(&opened.name, opened.documents);
    let asked = asked_of(&case)?.with_context(|| {
        format!("{} 中没有写明事实的起诉意见书、起诉书或判决书，请用 --text 给出案情", folder.display())
    })?;
    Ok((asked, Some(case.dossier)))
}

/// Where the sentences of the case at hand lie among the others, a line each.
fn standings(asked: &Asked, spread: &Spread) -> Vec<String> {
    let sentences = asked.profile.sentences.iter();
    let told = sentences.filter_map(|sentenced| Some((sentenced, spread.standing(sentenced)?)));
    told.map(|(sentenced, standing)| {
        format!(
            "本案{}：类案中{:.0}%较轻，{:.0}%较重",
            sentenced.person,
            standing.lighter * 100.0,
            standing.heavier * 100.0
        )
    })
    .collect()
}

fn text(asked: &Asked, found: &[Neighbour], spread: &Spread) -> String {
    let guessed = if asked.is_guessed() { "（按事实推测）" } else { "" };
    let mut lines = vec![format!("本案罪名{guessed}：{}", asked.likeness.charges.join("、"))];
    lines.push(format!("类案 {} 件", found.len()));
    lines.extend(spread.lines().into_iter().chain(standings(asked, spread)).map(|line| format!("  {line}")));
    for (at, one) in found.iter().enumerate() {
        let profile = &one.case.profile;
        lines.push(format!("{}. {}（{}）", at + 1, profile.name, one.case.key));
        lines.extend(one.why.alike.iter().map(|line| format!("   同：{line}")));
        lines.extend(one.why.differs.iter().map(|line| format!("   异：{line}")));
    }
    lines.join("\n") + "\n"
}

fn answer(asked: &Asked, found: &[Neighbour], spread: &Spread) -> Value {
    json!({
        "charges": asked.likeness.charges,
        "charges_guessed": asked.is_guessed(),
        "neighbours": found.iter().map(neighbour).collect::<Vec<_>>(),
        "sentences": {
            "persons": spread.persons,
            "kinds": spread.kinds.iter().map(|(kind, count)| json!({"kind": kind, "persons": count})).collect::<Vec<_>>(),
            "months": spread.terms(),
            "suspended_share": spread.suspended_share(),
            "fine_yuan": spread.fine_levels(),
            "own": standings(asked, spread),
        },
    })
}

fn neighbour(one: &Neighbour) -> Value {
    let signals = Signals::NAMES.into_iter().zip(one.signals.values());
    json!({
        "id": one.case.key,
        "score": one.score,
        "name": one.case.profile.name,
        "charges": one.case.profile.charges,
        "sentences": one.case.profile.sentences,
        "grade": one.case.grade,
        "alike": one.why.alike,
        "differs": one.why.differs,
        "signals": signals.map(|(name, value)| json!({"name": name, "value": value})).collect::<Vec<_>>(),
    })
}
