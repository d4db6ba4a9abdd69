//! A listening house with a case full of traps, and people in it.

use std::io::{Cursor, Write};
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use jiff::Timestamp;
use qiuhao::job::{Desk, worker};
use qiuhao::office::{Actor, Role};
use qiuhao::search::Archive;
use qiuhao::standard::Standards;
use qiuhao::store::{Deed, Job, JobKind, Original, Request, Store};
use qiuhao::web::{Bounds, Site, Standing, serve_on};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(super) const PASSWORD: &str = "云岭县的秋天来得早些";
/// What must never become markup or a formula.
pub(super) const SCRIPT: &str = "<script>alert(1)</script>";
pub(super) const FORMULA: &str = "=HYPERLINK(\"http://evil.example\")";
/// Largest file and longest form of this house.
pub(super) const UPLOAD: u64 = 4 << 20;
pub(super) const FORM: u64 = 64 << 10;

const TRAPS: &str = "云岭县人民检察院\n起诉书\n云检刑诉〔2024〕7号\n被告人林小舟<script>alert(1)</script>，男，1990年1月2日出生。\n\
    经依法审查查明：2024年1月3日，被告人林小舟窃得手机一部。\n=HYPERLINK(\"http://evil.example\")\n<img src=x onerror=alert(1)>\n\
    本院认为，被告人林小舟的行为触犯了《中华人民共和国刑法》第二百六十四条，应当以盗窃罪追究其刑事责任。\n";

/// The house that all tests knock at.
pub(super) static HOUSE: LazyLock<House> = LazyLock::new(House::open);

pub(super) struct House {
    pub address: SocketAddr,
    archive: Arc<Archive>,
    /// Keeps the server running.
    _runtime: tokio::runtime::Runtime,
}

impl House {
    fn open() -> Self {
        let archive = Arc::new(Archive::in_memory().expect("an archive"));
        for (name, display, role) in [
            ("organiser", SCRIPT, Role::Organiser),
            ("reviewer", "骆云帆", Role::Reviewer),
            ("victim", "裴立", Role::Reviewer),
            ("audit", "迟正言", Role::AuditOfficer),
        ] {
            let person = Actor {
                name: name.to_owned(),
                display: display.to_owned(),
                department: FORMULA.to_owned(),
                roles: [role].into(),
                rank: None,
            };
            let console = Actor::console("test");
            let deed = Deed::new(&console, Timestamp::now());
            archive.store().add_user(deed, &person, PASSWORD, [7; 16]).expect("an account");
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let standing = Standing { standards: Standards::default(), province: None };
        let bounds = Bounds {
            upload: UPLOAD,
            form: FORM,
            head_wait: Duration::from_millis(600),
            body_pause: Duration::from_millis(600),
            // Tests come from many addresses, as if a proxy stood before them.
            proxies: vec![[127, 0, 0, 1].into()],
            ..Bounds::default()
        };
        let site = Site::new(archive.clone(), standing).within(bounds);
        runtime.spawn(serve_on(site, listener, std::future::pending()));
        let house = Self { address, archive, _runtime: runtime };
        let name = format!("{FORMULA}{SCRIPT}");
        let job = house.review(&name, &zipped(&[("<script>alert(1)</script>.txt", TRAPS.as_bytes())]));
        assert_eq!(job.reason, None);
        house
    }

    pub(super) fn store(&self) -> &Store {
        self.archive.store()
    }

    /// Queues a zip as it would be by an upload, and works the queue off.
    pub(super) fn review(&self, key: &str, bytes: &[u8]) -> Job {
        let job = Request {
            kind: JobKind::Upload,
            key: key.to_owned(),
            source: format!("{key}.zip"),
            file: Some(Original::new(key, bytes).expect("a file")),
            listing: None,
        };
        let ids = self.store().enqueue(&[job], Timestamp::now().as_millisecond()).expect("a job");
        self.work();
        self.store().job(ids[0]).expect("a store").expect("the job")
    }

    /// Works the queue off.
    pub(super) fn work(&self) {
        let standards = Standards::default();
        let clock = || Timestamp::now().as_millisecond();
        let desk = Desk { archive: &self.archive, standards: &standards, province: None, clock: &clock };
        worker::clear(&desk, &|_| ()).expect("the queue");
        self.archive.follow(|_| ()).expect("the index");
    }

    /// The token of a new session.
    pub(super) fn session(&self, account: &str) -> String {
        let random = Timestamp::now().as_nanosecond().to_le_bytes();
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(&random);
        bytes[16..16 + account.len()].copy_from_slice(account.as_bytes());
        self.store().enter(account, Timestamp::now(), bytes).expect("a session")
    }
}

pub(super) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a writable zip");
        zip.write_all(bytes).expect("a writable zip");
    }
    zip.finish().expect("a writable zip").into_inner()
}
