//! `qiuhao export`: the papers of a case and the workbooks of the office, from the machine's own command line.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use jiff::Timestamp;

use super::archive::Place;
use super::{output, review};
use crate::office::{Actor, day_in_china};
use crate::papers::{self, Paper, ledger, listing};
use crate::store::{Deed, Store};

pub(super) const EXAMPLES: &str = "示例：
  qiuhao export 17 --what 意见书                    # 写到当前目录，文件名取案件名称
  qiuhao export 17 --what 三书比对 --out 比对.docx
  qiuhao export 17 --what 问题清单 --out 问题.xlsx
  qiuhao export --ledger 台账.xlsx
  qiuhao export --findings 问题清单.xlsx            # 全部案件
案件写编号或卷宗名称；文书有：意见书、评定报告、三书比对、流转单、问题清单。
文书按已作的处理生成；每次导出都记入日志。";

/// What to export, and where to.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,
    /// 案件：编号或卷宗名称
    #[arg(value_name = "CASE", required_unless_present_any = ["ledger", "findings"])]
    case: Option<String>,
    /// 哪种文书：意见书、评定报告、三书比对、流转单、问题清单
    #[arg(long, value_name = "PAPER", value_parser = what, requires = "case", default_value = "意见书")]
    what: What,
    /// 写到哪个文件
    #[arg(long, value_name = "FILE", requires = "case")]
    out: Option<PathBuf>,
    /// 评查台账（.xlsx），一案一行
    #[arg(long, value_name = "FILE", conflicts_with = "case")]
    ledger: Option<PathBuf>,
    /// 全部案件的问题清单（.xlsx），一项一行
    #[arg(long, value_name = "FILE", conflicts_with = "case")]
    findings: Option<PathBuf>,
    /// 本院的评查标准文件夹，叠加在自带标准之上，可有多个
    #[arg(long, num_args = 1..)]
    standards: Vec<PathBuf>,
    /// 省份，决定数额标准，如 山东
    #[arg(long)]
    province: Option<String>,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Paper(Paper),
    Findings,
}

const FINDINGS: &str = "问题清单";

fn what(label: &str) -> Result<What, String> {
    if label == FINDINGS {
        return Ok(What::Findings);
    }
    Paper::of_label(label).map(What::Paper).ok_or_else(|| {
        let known: Vec<&str> = Paper::ALL.into_iter().map(Paper::label).collect();
        format!("没有这种文书，可用：{}、{FINDINGS}", known.join("、"))
    })
}

/// Writes what was asked for and says where it is.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let store = arguments.place.open_store()?;
    if let Some(case) = &arguments.case {
        export_case(arguments, &store, case)?;
    }
    let standards = review::standards(&arguments.standards)?;
    let today = day_in_china(Timestamp::now());
    if let Some(file) = &arguments.ledger {
        let rows = ledger::rows(&store, &standards, &store.flows()?)?;
        note(&store, "export_list", &format!("台账 {} 件", rows.len()))?;
        write(file, &ledger::xlsx(&rows, today)?)?;
    }
    if let Some(file) = &arguments.findings {
        let rows = listing::of_store(&store, &standards, &store.flows()?)?;
        note(&store, "export_list", &format!("{FINDINGS} {} 项", rows.len()))?;
        write(file, &listing::xlsx(&rows, today)?)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn export_case(arguments: &Arguments, store: &Store, case: &str) -> Result<()> {
    let number = number(store, case)?;
    let standards = review::standards(&arguments.standards)?;
    let province = arguments.province.as_deref().or(standards.province.as_deref());
    let Some(review) = papers::review_again(store, number, &standards, province)? else {
        bail!("案件 {number} 没有卷宗评查结果，不能出具文书");
    };
    let work = papers::work(store, number, &review, &standards)?;
    let (label, file, bytes) = match arguments.what {
        What::Paper(paper) => (paper.label(), papers::file_name(paper, &work), papers::docx(paper, &work)?),
        What::Findings => {
            let rows = listing::of_case(&work);
            (
                FINDINGS,
                papers::file_named(&work, FINDINGS, "xlsx"),
                listing::xlsx(&rows, day_in_china(Timestamp::now()))?,
            )
        }
    };
    note(store, "export_case", &format!("案件 {number}：{label}"))?;
    write(arguments.out.as_deref().unwrap_or(Path::new(&file)), &bytes)
}

/// A case by its number, else by the name of its dossier.
fn number(store: &Store, case: &str) -> Result<i64> {
    let by_number = case.parse().ok().map(|id| store.case_by_id(id)).transpose()?.flatten();
    let found = match by_number {
        Some(case) => Some(case),
        None => store.case(case)?,
    };
    found
        .map(|case| case.id)
        .with_context(|| format!("没有案件 {case}；编号见网页或 qiuhao search --format json"))
}

/// The console may open every file by itself; the log says that it did.
fn note(store: &Store, event: &str, detail: &str) -> Result<()> {
    let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
    let actor = Actor::console(&user);
    Ok(store.note(Deed::new(&actor, Timestamp::now()), event, detail)?)
}

fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(file, bytes).with_context(|| format!("无法写入 {}", file.display()))?;
    output::print(&format!("已写入 {}\n", file.display()))
}
