//! `read`, `extract` and `compare`: what a dossier says, without judging it.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;
use serde_json::{Value, json};

use super::output;
use crate::document::{Document, ReadState, dossier};
use crate::extract;
use crate::pipeline;
use crate::report::{json as report_json, text, words};

/// Which dossier, and how to print.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// 文件、卷宗文件夹或 zip
    dossier: PathBuf,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// 文字
    Text,
    /// JSON
    Json,
}

/// Prints what was read.
pub(super) fn read(arguments: &Arguments) -> Result<ExitCode> {
    let opened = dossier::open(&arguments.dossier)?;
    let readable = opened.documents.iter().any(|document| document.read != ReadState::Failed);
    match arguments.format {
        Format::Json => {
            let documents: Vec<Value> = opened.documents.iter().map(reading).collect();
            output::print(&format!("{:#}\n", json!({"dossier": opened.name, "documents": documents})))?;
        }
        Format::Text => {
            for document in &opened.documents {
                output::print(&reading_line(document))?;
            }
        }
    }
    Ok(if readable { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn reading(document: &Document) -> Value {
    json!({
        "id": document.id,
        "file": document.file,
        "kind": document.kind.label(),
        "kind_confidence": document.kind_confidence,
        "title": document.title,
        "first_page": document.first_page,
        "pages": document.page_starts.len(),
        "page_starts": document.page_starts,
        "characters": document.text.original().chars().count(),
        "read": document.read,
        "note": document.note,
        "sections": report_json::sections(document),
        "text": document.text.original(),
    })
}

fn reading_line(document: &Document) -> String {
    let note = document.note.as_ref().map(|note| format!("     {note}\n")).unwrap_or_default();
    format!(
        "{:<4} {}  {}  第{}页起共{}页  {}字  {}\n{note}",
        document.id,
        document.kind.label(),
        document.file,
        document.first_page,
        document.page_starts.len(),
        document.text.original().chars().count(),
        words::read_state(document.read)
    )
}

/// Prints the elements of every document.
pub(super) fn extract(arguments: &Arguments) -> Result<ExitCode> {
    let opened = dossier::open(&arguments.dossier)?;
    for document in &opened.documents {
        let elements = extract::extract(document);
        let told = match arguments.format {
            Format::Json => format!(
                "{}\n",
                json!({"document": document.id, "file": document.file, "kind": document.kind.label(), "elements": elements})
            ),
            Format::Text => format!("{}", json!({"文书": document.kind.label(), "要素": elements})) + "\n",
        };
        output::print(&told)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints the differences between the three documents.
pub(super) fn compare(arguments: &Arguments) -> Result<ExitCode> {
    let opened = dossier::open(&arguments.dossier)?;
    let (case, differences, timing) = pipeline::compare_documents(&opened.name, opened.documents);
    match arguments.format {
        Format::Json => output::print(&format!(
            "{:#}\n",
            json!({
                "dossier": case.dossier,
                "case": report_json::case(&case),
                "documents": report_json::documents(&case),
                "differences": report_json::differences(&differences),
                "timing_ms": timing,
            })
        ))?,
        Format::Text => output::print(&format!("{}\n", text::differences(&differences)))?,
    }
    Ok(if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
