//! `/system`: how the program does, for who runs it. Nothing of any case.

use std::fs::Metadata;
use std::path::Path;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use walkdir::WalkDir;

use super::error::PageError;
use super::frame::{Frame, Here};
use super::gate::Visitor;
use super::site::{Site, aside};
use crate::nlp::Models;
use crate::search::Archive;
use crate::store::{AuditQuery, JobState};

#[derive(Template)]
#[template(path = "system.html")]
struct SystemPage {
    frame: Frame,
    parts: Vec<Part>,
}

/// Values that belong together.
struct Part {
    name: &'static str,
    rows: Vec<(&'static str, String)>,
}

/// `GET /system`
pub(super) async fn page(State(site): State<Arc<Site>>, visitor: Visitor) -> Result<Html<String>, PageError> {
    aside(move || {
        let archive = site.archive();
        let parts = vec![program(), data(archive)?, counts(archive)?, index(archive)?];
        Ok(Html(SystemPage { frame: Frame::new(&visitor, Here::System), parts }.render()?))
    })
    .await
}

fn program() -> Part {
    let models = Models::shipped();
    let names: Vec<String> = models
        .names()
        .map(|name| match models.hash(name).and_then(|hash| hash.get(..12)) {
            Some(hash) => format!("{name}（{hash}）"),
            None => name.to_owned(),
        })
        .collect();
    let names =
        if names.is_empty() { "未使用模型，只按规则".to_owned() } else { names.join("、") };
    let rows = vec![("版本", env!("CARGO_PKG_VERSION").to_owned()), ("文本模型", names)];
    Part { name: "程序", rows }
}

fn data(archive: &Archive) -> Result<Part, PageError> {
    let store = archive.store();
    let (bytes, free) = store.size()?;
    let mut rows = vec![("数据文件", format!("{}，其中空闲 {}", megabytes(bytes), megabytes(free)))];
    match store.folder() {
        None => rows.push(("数据文件夹", "内存（演示，关闭后不保留）".to_owned())),
        Some(folder) => {
            rows.push(("数据文件夹", folder.display().to_string()));
            rows.push(("检索索引", megabytes(size(&folder.join("index")))));
            rows.push(("文件夹共", megabytes(size(&folder))));
        }
    }
    Ok(Part { name: "数据", rows })
}

fn counts(archive: &Archive) -> Result<Part, PageError> {
    let store = archive.store();
    let (cases, papers) = store.counts()?;
    let users = store.users()?;
    let disabled = users.iter().filter(|user| user.disabled).count();
    let entries = store.audit(&AuditQuery::default(), 1)?.first().map_or(0, |entry| entry.seq);
    let mut jobs = Vec::new();
    for state in JobState::ALL {
        jobs.push(format!("{} {}", state.label(), store.job_count(state)?));
    }
    let rows = vec![
        ("案件", format!("{cases} 件，文书 {papers} 份")),
        ("任务", jobs.join("，")),
        ("正在处理的程序", store.workers()?.len().to_string()),
        ("账号", format!("{} 个，其中停用 {disabled} 个", users.len())),
        ("日志", format!("{entries} 条")),
    ];
    Ok(Part { name: "数量", rows })
}

fn index(archive: &Archive) -> Result<Part, PageError> {
    let state = if archive.is_behind()? { "正在跟上" } else { "已跟上" };
    let rows = vec![
        ("数据版次", archive.store().revision()?.to_string()),
        ("检索索引", format!("{state}，可检索文书 {} 份", archive.papers())),
    ];
    Ok(Part { name: "检索", rows })
}

fn size(folder: &Path) -> u64 {
    let files = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let sizes = files.filter_map(|file| file.metadata().ok().filter(Metadata::is_file));
    sizes.map(|data| data.len()).sum()
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / f64::from(1 << 20))
}
