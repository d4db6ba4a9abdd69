//! `qiuhao serve`: the pages over the data folder, and the workers that take in what is handed in.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tracing_subscriber::EnvFilter;

use super::archive::Place;
use super::{closure, review, settings};
use crate::job::Desk;
use crate::job::worker::{self, Signals};
use crate::web::{self, Bounds, Site, Standing};

/// Which data folder, and where to listen.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,
    /// 监听地址
    #[arg(long, default_value = "127.0.0.1:8686")]
    listen: SocketAddr,
    /// 本院的评查标准文件夹，叠加在自带标准之上，可有多个
    #[arg(long, num_args = 1..)]
    standards: Vec<PathBuf>,
    /// 省份，决定数额标准，如 山东
    #[arg(long)]
    province: Option<String>,
    /// 同时评查几件交来的案件；0 为只看网页，由另外运行的 qiuhao worker 或 watch 评查
    #[arg(long, default_value_t = 1)]
    workers: usize,
}

/// The store keeps a file in one piece, of less than a gigabyte.
const MOST_MIB: u64 = 900;
/// How long work of requests that were given up may still take.
const LAST_WAIT: Duration = Duration::from_secs(2);

/// Serves until interrupted; what is begun is ended first.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let standards = review::standards(&arguments.standards)?;
    let province = arguments.province.clone().or_else(|| standards.province.clone());
    let (archive, data) = arguments.place.open_unfollowed()?;
    super::archive::follow(&archive, false)?;
    let archive = Arc::new(archive);
    greet(arguments, &archive)?;
    let standing = Standing { province: province.clone(), standards: standards.clone() };
    log();
    let site = Site::new(archive.clone(), standing).within(bounds()?);
    let desk = Desk { archive: &archive, standards: &standards, province, clock: &closure::now };
    let (stop, nobody) = (AtomicBool::new(false), AtomicBool::new(false));
    let signals = Signals { stop: &stop, until_idle: false, more_to_come: &nobody };
    let runtime = tokio::runtime::Runtime::new().context("无法启动网页服务")?;
    std::thread::scope(|scope| {
        let at_work = (arguments.workers > 0)
            .then(|| scope.spawn(|| worker::run(&desk, &data, arguments.workers, &signals, &|_| ())));
        let asked_to_stop = async {
            closure::asked_to_stop().await;
            // Workers begin nothing more while requests in hand are answered.
            stop.store(true, Ordering::Release);
            eprintln!("正在收尾，做完手上的请求与案件就结束；再按一次 Ctrl+C 立即结束");
            tokio::spawn(async {
                closure::asked_to_stop().await;
                // What was not finished returns to the queue.
                std::process::exit(130);
            });
        };
        let served = runtime.block_on(web::serve(site, arguments.listen, asked_to_stop));
        stop.store(true, Ordering::Release);
        let worked = at_work.and_then(|at_work| at_work.join().ok()).unwrap_or(Ok(()));
        // Work nobody waits for any more does not hold up the end.
        runtime.shutdown_timeout(LAST_WAIT);
        served.and(worked.with_context(|| format!("无法在数据文件夹 {} 中工作", data.display())))
    })?;
    Ok(ExitCode::SUCCESS)
}

/// One line a request on standard error, as `RUST_LOG` asks for; routes and numbers only.
fn log() {
    let usual = || EnvFilter::new("warn,qiuhao=info");
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| usual());
    // Somebody else's log is as good.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

fn bounds() -> Result<Bounds> {
    let set = settings::read()?.serve;
    let usual = Bounds::default();
    let upload = match set.upload_mb {
        None => usual.upload,
        Some(0) => bail!("qiuhao.toml 的 upload_mb 应当大于 0"),
        Some(size) if size > MOST_MIB => {
            bail!("qiuhao.toml 的 upload_mb 至多 {MOST_MIB}，更大的卷宗请放入监看文件夹")
        }
        Some(size) => size << 20,
    };
    Ok(Bounds { upload, proxies: set.proxies, ..usual })
}

fn greet(arguments: &Arguments, archive: &crate::search::Archive) -> Result<()> {
    let (cases, papers) = archive.store().counts()?;
    println!(
        "档案库有 {cases} 件案件、{papers} 份文书，请在浏览器打开 http://{}（按 Ctrl+C 结束）",
        arguments.listen
    );
    if archive.store().users()?.is_empty() {
        println!("还没有账号：请用 qiuhao user add 建立，用法见 qiuhao user --help");
    }
    if !arguments.listen.ip().is_loopback() {
        println!("网页以明文传输：请只在内网使用，并在前面放一个加密的反向代理");
    }
    Ok(())
}
