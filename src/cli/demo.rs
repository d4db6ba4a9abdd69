//! `qiuhao demo`: the sample dossiers go through the whole house, and the pages are open to whoever looks.

mod people;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use jiff::Timestamp;

use super::{closure, index, review};
use crate::job::{self, Desk, Event};
use crate::office::{Actor, Move};
use crate::search::{Archive, SearchError};
use crate::store::{Deed, JobKind, Origin, Request, Store};
use crate::web::{self, Site, Standing};

/// Cases looked at for what to hand out.
const MOST: usize = 1_000;
/// Cases the visitor finds assigned to them, and how many of these are begun.
const ASSIGNED: usize = 8;
const BEGUN: usize = 5;
/// How often it is looked for uploads.
const PAUSE: Duration = Duration::from_millis(300);

/// Where the samples are and where to listen.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// 示例卷宗所在文件夹
    #[arg(long, default_value = "corpus")]
    corpus: PathBuf,
    /// 一并检索的裁判文书：逐行 JSON（.jsonl 或 .jsonl.zst，每行有 id 与 text），可有多个
    #[arg(long)]
    judgments: Vec<PathBuf>,
    /// 监听地址
    #[arg(long, default_value = "127.0.0.1:8686")]
    listen: SocketAddr,
}

/// Reviews every dossier of the corpus into an archive that lives as long as the process, then serves until interrupted.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    if !arguments.listen.ip().is_loopback() {
        bail!("演示不要求登录，只能监听本机地址（如 127.0.0.1:8686）；多人使用请用 qiuhao serve");
    }
    let standards = review::standards(&[])?;
    let standing = Standing { province: standards.province.clone(), standards };
    let archive = Archive::in_memory()?;
    let reviewed = take_in(&archive, &standing, &arguments.corpus)?;
    for file in &arguments.judgments {
        index::judgments(&archive, file, false).with_context(|| format!("{}", file.display()))?;
    }
    archive.follow(|_| ())?;
    let people = people::settle(archive.store())?;
    let Some(guest) = people.first() else { bail!("people.toml names nobody") };
    hand_out(archive.store(), guest)?;
    println!("已评查 {reviewed} 卷，请在浏览器打开 http://{}（按 Ctrl+C 结束）", arguments.listen);
    let (archive, stop) = (Arc::new(archive), AtomicBool::new(false));
    let Standing { standards, province } = &standing;
    let desk = Desk { archive: &archive, standards, province: province.clone(), clock: &closure::now };
    let served = Standing { standards: standards.clone(), province: province.clone() };
    let site = Site::new(archive.clone(), served).open_to_all(&guest.name);
    let runtime = tokio::runtime::Runtime::new().context("无法启动网页服务")?;
    std::thread::scope(|scope| {
        scope.spawn(|| work(&desk, &stop));
        let served = runtime.block_on(web::serve(site, arguments.listen, closure::asked_to_stop()));
        stop.store(true, Ordering::Release);
        served
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Takes in what visitors upload.
fn work(desk: &Desk<'_>, stop: &AtomicBool) {
    while !stop.load(Ordering::Acquire) {
        let done = job::worker::clear(desk, &|_| ());
        if let Err(error) = done.map_err(SearchError::from).and_then(|()| desk.archive.follow(|_| ())) {
            tracing::warn!(%error, "an upload could not be taken in");
        }
        std::thread::sleep(PAUSE);
    }
}

/// Queues the dossiers and works the queue off. Gives how many were reviewed.
fn take_in(archive: &Archive, standing: &Standing, corpus: &Path) -> Result<usize> {
    let requests: Vec<Request> = dossiers(corpus)?.iter().map(|folder| request(folder)).collect();
    let told = |event: &Event<'_>| {
        if let Event::Failed { job, reason, .. } = event {
            eprintln!("{}：{reason}", job.key);
        }
    };
    let Standing { standards, province } = standing;
    let desk = Desk { archive, standards, province: province.clone(), clock: &closure::now };
    archive.store().enqueue(&requests, closure::now())?;
    job::worker::clear(&desk, &told)?;
    let reviewed = archive.store().cases(Origin::Dossier, requests.len())?.len();
    if reviewed == 0 {
        bail!("{} 里没有可评查的卷宗，请在项目根目录运行，或用 --corpus 指出文件夹", corpus.display());
    }
    Ok(reviewed)
}

fn request(folder: &Path) -> Request {
    Request {
        kind: JobKind::Folder,
        key: folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        source: folder.to_string_lossy().into_owned(),
        file: None,
        listing: None,
    }
}

/// Gives the visitor some cases to begin with.
fn hand_out(store: &Store, guest: &Actor) -> Result<()> {
    let program = Actor::program();
    // Those with something to decide come first.
    let mut cases = store.cases(Origin::Dossier, MOST)?;
    cases.sort_by_key(|case| (case.tags.is_empty(), case.id));
    for (place, case) in cases.iter().map(|case| case.id).take(ASSIGNED).enumerate() {
        let now = Timestamp::now();
        let revision = store.assign(Deed::new(&program, now), case, &guest.name, "", 0)?;
        if place < BEGUN {
            store.make_move(Deed::new(guest, now), case, Move::Begin, "", revision)?;
        }
    }
    Ok(())
}

fn dossiers(corpus: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(corpus).with_context(|| {
        format!("打不开 {}，请在项目根目录运行，或用 --corpus 指出文件夹", corpus.display())
    })?;
    let mut folders: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect();
    folders.sort();
    Ok(folders)
}
