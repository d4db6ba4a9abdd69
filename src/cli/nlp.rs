//! `qiuhao nlp TASK`: one JSON object a line in, one a line out, in the same order.

mod facts;
mod similar;

use std::io::{BufRead, BufWriter, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use serde_json::{Value, json};

use super::archive::Place;
use crate::document::kind::classify;
use crate::document::{Document, DocumentKind};
use crate::extract::extract;
use crate::extract::outcome::terms;
use crate::nlp::entities::{Schema, recognise};
use crate::nlp::events::events;
use crate::nlp::proofread;
use crate::nlp::{self, Models};
use crate::report;
use crate::text::SourceText;

/// What to do with each line.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,
    /// 任务
    task: Task,
    /// 逐行 JSON（默认即是，保留以明示）
    #[arg(long)]
    jsonl: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Task {
    /// 文书种类与各部分
    Sections,
    /// 一份文书的要素，每个值带原文位置
    Elements,
    /// 判决书中每名被告人的刑罚
    Terms,
    /// 文本的向量，供查找相似文本
    Embed,
    /// 句子叙述的事件及触发词（LEVEN 事件类型）
    Events,
    /// 实体：人、时间、地点、财物、金额等，按 schema（theft、drug、driving、general）
    Entities,
    /// 事实指向的罪名
    Charges,
    /// 事实与罪名对应的刑法条文
    Articles,
    /// 犯罪数额：各笔金额及是否计入
    Amount,
    /// 文字校对：错字、漏字、多字、颠倒
    Proofread,
    /// 档案库中与案情相似的案件，按相似程度排列；pool 限定在这些案件之内
    Similar,
}

/// Reads standard input to its end.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let _ = arguments.jsonl;
    // Only this task looks at what is kept.
    let archive = match arguments.task {
        Task::Similar => Some(arguments.place.open(true)?),
        _ => None,
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.context("读取标准输入失败")?;
        if line.trim().is_empty() {
            continue;
        }
        let input: Value =
            serde_json::from_str(&line).with_context(|| format!("第 {} 行不是 JSON，请检查", number + 1))?;
        let answer = match &archive {
            Some(archive) => similar::answer(archive, &input, text(&input))?,
            None => answer(arguments.task, &input)?,
        };
        serde_json::to_writer(&mut out, &answer)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn answer(task: Task, input: &Value) -> Result<Value> {
    let text = text(input);
    Ok(match task {
        Task::Sections => sections(text),
        Task::Elements => elements(text),
        // Whatever its heading looks like, the text is given as a judgment.
        Task::Terms => {
            let judgment = Document::from_text(DocumentKind::Judgment, text);
            json!({"persons": terms::rows(&extract(&judgment))})
        }
        Task::Charges => facts::charges(input, text)?,
        Task::Articles => facts::articles(input, text)?,
        Task::Amount => facts::amount(text),
        Task::Proofread => proofread::answer(input)?,
        Task::Similar => bail!("查找类案需要档案库"),
        Task::Embed => json!({"vector": nlp::embed(Models::shipped(), text)?}),
        Task::Entities => entities(text, input.get("schema").and_then(Value::as_str))?,
        Task::Events => {
            json!({"events": events(Models::shipped(), text, &strings(input, "types"))?})
        }
    })
}

/// The text of the input.
fn text(input: &Value) -> &str {
    input.get("text").and_then(Value::as_str).unwrap_or_default()
}

/// The strings of a list in the input; none where there is no such list.
fn strings<'a>(input: &'a Value, name: &str) -> Vec<&'a str> {
    input.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

fn entities(text: &str, schema: Option<&str>) -> Result<Value> {
    let schema = match schema {
        Some(name) => Schema::named(name)
            .with_context(|| format!("没有名为“{name}”的 schema，可用 theft、drug、driving、general"))?,
        None => Schema::default(),
    };
    let found = recognise(Models::shipped(), schema, &[text])?.pop().unwrap_or_default();
    Ok(json!({"entities": found}))
}

/// The text as one document of the kind it looks like, or of `fallback` when nothing can be told.
fn document(text: &str, fallback: DocumentKind) -> Document {
    let (kind, _) = classify(&SourceText::new(text.to_owned()), "");
    Document::from_text(if kind == DocumentKind::Unknown { fallback } else { kind }, text)
}

fn sections(text: &str) -> Value {
    let document = document(text, DocumentKind::Judgment);
    json!({"kind": document.kind.label(), "sections": report::json::sections(&document)})
}

/// Everything extraction knows, with the names of the contract for the main groups.
fn elements(text: &str) -> Value {
    let document = document(text, DocumentKind::Judgment);
    let elements = extract(&document);
    let custody: Vec<Value> = elements
        .parties
        .iter()
        .flat_map(|party| {
            party.custody.iter().map(move |step| json!({"person": party.name.value, "step": step}))
        })
        .collect();
    let mut answer = json!({
        "kind": document.kind.label(),
        "persons": elements.parties,
        "charges": elements.charges,
        "articles": elements.citations,
        "custody": custody,
        "circumstances": elements.circumstances,
        "sentence": elements.sentences,
    });
    if let (Some(answer), Ok(Value::Object(all))) = (answer.as_object_mut(), serde_json::to_value(&elements))
    {
        let told = ["parties", "charges", "citations", "circumstances", "sentences"];
        answer.extend(all.into_iter().filter(|(name, _)| !told.contains(&name.as_str())));
    }
    answer
}
