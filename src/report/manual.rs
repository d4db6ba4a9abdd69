//! The manual of check kinds, in Chinese, made from the code itself: kinds, parameters and values are asked of the
//! reader of points, so that the pages cannot fall behind.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

use crate::standard::{Check, StandardError, Standards, read_toml};

/// What people need to know of a kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    name: String,
    text: String,
    example: String,
    #[serde(default)]
    parameters: toml::Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<Kind>,
}

const FILE: &str = "review-standards/check-kinds.toml";

/// The pages by file name: one for each kind, and an index with the conditions points may use.
///
/// # Errors
/// When the shipped descriptions do not read.
pub fn pages(standards: &Standards, conditions: &[&str]) -> Result<BTreeMap<String, String>, StandardError> {
    let file: File = read_toml(FILE, include_str!("../../review-standards/check-kinds.toml"), 1)?;
    let mut pages: BTreeMap<String, String> =
        file.kind.iter().map(|kind| (format!("{}.md", kind.name), page(kind, standards))).collect();
    pages.insert("README.md".to_owned(), index(&file.kind, conditions));
    Ok(pages)
}

/// What the descriptions and the code disagree on; empty when they agree.
///
/// # Errors
/// When the shipped descriptions do not read.
pub fn gaps() -> Result<Vec<String>, StandardError> {
    let file: File = read_toml(FILE, include_str!("../../review-standards/check-kinds.toml"), 1)?;
    let described: Vec<&str> = file.kind.iter().map(|kind| kind.name.as_str()).collect();
    let known = choices("kind = \"?\"");
    let mut gaps: Vec<String> = known
        .iter()
        .filter(|kind| !described.contains(&kind.as_str()))
        .map(|kind| format!("无说明：{kind}"))
        .collect();
    for kind in &file.kind {
        let mut fields = choices(&format!("kind = \"{}\"\n\"?\" = 1", kind.name));
        let mut told: Vec<String> = kind.parameters.keys().cloned().collect();
        fields.sort();
        told.sort();
        if fields != told {
            gaps.push(format!("{}：参数为 {fields:?}，说明为 {told:?}", kind.name));
        }
    }
    Ok(gaps)
}

fn page(kind: &Kind, standards: &Standards) -> String {
    let mut page = format!("# 检查方式：{}\n\n{}\n", kind.name, kind.text);
    if kind.parameters.is_empty() {
        page.push_str("\n没有参数。\n");
    } else {
        page.push_str("\n## 参数\n\n| 参数 | 意思 | 取值 |\n|---|---|---|\n");
    }
    for (name, text) in &kind.parameters {
        let values = choices(&format!("kind = \"{}\"\n{name} = \"?\"", kind.name));
        // Kinds of papers and steps are too many for a cell; the glossary lists them.
        let values = if values.len() > 40 { String::new() } else { values.join("、") };
        let text = text.as_str().unwrap_or_default().replace('|', "\\|");
        let _ = writeln!(page, "| `{name}` | {text} | {values} |");
    }
    if let Some(point) = standards.point(&kind.example) {
        let check = point.source.check();
        let _ = write!(page, "\n## 例：{} {}\n\n```toml\n{check}\n```\n", point.code, point.title);
    }
    page
}

fn index(kinds: &[Kind], conditions: &[&str]) -> String {
    let mut page = String::from(
        "# 检查方式一览\n\n由程序生成，请勿手改。写法见[怎样写一个评查点](../writing-a-review-point.md)。\n\n| 方式 | 检查什么 |\n|---|---|\n",
    );
    for kind in kinds {
        let first = kind.text.split_inclusive('。').next().unwrap_or_default();
        let _ = writeln!(page, "| [{0}]({0}.md) | {first} |", kind.name);
    }
    let named = |prefix: &str| conditions.iter().any(|name| name.starts_with(prefix));
    page.push_str("\n## 适用条件\n\n`when`、`all`、`any` 中可以写下列条件，前面加“非”表示不成立。");
    if named("有《") {
        page.push_str("另外，`有《讯问笔录》` 表示卷中有该种文书，`步骤《抗诉》` 表示案件经过该步骤；文书种类和步骤的名称见[术语表](../glossary.md)。");
    }
    page.push_str("\n\n");
    let plain: Vec<&str> = conditions.iter().copied().filter(|name| !name.contains('《')).collect();
    page.push_str(&plain.join("、"));
    page.push_str("。\n");
    page
}

/// The names the reader of points would have accepted in place of `?`.
fn choices(check: &str) -> Vec<String> {
    let Err(error) = toml::from_str::<Check>(check) else { return Vec::new() };
    let message = error.message();
    let asked = message.contains("`?`");
    let names = message.split('`').skip(1).step_by(2).map(str::to_owned);
    if asked { names.filter(|name| name != "?").collect() } else { Vec::new() }
}
