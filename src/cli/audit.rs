//! `qiuhao audit`: checks the log, or lists it.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use jiff::Timestamp;

use super::archive::Place;
use super::output;
use crate::office::audit::{Entry, Seal};
use crate::office::clock_in_china;
use crate::store::AuditQuery;

pub(super) const EXAMPLES: &str = "示例：
  qiuhao audit verify                     # 退出码 0 完整，1 有改动，2 未能核验
  qiuhao audit verify --seal 1024:9f86d0… # 与此前记下的封印一并核对
  qiuhao audit list --who zhouxl --last 50";

/// What to do with the log.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    /// 从头核验日志；完整时给出封印，请记在别处，下次核对
    Verify {
        /// 此前记下的封印（条数:摘要）
        #[arg(long, value_name = "SEAL")]
        seal: Option<Seal>,
    },
    /// 列出日志，由近及远
    List {
        /// 只列某一账号
        #[arg(long, value_name = "ACCOUNT")]
        who: Option<String>,
        /// 只列某一案件（编号）
        #[arg(long, value_name = "NUMBER")]
        case: Option<i64>,
        /// 只列某一动作，如 decide、sign_in
        #[arg(long, value_name = "ACTION")]
        action: Option<String>,
        /// 最多列出多少条
        #[arg(long, value_name = "COUNT", default_value_t = 50)]
        last: usize,
    },
}

/// Checks or lists the log. A broken one is told with its place.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let store = arguments.place.open_store()?;
    match &arguments.action {
        Action::Verify { seal } => match store.verify_audit(*seal)? {
            Ok(seal) => {
                output::print(&format!("日志完整，共 {} 条\n封印 {seal}\n", seal.entries))?;
                Ok(ExitCode::SUCCESS)
            }
            Err(broken) => {
                output::print(&format!("日志不完整：{broken}\n"))?;
                Ok(ExitCode::from(1))
            }
        },
        Action::List { who, case, action, last } => {
            let query = AuditQuery { who: who.clone(), case: *case, action: action.clone(), before: None };
            output::print(&table(&store.audit(&query, *last)?))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn table(entries: &[Entry]) -> String {
    let mut table = String::new();
    for entry in entries {
        let time = Timestamp::from_millisecond(entry.at).map(clock_in_china).unwrap_or_default();
        let case = entry.case.map(|case| format!("案件 {case}")).unwrap_or_default();
        let fields = [&entry.who, &entry.role, &entry.action, &case, &entry.detail, &entry.why];
        let told: Vec<&str> =
            fields.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        let _ = writeln!(table, "{:>6}  {time}  {}", entry.seq, told.join("  "));
    }
    table
}
