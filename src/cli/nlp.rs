//! `qiuhao nlp TASK`: one JSON object a line in, one a line out, in the same order.

use std::io::{BufRead, BufWriter, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::ValueEnum;
use serde_json::{Value, json};

use crate::document::{Document, DocumentKind};

/// What to do with each line.
#[derive(clap::Args)]
pub(super) struct Arguments {
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
}

/// Reads standard input to its end.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let _ = arguments.jsonl;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.context("读取标准输入失败")?;
        if line.trim().is_empty() {
            continue;
        }
        let input: Value =
            serde_json::from_str(&line).with_context(|| format!("第 {} 行不是 JSON，请检查", number + 1))?;
        let answer = answer(arguments.task, &input);
        serde_json::to_writer(&mut out, &answer)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn answer(task: Task, input: &Value) -> Value {
    let text = input.get("text").and_then(Value::as_str).unwrap_or_default();
    match task {
        Task::Sections => sections(text),
    }
}

fn sections(text: &str) -> Value {
    let document = Document::from_text(DocumentKind::Judgment, text);
    let sections: Vec<Value> = document
        .sections
        .iter()
        .map(|section| {
            let span = document.text.locate(&section.range);
            json!({"name": section.name, "start": span.start, "end": span.end})
        })
        .collect();
    json!({"kind": document.kind.label(), "sections": sections})
}
