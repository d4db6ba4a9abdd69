//! `qiuhao serve`: the pages over the data folder.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::archive::Place;
use super::review;
use crate::web::{self, Site, Standing};

/// Which data folder, and where to listen.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,
    /// 监听地址
    #[arg(long, default_value = "127.0.0.1:8686")]
    listen: SocketAddr,
}

/// Serves until interrupted. Pages have no accounts yet, so only this machine may ask.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    if !arguments.listen.ip().is_loopback() {
        bail!("网页还没有接入账号登录，只能监听本机地址（如 127.0.0.1:8686）");
    }
    let standards = review::standards(&[])?;
    let standing = Standing { province: standards.province.clone(), standards };
    let archive = arguments.place.open(false)?;
    let (cases, papers) = archive.store().counts()?;
    println!(
        "档案库有 {cases} 件案件、{papers} 份文书，请在浏览器打开 http://{}（按 Ctrl+C 结束）",
        arguments.listen
    );
    let runtime = tokio::runtime::Runtime::new().context("无法启动网页服务")?;
    runtime.block_on(web::serve(Site::of_archive(Arc::new(archive), standing), arguments.listen))?;
    Ok(ExitCode::SUCCESS)
}
